from itertools import product

import pytest

from models.ranking.filters import Filters, company_passes, record_passes
from tests.factory import company, need, offer
from tests.models.worlds import PLACES

TYUMEN = PLACES.find("Тюмень")
YALUTOROVSK = company(
    status="member", region="Тюменская область", municipality="Ялуторовск"
)  # about 74 km from Tyumen


def passes(**filters):
    return company_passes(Filters(**filters), YALUTOROVSK, TYUMEN, PLACES)


def test_no_limit_lets_everybody_through():
    assert passes() and record_passes(Filters(), need(kind=None))


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
    assert record_passes(Filters(okpd2_prefix=prefix), offer(okpd2=code)) is expected


@pytest.mark.parametrize("wanted", [True, False])
@pytest.mark.parametrize("has", [True, False])
def test_a_contract_is_wanted_or_wanted_not_to_be(wanted, has):
    assert company_passes(Filters(contract=wanted), company(contract=has), None, PLACES) is (wanted is has)


@pytest.mark.parametrize(("wanted", "expected"), [("iso 9001", True), ("СЁРТ", True), ("СРО", False)])
def test_a_certificate_is_found_by_a_part_of_its_name(wanted, expected):
    held = company(certificates=("ISO 9001:2015", "Серт. соответствия"))
    assert company_passes(Filters(certificate=wanted), held, None, PLACES) is expected


def test_only_confirmed_offers_leaves_out_those_made_of_a_description():
    only = Filters(confirmed=True)
    assert record_passes(only, offer()) and record_passes(only, need())
    assert not record_passes(only, offer(provisional=True))


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
