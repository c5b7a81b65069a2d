"""How much companies could still make in a month."""

import pytest

from models.partners.capacity import free_capacity, in_one_unit, told_free
from tests.factory import company, offer

ONE, OTHER = company(name="Первый"), company(name="Второй")
KNOWN = {"capacity_per_month": 2000, "utilisation_percent": 60, "unit": "м³"}


def test_free_is_what_is_not_taken_up():
    assert free_capacity(offer(**KNOWN)) == (800, "м³")


@pytest.mark.parametrize("name", KNOWN)
def test_without_capacity_utilisation_or_unit_nobody_knows(name):
    assert free_capacity(offer(**KNOWN | {name: None})) is None


def told(one, other):
    return told_free((ONE, offer(**one)), (OTHER, offer(**other)))


def test_both_known_are_summed_in_one_unit():
    litres = {"capacity_per_month": 100_000, "utilisation_percent": 50, "unit": "л"}
    assert told(KNOWN, litres) == (
        "Свободно у Первый 800 м³ в месяц, у Второй 50\u00a0000 л в месяц; вместе 850 м³ в месяц."
    )


def test_units_that_do_not_convert_are_not_summed():
    pieces = KNOWN | {"unit": "шт."}
    assert told(KNOWN, pieces) == "Свободно у Первый 800 м³ в месяц, у Второй 800 шт. в месяц."


def test_what_is_unknown_is_told_as_unknown():
    assert told({}, KNOWN) == "Свободно у Первый неизвестно, у Второй 800 м³ в месяц."
    assert told({}, {}) == "Свободная мощность обеих неизвестна."


def test_amounts_are_told_in_the_unit_of_the_first_where_they_convert():
    assert in_one_unit([(3.0, "т"), (500.0, "кг")]) == [(3.0, "т"), (0.5, "т")]
    assert in_one_unit([(3.0, "т"), (5.0, "шт.")]) == [(3.0, "т"), (5.0, "шт.")]
