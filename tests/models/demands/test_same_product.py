"""Makers of the same product stand beside each other."""

from models.demands.same_product import Makers, products_of
from tests.factory import company, offer

MAKER, OTHER, CEMENT = (company(roles=("manufacturer",)) for _ in range(3))
DEALER = company(roles=("supplier",))
OFFERS = (
    offer("Газоблок D500", company=MAKER),
    offer("Доставка блоков", company=OTHER, kind="service"),
    offer("Газобетон", company=OTHER),
    offer("Цемент навалом", company=CEMENT),
    offer("Газоблок D500", company=DEALER),
)
MAKERS = Makers({c.id: c for c in (MAKER, OTHER, CEMENT, DEALER)}, OFFERS)


def test_two_makers_of_one_product_are_colleagues_whatever_else_they_sell():
    assert MAKERS.are_colleagues(MAKER.id, OTHER.id)
    assert MAKERS.are_colleagues(OTHER.id, MAKER.id)


def test_a_dealer_and_a_maker_of_something_else_are_none():
    assert not MAKERS.are_colleagues(DEALER.id, MAKER.id)
    assert not MAKERS.are_colleagues(CEMENT.id, MAKER.id)


def test_nobody_is_a_colleague_of_nobody():
    assert not MAKERS.are_colleagues(MAKER.id, None)
    assert not MAKERS.are_colleagues(DEALER.id, DEALER.id)


def test_a_maker_makes_what_a_colleague_offers_and_not_what_it_carries_or_a_dealer_sells():
    blocks, delivery, gas_concrete, _, resold = OFFERS
    assert MAKERS.make_the_same(MAKER.id, gas_concrete)
    assert not MAKERS.make_the_same(MAKER.id, delivery)
    assert not MAKERS.make_the_same(MAKER.id, resold)
    assert not MAKERS.make_the_same(CEMENT.id, blocks)


def test_an_adjective_before_the_noun_makes_no_other_product():
    titles = ("Перегородочный газоблок", "Стеновой газоблок D500", "Газоблок")
    made = [products_of(MAKER, offer(title, company=MAKER, okpd2="23.61.11.140")) for title in titles]
    assert made[0] == made[1] == made[2]
    assert len(made[0]) == 2  # the recipe's name, and the code with the noun
