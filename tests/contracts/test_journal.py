"""What the store of the journal promises, on SQLite and on PostgreSQL alike."""

from datetime import date, timedelta

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect

from data import entry
from data.database import MIGRATIONS
from data.store import journal
from data.store.journal_selection import ANSWERS, Selection
from data.store.pool import pool_revision
from data.tables.journal import RequestEventRow, RequestRow
from data.tables.pool import CompanyRow, now

TODAY = date(2026, 11, 27)
WEEK_AGO, FIVE_DAYS = timedelta(days=7), timedelta(days=5)


class Journal:
    """A company, and requests entered past the use cases."""

    def __init__(self, database):
        self.database = database
        with database.changing("test", "fill") as session:
            self.supplier = entry.create(session, CompanyRow, {"name": "Карьер", "status": "member"}).id
            self.other = entry.create(session, CompanyRow, {"name": "Завод", "status": "member"}).id

    def add(self, *events, **fields):
        values = {"text": "нужен песок", "channel": "call", "created_by": "user:1"} | fields
        with self.database.changing("test", "requests.create") as session:
            row = RequestRow(**values)
            session.add(row)
            session.flush()
            for kind, company_id, age in events:
                told = {"kind": kind, "company_id": company_id, "by": "user:1", "at": now() - age}
                journal.add_event(session, row, RequestEventRow(**told))
            return row.id

    def ids(self, limit=99, **selection):
        with self.database.reading() as session:
            found = journal.requests(session, Selection(**selection), limit)
            assert len(found) == limit or journal.count(session, Selection(**selection)) == len(found)
            return [row.id for row in found]


@pytest.fixture
def kept(database):
    return Journal(database)


def test_a_request_comes_back_with_its_history_and_names(kept):
    id_ = kept.add(("asked", kept.supplier, WEEK_AGO), asked_by_company_id=kept.other)
    with kept.database.reading() as session:
        row = journal.find_request(session, id_)
    assert (row.asked_by.name, row.need, row.responsible, row.is_open) == ("Завод", None, None, True)
    assert [(event.kind, event.company.name) for event in row.events] == [("asked", "Карьер")]


@pytest.mark.parametrize("id_", [0, -1, 404, 2**31, 2**70])
def test_an_unknown_id_finds_nothing(kept, id_):
    with kept.database.reading() as session:
        assert journal.find_request(session, id_) is None


def test_what_is_due_first_comes_first_and_what_is_closed_last(kept):
    closed = kept.add(state="contract", deadline=date(2026, 1, 1))
    late, soon = kept.add(deadline=date(2026, 12, 2)), kept.add(deadline=date(2026, 12, 1))
    old, new = kept.add(), kept.add()
    assert kept.ids() == [soon, late, new, old, closed]
    assert kept.ids(limit=2) == [soon, late]


def test_the_list_goes_on_behind_a_mark_without_losing_or_doubling_one(kept):
    days = (None, date(2026, 12, 1), date(2026, 12, 1), date(2026, 12, 3))
    for day in days:
        kept.add(deadline=day)
        kept.add(next_on=day, state="in_progress")
        kept.add(deadline=day, state="contract")
    whole, found, mark = kept.ids(), [], None
    with kept.database.reading() as session:
        while page := journal.requests(session, Selection(), 3, mark):
            found += [row.id for row in page]
            mark = journal.mark_of(page[-1])
    assert found == whole and len(set(found)) == 12


def test_a_next_step_is_due_as_a_deadline_is(kept):
    kept.add(deadline=TODAY + FIVE_DAYS)
    later = kept.add(deadline=TODAY + FIVE_DAYS, next_on=TODAY)
    missed = kept.add(next_on=TODAY - FIVE_DAYS)
    assert (kept.ids(due_on=TODAY), kept.ids(overdue_on=TODAY)) == ([later], [missed])
    assert kept.ids()[:2] == [missed, later]


def test_requests_are_found_by_words_of_any_case_by_name_and_by_number(kept):
    other = kept.add(text="Щебёнка 5-20", asked_by_company_id=kept.other)
    sand = kept.add()
    assert kept.ids(text="щебенка") == kept.ids(text="ЗАВОД") == kept.ids(text=f"№ {other}") == [other]
    assert kept.ids(text="песок") == kept.ids(text=f"№{sand}") == [sand]
    assert kept.ids(text="%") == kept.ids(text="99999999999999999999") == []
    assert kept.ids(company_id=kept.other) == [other]


def test_who_was_reminded_is_waited_for_anew(kept):
    asked = ("asked", kept.supplier, WEEK_AGO)
    kept.add(asked, ("reminded", kept.supplier, timedelta()))
    silent = kept.add(asked, ("reminded", kept.supplier, WEEK_AGO))
    assert kept.ids(silent_since=now() - FIVE_DAYS) == [silent]


def test_requests_are_selected_by_state_and_by_deadline(kept):
    late = kept.add(deadline=TODAY - timedelta(days=1))
    kept.add(deadline=TODAY)
    kept.add(deadline=TODAY - timedelta(days=9), state="no_result")
    working = kept.add(state="in_progress")
    assert kept.ids(overdue_on=TODAY) == [late]
    assert kept.ids(states=("in_progress", "contract")) == [working]
    with kept.database.reading() as session:
        counts = journal.counts(session, Selection(), TODAY, now() - FIVE_DAYS)
    assert counts.by_state == {"draft": 2, "no_result": 1, "in_progress": 1}
    assert (counts.overdue, counts.due, counts.silent) == (1, 1, 0)


def test_silent_is_who_was_asked_long_ago_and_has_not_answered(kept):
    asked = ("asked", kept.supplier, WEEK_AGO)
    silent = kept.add(asked)
    also = kept.add(asked, ("answered", kept.other, timedelta()))
    kept.add(("asked", kept.supplier, timedelta()))
    kept.add(asked, ("asked", kept.supplier, timedelta()))
    kept.add(("passed", kept.supplier, WEEK_AGO))
    kept.add(asked, state="no_result")
    for kind in ANSWERS:
        kept.add(asked, (kind, kept.supplier, timedelta()))
    assert kept.ids(silent_since=now() - FIVE_DAYS) == [also, silent]


def test_a_draft_is_found_again_by_its_text_and_writer_and_no_other(kept):
    draft = kept.add(text="нужен щебень")
    kept.add(text="нужна глина", state="in_progress")
    with kept.database.reading() as session:
        assert journal.same_draft(session, "нужен щебень", "user:1").id == draft
        assert journal.same_draft(session, "нужен щебень", "user:2") is None
        assert journal.same_draft(session, "нужна глина", "user:1") is None


def test_the_journal_leaves_the_revision_of_the_pool_as_it_was(kept):
    with kept.database.reading() as session:
        before = pool_revision(session)
    kept.add(("note", None, timedelta()))
    with kept.database.reading() as session:
        assert pool_revision(session) == before


def test_the_migration_of_the_journal_can_be_taken_back_and_applied_again(database):
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    new = {"requests", "request_events"}
    for move, to, expected in ((command.downgrade, "0003", set()), (command.upgrade, "head", new)):
        with database.engine.begin() as connection:
            config.attributes["connection"] = connection
            move(config, to)
        assert new & set(inspect(database.engine).get_table_names()) == expected
