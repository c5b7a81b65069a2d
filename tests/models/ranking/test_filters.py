from itertools import product

import pytest

from models.ranking.filters import Filters, company_passes, record_passes
from tests.factory import company
from tests.models.worlds import PLACES

TYUMEN = PLACES.find("Тюмень")
YALUTOROVSK = company(
    status="member", region="Тюменская область", municipality="Ялуторовск"
)  # about 74 km from Tyumen


def passes(**filters):
    return company_passes(Filters(**filters), YALUTOROVSK, TYUMEN, PLACES)


def test_no_limit_lets_everybody_through():
    assert passes() and record_passes(Filters(), None, None)


@pytest.mark.parametrize(("limit", "expected"), [(0, False), (50, False), (100, True)])
def test_distance_counts_from_the_place_of_the_need(limit, expected):
    assert passes(max_distance_km=limit) is expected


def test_an_unknown_place_on_either_side_does_not_pass_a_distance():
    limit = Filters(max_distance_km=20_000)
    assert not company_passes(limit, YALUTOROVSK, None, PLACES)
    assert not company_passes(limit, company(municipality="Нигде"), TYUMEN, PLACES)
    assert not company_passes(limit, company(), TYUMEN, PLACES)


@pytest.mark.parametrize(
    ("prefix", "code", "expected"),
    [
        ("23", "23.61.12", True),
        ("23.61.12", "23.61.12", True),
        ("23.61.12", "23.61", False),
        ("24", "23.61.12", False),
        ("23", None, False),
        ("23", "", False),
        (None, None, True),
    ],
)
def test_a_code_passes_by_its_beginning(prefix, code, expected):
    assert record_passes(Filters(okpd2_prefix=prefix), "product", code) is expected


def test_filters_combine_all_with_all():
    """Each filter alone is right or wrong; together they pass only when all are right."""
    statuses = (frozenset({"member"}), frozenset({"prospect"}))
    regions = (frozenset({"Тюменская область"}), frozenset({"Омская область"}))
    distances = (100, 10)
    for choice in product((0, 1), repeat=3):
        status, region, distance = choice
        expected = choice == (0, 0, 0)
        assert expected is passes(
            statuses=statuses[status], regions=regions[region], max_distance_km=distances[distance]
        )
