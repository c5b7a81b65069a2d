"""Makers of the same product stand beside each other."""

from models.partners.colleagues import Colleagues
from tests.factory import company, offer

MAKER, OTHER, CEMENT = (company(roles=("manufacturer",)) for _ in range(3))
DEALER = company(roles=("supplier",))
OFFERS = {
    MAKER.id: [offer("Газоблок D500", company=MAKER)],
    OTHER.id: [offer("Доставка блоков", company=OTHER, kind="service"), offer("Газобетон", company=OTHER)],
    CEMENT.id: [offer("Цемент навалом", company=CEMENT)],
    DEALER.id: [offer("Газоблок D500", company=DEALER)],
}
COLLEAGUES = Colleagues.among({c.id: c for c in (MAKER, OTHER, CEMENT, DEALER)}, OFFERS)


def test_two_makers_of_one_product_are_colleagues_whatever_else_they_sell():
    assert COLLEAGUES.are(MAKER.id, OTHER.id)
    assert COLLEAGUES.are(OTHER.id, MAKER.id)


def test_a_dealer_and_a_maker_of_something_else_are_none():
    assert not COLLEAGUES.are(DEALER.id, MAKER.id)
    assert not COLLEAGUES.are(CEMENT.id, MAKER.id)


def test_nobody_is_a_colleague_of_nobody():
    assert not COLLEAGUES.are(MAKER.id, None)
    assert not COLLEAGUES.are(DEALER.id, DEALER.id)
