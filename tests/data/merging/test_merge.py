"""Two companies made one, and made two again."""

from datetime import date

import pytest
from sqlalchemy import JSON

import data.database  # noqa: F401 - every table is known once the door to them is
from data import entry
from data.merging.company_pointers import POINTERS
from data.merging.merge import merge
from data.merging.undo import SINCE, TAKEN, undo_merge
from data.tables.pool import (
    Base,
    ChainRow,
    CompanyRow,
    ContractRow,
    InputDecisionRow,
    InvitationRow,
    NeedRow,
    OfferRow,
    ProjectRow,
    SlotRow,
    VerdictRow,
)

# a merge leaves these where they are: they tell of the two companies themselves
STAY = {
    ("merges", "kept_id"),
    ("merges", "merged_id"),
    ("told_apart", "first_id"),
    ("told_apart", "second_id"),
    ("mailing_choices", "company_id"),  # how often it is written to is the choice of the one that stays
}
JSON_THAT_STAYS = {
    "companies": {"roles", "okved2", "certificates"},
    "audit_log": {"details"},  # what was done stays as it was done
    "reports": {"figures"},
    "imports": {"counts", "undo", "undone"},
    "confirmations": {"before"},
    "contact_requests": {"passed"},  # what was told is told
    "mailings": {"planned", "limits"},
    "letters": {"items"},
    "kept_answers": {"headers"},
    "proposals": {"before", "after"},  # the company itself stands in a column of its own
    "saved_searches": {"seen", "before"},  # what was found stays as it was found
    "merges": {"done", "undone"},
    "portals": {"origins"},
}


def test_everything_that_names_a_company_goes_along():
    keys = {
        (column.table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name == "companies"
    }
    assert keys == {(p.table.__tablename__, p.column) for p in POINTERS if not p.is_list} | STAY


def test_every_list_is_known_to_hold_companies_or_not():
    lists = {
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, JSON)
    }
    without = {(table, name) for table, names in JSON_THAT_STAYS.items() for name in names}
    assert lists - without == {(p.table.__tablename__, p.column) for p in POINTERS if p.is_list}


@pytest.fixture
def session(database):
    with database.changing("test", "merge") as session:
        yield session


@pytest.fixture
def kept(session):
    values = {
        "name": "ООО «Щебень»",
        "code": "kept",
        "status": "участник",
        "phone": "1-11-11",
        "roles": "поставщик",
    }
    return entry.create(session, CompanyRow, values)


@pytest.fixture
def merged(session):
    values = {
        "name": "Щебень",
        "code": "merged",
        "inn": "7707083893",
        "phone": "2-22-22",
        "roles": "перевозчик",
    }
    return entry.create(session, CompanyRow, values | {"confirmed_on": "15.09.2026"})


@pytest.fixture
def other(session):
    return entry.create(session, CompanyRow, {"name": "Третья"})


def offer(session, company, **values):
    return entry.create(session, OfferRow, {"company_id": company.id, "title": "Щебень 5–20"} | values)


def project(session, initiator=None):
    chain = entry.create(session, ChainRow, {"title": "Дороги"})
    values = {"chain_id": chain.id, "title": "Асфальт", "product": "Асфальтобетон"}
    return entry.create(session, ProjectRow, values | {"initiator_id": initiator and initiator.id})


def slot(session, project, *companies, title="Щебень для смеси"):
    filled = {"filled_by": [company.id for company in companies], "basis": "contract"}
    return entry.create(session, SlotRow, {"project_id": project.id, "title": title} | filled)


def values_of(row):
    ignored = {"created_at", "updated_at"}
    return {c.name: getattr(row, c.name) for c in row.__table__.columns if c.name not in ignored}


def test_filled_goes_over_empty_later_confirmed_over_earlier_and_lists_are_joined(session, kept, merged):
    merge(session, kept, merged, {})
    assert (kept.inn, kept.phone, kept.roles) == ("7707083893", "2-22-22", ["supplier", "carrier"])
    assert (kept.code, kept.status, kept.confirmed_on) == ("kept", "member", date(2026, 9, 15))
    assert merged.archived_at and merged.inn is None


def test_what_staff_choose_stays(session, kept, merged):
    merge(session, kept, merged, {"phone": "kept", "name": "kept", "roles": "merged", "code": "merged"})
    assert (kept.phone, kept.name, kept.roles, kept.code) == (
        "1-11-11",
        "ООО «Щебень»",
        ["carrier"],
        "merged",
    )


