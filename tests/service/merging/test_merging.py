import pytest

from data.entry import EntryError
from data.store.pool import pool_revision
from data.tables.pool import CompanyRow, NeedRow, OfferRow
from service.access import COMMAND_LINE, Caller
from service.errors import ForbiddenError, InvalidError, NotFoundError
from tests.service.merging_worlds import enter_twice

READER = Caller("user:9", "staff", "Читатель", "reader")


@pytest.fixture
def pair(services):
    return enter_twice(services)


def titles(services, table, company_id):
    with services.database.reading() as session:
        return {row.title for row in session.query(table).filter_by(company_id=company_id)}


def test_a_plan_tells_what_differs_and_what_moves(services, pair):
    plan = services.merging.plan(COMMAND_LINE, *pair)
    sides = {field.column.field: field.side for field in plan.fields}
    assert (sides["inn"], sides["name"], sides["status"]) == ("merged", "kept", "kept")
    assert {pointer.table: count for pointer, count in plan.moving} == {OfferRow: 1, NeedRow: 1}


def test_a_merge_sent_twice_is_one_merge(services, pair):
    first = services.merging.merge(COMMAND_LINE, *pair, {})
    with services.database.reading() as session:
        revision = pool_revision(session)
    assert services.merging.merge(COMMAND_LINE, *pair, {}).id == first.id
    with services.database.reading() as session:
        assert pool_revision(session) == revision
    assert "Раствор М150" in titles(services, OfferRow, pair[0])


def test_a_merged_company_leads_on_through_all_merges(services, pair):
    kept, merged = pair
    third = services.pool_entry.create(COMMAND_LINE, CompanyRow, {"name": "Бетон двор"}).id
    services.merging.merge(COMMAND_LINE, kept, merged, {})
    services.merging.merge(COMMAND_LINE, third, kept, {})
    assert services.merging.kept_for(merged) == third
    assert services.merging.kept_for(third) is None


def test_undoing_twice_is_undoing_once(services, pair):
    row = services.merging.merge(COMMAND_LINE, *pair, {})
    undone = [services.merging.undo(COMMAND_LINE, row.id) for _ in range(2)]
    assert undone[0].undone_at == undone[1].undone_at and undone[0].undone["stayed"] == []
    assert titles(services, NeedRow, pair[1]) == {"Цемент навалом"}
    assert services.merging.kept_for(pair[1]) is None


def test_a_merge_that_was_merged_onward_is_undone_after_the_later_one(services, pair):
    third = services.pool_entry.create(COMMAND_LINE, CompanyRow, {"name": "Бетон двор"}).id
    first = services.merging.merge(COMMAND_LINE, *pair, {})
    later = services.merging.merge(COMMAND_LINE, third, pair[0], {})
    with pytest.raises(InvalidError, match="Сначала отмените более позднее"):
        services.merging.undo(COMMAND_LINE, first.id)
    for row in (later, first):
        assert services.merging.undo(COMMAND_LINE, row.id).undone["stayed"] == []


def test_a_merged_company_comes_back_by_undoing_only(services, pair):
    services.merging.merge(COMMAND_LINE, *pair, {})
    with pytest.raises(EntryError, match="сначала отмените объединение"):
        services.pool_entry.restore(COMMAND_LINE, CompanyRow, pair[1])


def test_nobody_merges_what_is_not_there_or_one_company_with_itself(services, pair):
    with pytest.raises(NotFoundError):
        services.merging.merge(COMMAND_LINE, pair[0], 404, {})
    with pytest.raises(InvalidError):
        services.merging.merge(COMMAND_LINE, pair[0], pair[0], {})
    with pytest.raises(NotFoundError):
        services.merging.undo(COMMAND_LINE, 404)


def test_readers_merge_and_undo_nothing(services, pair):
    for attempt in (
        lambda: services.merging.plan(READER, *pair),
        lambda: services.merging.merge(READER, *pair, {}),
        lambda: services.merging.undo(READER, 1),
    ):
        with pytest.raises(ForbiddenError):
            attempt()
