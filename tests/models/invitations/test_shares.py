"""How much of a volume free capacity covers."""

import pytest

from models.invitations.shares import covered_share
from tests.factory import need, offer


def share(need_fields, **offer_fields):
    return covered_share(need("Цемент навалом", **need_fields), offer("Цемент навалом", **offer_fields))


def test_half_of_the_capacity_is_free_and_covers_a_quarter():
    told = {"capacity_per_month": 100, "utilisation_percent": 50, "unit": "т"}
    assert share({"volume": 200, "unit": "т"}, **told) == 0.25


def test_more_than_is_asked_for_is_the_whole():
    told = {"capacity_per_month": 1000, "utilisation_percent": 0, "unit": "т"}
    assert share({"volume": 200, "unit": "т"}, **told) == 1.0


def test_kilograms_and_cubic_metres_are_told_in_tonnes():
    asked = {"volume": 10, "unit": "т"}
    assert share(asked, capacity_per_month=5000, utilisation_percent=0, unit="кг") == 0.5
    assert share(asked, capacity_per_month=2, utilisation_percent=0, unit="м³") == pytest.approx(2 * 1.3 / 10)


@pytest.mark.parametrize("utilisation", [100, 130])
def test_who_is_busy_covers_nothing(utilisation):
    told = {"capacity_per_month": 100, "utilisation_percent": utilisation, "unit": "т"}
    assert share({"volume": 200, "unit": "т"}, **told) == 0.0


KNOWN = {"capacity_per_month": 100, "utilisation_percent": 50, "unit": "т"}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"volume": None, "unit": "т"}, KNOWN),
        ({"volume": 0, "unit": "т"}, KNOWN),
        ({"volume": 10, "unit": None}, KNOWN),
        ({"volume": 10, "unit": "шт."}, KNOWN),
        ({"volume": 10, "unit": "т"}, KNOWN | {"capacity_per_month": None}),
        ({"volume": 10, "unit": "т"}, KNOWN | {"utilisation_percent": None}),
        ({"volume": 10, "unit": "т"}, KNOWN | {"unit": None}),
    ],
)
def test_where_anything_is_unknown_the_share_is(asked, told):
    assert share(asked, **told) is None
