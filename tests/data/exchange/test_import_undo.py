"""What undoing an import brings back, and what it leaves."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import select

from data import entry
from data.exchange.exporting import export_pool
from data.exchange.import_undo import SINCE, TAKEN, Undone, undo_data, undo_import
from data.exchange.importing import import_file
from data.tables.imports import ImportRow
from data.tables.pool import CompanyRow, OfferRow, now
from tests.data.exchange.test_importing import CHAIN_SHEETS
from tests.data.sheet_files import COMPANIES, OFFERS, bring_in, counts, write_workbook

INN, OTHER_INN = "7707083893", "7736050003"


@pytest.fixture
def stocked(database, tmp_path):
    bring_in(database, write_workbook(tmp_path / "запас.xlsx", **CHAIN_SHEETS))
    return database


def imported(database, path, **sheets):
    """The undo data of an import, as the database keeps it."""
    write_workbook(path, **sheets)
    with database.changing("test", "import") as session:
        return json.loads(json.dumps(undo_data(import_file(session, path))))


def undo(database, data):
    moment = now()
    with database.changing("test", "undo") as session:
        row = ImportRow(token=str(moment), by="test", by_name="", file_name="", counts={}, undo=data)
        row.undone_at = moment
        session.add(row)
        return undo_import(session, data, moment)


def exported(database, path):
    with database.reading() as session:
        export_pool(session, path)
    book = load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def company(database, code):
    with database.reading() as session:
        return session.scalars(select(CompanyRow).where(CompanyRow.code == code)).one()


WORDS = st.sampled_from(["Песок", "Щебень", "Завод", "К-1", "К-77", "Новая"])
STATUS = st.sampled_from(["участник", "вступает", ""])
COMPANY_ROWS = st.lists(st.tuples(WORDS, WORDS, STATUS, st.sampled_from(["", "01.09.2026"])), max_size=5)
OFFER_ROWS = st.lists(st.tuples(WORDS, WORDS, WORDS, st.sampled_from(["", 5])), max_size=5)


@given(companies=COMPANY_ROWS, offers=OFFER_ROWS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_import_that_is_undone_leaves_the_pool_as_it_was(stocked, tmp_path, companies, offers):
    before = exported(stocked, tmp_path / "before.xlsx")
    data = imported(
        stocked,
        tmp_path / "a.xlsx",
        Компании=(("Код", "Название", "Статус", "Подтверждено"), *companies),
        Предложения=(("Код", "Код записи", "Наименование", "Мощность"), *offers),
    )
    assert undo(stocked, data).kept == []
    assert exported(stocked, tmp_path / "after.xlsx") == before


def test_what_an_import_made_is_archived_and_what_it_changed_is_as_before(database, tmp_path):
    bring_in(database, write_workbook(tmp_path / "запас.xlsx", Компании=COMPANIES))
    rows = (COMPANIES[0], ("К-1", "Комбинат", "вступает"), ("К-9", "Новая", "участник"))
    undone = undo(database, imported(database, tmp_path / "a.xlsx", Компании=rows))
    old = company(database, "К-1")
    assert undone == Undone(archived=1, restored=1)
    assert (old.name, old.name_folded, old.status) == ("Завод", "завод", "member")
    assert company(database, "К-9").archived_at is not None


def test_a_value_that_was_changed_since_stays_and_is_told(database, tmp_path):
    bring_in(database, write_workbook(tmp_path / "запас.xlsx", Компании=COMPANIES))
    data = imported(database, tmp_path / "a.xlsx", Компании=(COMPANIES[0], ("К-1", "Комбинат", "вступает")))
    with database.changing("test", "edit") as session:
        row = session.get(CompanyRow, company(database, "К-1").id)
        entry.update(session, row, {"name": "КОМБИНАТ"})
    (kept,) = undo(database, data).kept
    left = company(database, "К-1")
    assert (kept.title, kept.field, kept.reason) == ("Комбинат", "Название", SINCE)
    assert (left.name, left.name_folded, left.status) == ("КОМБИНАТ", "комбинат", "member")


def test_an_inn_that_somebody_else_has_by_now_stays_and_is_told(database, tmp_path):
    header = ("Код", "Название", "ИНН")
    bring_in(database, write_workbook(tmp_path / "a.xlsx", Компании=(header, ("К-1", "Завод", INN))))
    data = imported(database, tmp_path / "b.xlsx", Компании=(header, ("К-1", "Цех", OTHER_INN)))
    with database.changing("test", "create") as session:
        entry.create(session, CompanyRow, {"code": "К-2", "name": "Чужая", "status": "участник", "inn": INN})
    (kept,) = undo(database, data).kept
    assert (kept.field, kept.reason) == ("ИНН", TAKEN)
    assert (company(database, "К-1").name, company(database, "К-1").inn) == ("Завод", OTHER_INN)


def test_a_mended_file_goes_in_after_undo_and_brings_nothing_of_the_wrong_one(database, tmp_path):
    wrong = (("Код", "Название", "О компании"), ("К-9", "Новая", "не то"))
    offers = (("Код", "Код записи", "Наименование"), ("К-9", "П-1", "Песок"))
    undo(database, imported(database, tmp_path / "a.xlsx", Компании=wrong, Предложения=offers))
    mended = (("Код", "Название"), ("К-9", "Новая"))
    report = bring_in(database, write_workbook(tmp_path / "b.xlsx", Компании=mended, Предложения=offers))
    found = company(database, "К-9")
    assert counts(report) == (2, 2, 0, 0, 0)
    assert (found.archived_at, found.about, found.status, found.roles) == (None, None, "prospect", [])


def test_what_people_archived_themselves_does_not_come_back_by_import(database, tmp_path):
    undo(database, imported(database, tmp_path / "a.xlsx", Компании=COMPANIES))
    bring_in(database, write_workbook(tmp_path / "b.xlsx", Компании=COMPANIES, Предложения=OFFERS))
    with database.changing("test", "archive") as session:
        entry.archive(session.scalars(select(OfferRow)).one())
    report = bring_in(database, write_workbook(tmp_path / "c.xlsx", Предложения=OFFERS))
    assert counts(report) == (1, 0, 0, 0, 1)