def test_offers_needs_contracts_slots_and_projects_move(session, kept, merged, other):
    moved = offer(session, merged)
    need = entry.create(session, NeedRow, {"company_id": merged.id, "title": "Взрывчатка"})
    sides = {"supplier_id": merged.id, "customer_id": other.id}
    contract = entry.create(session, ContractRow, sides | {"subject": "Щебень"})
    led, filled = project(session, merged), slot(session, project(session), merged, other)
    merge(session, kept, merged, {})
    assert [moved.company_id, need.company_id, contract.supplier_id, led.initiator_id] == [kept.id] * 4
    assert filled.filled_by == [kept.id, other.id]


def test_a_slot_that_both_fill_has_one_supplier(session, kept, merged):
    both = slot(session, project(session), kept, merged)
    merge(session, kept, merged, {})
    assert both.filled_by == [kept.id]


def test_a_code_of_a_record_that_is_taken_is_let_go(session, kept, merged):
    offer(session, kept, code="1")
    moved = offer(session, merged, code="1", title="Песок")
    merge(session, kept, merged, {})
    assert (moved.company_id, moved.code) == (kept.id, None)


def test_what_is_said_of_both_is_not_said_twice(session, kept, merged):
    decided = {"input_key": "cement", "input_name": "Цемент", "accepted": True, "decided_by": "я"}
    for company in (kept, merged):
        session.add(InputDecisionRow(company_id=company.id, **decided))
        session.add(InvitationRow(company_id=company.id, invited_by="я"))
        verdict = {"verdict": "suitable", "snapshot": "s", "given_by": "я", "need_key": "k"}
        session.add(VerdictRow(company_id=company.id, **verdict))
        session.flush()
    merge(session, kept, merged, {})
    decisions, marks = (
        session.query(table).filter_by(company_id=kept.id) for table in (InputDecisionRow, InvitationRow)
    )
    standing = session.query(VerdictRow).filter_by(company_id=kept.id, withdrawn_at=None)
    assert (decisions.count(), marks.count(), standing.count()) == (1, 1, 1)


def test_companies_with_a_contract_between_them_are_two(session, kept, merged):
    sides = {"supplier_id": merged.id, "customer_id": kept.id}
    entry.create(session, ContractRow, sides | {"subject": "Щебень"})
    with pytest.raises(entry.EntryError, match="есть договор «Щебень»"):
        merge(session, kept, merged, {})


def test_a_company_does_not_come_to_supply_its_own_project(session, kept, merged):
    slot(session, project(session, kept), merged)
    with pytest.raises(entry.EntryError, match="инициатор проекта"):
        merge(session, kept, merged, {})


def test_undoing_gives_every_row_what_it_had(session, kept, merged, other):
    rows = [kept, merged, offer(session, kept, code="1"), offer(session, merged, code="1", title="Песок")]
    rows += [project(session, merged), slot(session, project(session), merged, kept)]
    before = [values_of(row) for row in rows]
    changes = merge(session, kept, merged, {"code": "merged", "name": "merged"})
    assert [values_of(row) for row in rows] != before
    assert undo_merge(session, changes).stayed == []
    assert [values_of(row) for row in rows] == before


def test_what_was_changed_since_stays_and_is_told(session, kept, merged, other):
    first, second = offer(session, merged), offer(session, merged, title="Песок")
    changes = merge(session, kept, merged, {"name": "kept"})
    entry.update(session, kept, {"phone": "3-33-33"})
    entry.update(session, first, {"title": "Щебень 20–40"})
    second.company_id = other.id
    undone = undo_merge(session, changes)
    assert {(stayed.column, stayed.title, stayed.reason) for stayed in undone.stayed} == {
        ("phone", kept.name, SINCE),
        ("company_id", "Песок", SINCE),
    }
    assert (first.company_id, first.title, kept.phone) == (merged.id, "Щебень 20–40", "3-33-33")


def test_a_tax_id_that_another_company_has_by_now_is_not_taken_from_it(session, kept, merged, other):
    changes = merge(session, kept, merged, {})
    entry.update(session, kept, {"inn": ""})
    entry.update(session, other, {"inn": "7707083893"})
    told = {(stayed.title, stayed.reason) for stayed in undo_merge(session, changes).stayed}
    assert told == {("Щебень", TAKEN), (kept.name, SINCE)}
    assert (merged.inn, other.inn) == (None, "7707083893")
