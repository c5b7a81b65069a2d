"""What a company takes and makes itself."""

import pytest

from models.partners.own_supply import makes_itself
from tests.factory import company, need, offer

MAKER = company(roles=("manufacturer",))
GREASE = need("Смазка для форм", kind="material", okpd2="20.59.41.000")


def made(title="Смазка эмульсионная", okpd2="20.59.41", kind="material", wanted=GREASE, **fields):
    return makes_itself(MAKER, [offer(title, company=MAKER, okpd2=okpd2, kind=kind, **fields)], wanted)


def test_the_product_of_the_same_recipe_is_made_itself():
    pallets = need("Поддоны деревянные под блок", kind="product", okpd2="16.24.11.110")
    assert made("Поддон деревянный 1200х800", None, "product", pallets)


def test_without_a_recipe_the_group_of_the_code_and_the_noun_tell():
    assert made()
    assert made("Смазки", "20.59.99")


@pytest.mark.parametrize(
    ("title", "okpd2"),
    [("Смазка эмульсионная", "20.60.41"), ("Добавка", "20.59.41"), ("Смазка", None), ("Смазка", "20")],
)
def test_another_group_another_noun_or_no_code_is_not_it(title, okpd2):
    assert not made(title, okpd2)


def test_to_deliver_a_thing_is_not_to_make_it():
    assert not made(kind="service")


def test_a_provisional_offer_supplies_nobody():
    assert not made(provisional=True)
