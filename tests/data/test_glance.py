"""What the dashboard counts, in small worlds: months, news, and what waits."""

from datetime import UTC, date, datetime, timedelta

import pytest

from data.store.figures import Sum
from data.store.glance import (
    MAX_NEWEST,
    contracts_by_month,
    loaded_at,
    members_without_contract,
    news,
)
from data.tables.imports import ImportRow
from data.tables.pool import InvitationRow, OfferRow
from tests.data.test_figures import World

NOON = datetime(2026, 9, 15, 12, tzinfo=UTC)
BEFORE = NOON - timedelta(days=8)
SINCE = NOON - timedelta(days=7)


@pytest.fixture
def world(database):
    with database.changing("test", "fill") as session:
        yield World(session)


def counts(world):
    return {one.kind: one.count for one in news(world.session, SINCE)}


def test_months_are_the_last_twelve_with_zeros_in_order(world):
    maker, buyer = world.company("a"), world.company("b")
    world.contract(maker, buyer, signed_on=date(2026, 9, 1), amount_rub=10.5)
    world.contract(maker, buyer, signed_on=date(2026, 9, 30))
    world.contract(maker, buyer, signed_on=date(2025, 10, 1), amount_rub=5.0)
    world.contract(maker, buyer, signed_on=date(2025, 9, 30), amount_rub=7.0)
    world.contract(maker, buyer, signed_on=None, amount_rub=7.0)
    world.contract(maker, buyer, signed_on=date(2026, 9, 2), archived_at=NOON)
    found = contracts_by_month(world.session, date(2026, 9, 15))
    assert (min(found), max(found), len(found)) == (date(2025, 10, 1), date(2026, 9, 1), 12)
    assert list(found) == sorted(found)
    assert found[date(2026, 9, 1)] == Sum(2, 10.5) and found[date(2025, 10, 1)] == Sum(1, 5.0)
    assert sum(of.count for of in found.values()) == 3


def test_news_are_what_came_since_and_still_stands(world):
    old, new = world.company("a", created_at=BEFORE), world.company("b", created_at=NOON)
    world.company("c", created_at=NOON, archived_at=NOON)
    need = world.need(old, created_at=NOON)
    world.need(old, created_at=BEFORE)
    world.add(OfferRow(company_id=new.id, kind="product", title="Куб", created_at=NOON))
    world.contract(old, new, created_at=NOON)
    world.verdict(need, new, "suitable", NOON)
    world.verdict(need, new, "known", NOON, withdrawn_at=NOON)
    world.add(InvitationRow(company_id=new.id, invited_by="user:1", invited_at=NOON))
    assert counts(world) == {
        "company": 1,
        "offer": 1,
        "need": 1,
        "contract": 1,
        "verdict": 1,
        "invitation": 1,
        "import": 0,
    }


def test_records_of_a_company_that_left_are_no_news(world):
    gone = world.company("a", created_at=BEFORE, archived_at=NOON)
    world.need(gone, created_at=NOON)
    assert set(counts(world).values()) == {0}


def test_an_import_that_was_undone_is_no_news(world):
    for token, undone_at in (("1", None), ("2", NOON)):
        row = {"token": token, "at": NOON, "by": "user:1", "by_name": "Анна", "counts": {}, "undo": {}}
        world.add(ImportRow(file_name=f"{token}.xlsx", undone_at=undone_at, **row))
    found = {one.kind: one for one in news(world.session, SINCE)}["import"]
    assert (found.count, [one.title for one in found.newest]) == (1, ["1.xlsx"])


def test_only_the_newest_are_named(world):
    for number in range(MAX_NEWEST + 2):
        world.company(f"{number}", created_at=NOON, fictional=number == 4)
    found = news(world.session, SINCE)[0]
    assert found.count == MAX_NEWEST + 2
    assert [(one.company, one.fictional) for one in found.newest] == [("4", True), ("3", False), ("2", False)]


def test_members_without_a_contract_are_counted_on_both_sides(world):
    seller, buyer, lone = (world.company(code) for code in "abc")
    world.company("d", status="prospect")
    world.company("e", archived_at=NOON)
    world.contract(seller, buyer)
    assert members_without_contract(world.session) == 1
    world.contract(buyer, lone, archived_at=NOON)
    assert members_without_contract(world.session) == 1
    world.contract(buyer, lone)
    assert members_without_contract(world.session) == 0


def test_what_came_with_the_first_load_is_no_news(database):
    with database.changing("test", "pool.import") as session:
        World(session).company("а")
    with database.changing("test", "companies.create") as session:
        World(session).company("б")
        loaded = loaded_at(session, SINCE)
        assert [one.count for one in news(session, loaded) if one.kind == "company"] == [1]
    with database.reading() as session:
        assert loaded_at(session, loaded + timedelta(days=1)) is None
