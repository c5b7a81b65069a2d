"""One sheet with companies and what they offer or need, in one go."""

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from data.exchange.header_matching import applied, is_certain, proposed
from data.exchange.header_row import under_headings
from data.exchange.import_undo import undo_data, undo_import
from data.exchange.importing import import_tables
from data.exchange.recognition import recognise
from data.exchange.rejected_rows import write_rejected
from data.exchange.spreadsheets import Table, read_tables
from data.tables.pool import CompanyRow, NeedRow, OfferRow, now
from tests.data.foreign_sheet import (
    BAD_CAPACITY,
    BAD_INN,
    FIRST,
    NO_NAME,
    foreign_rows,
    inn_of,
    spoilt,
    write_foreign,
)

HEADER = ("ИНН", "Компания", "Телефон", "Наименование", "Ед.", "Мощность в месяц")
ONE, TWO = inn_of(1), inn_of(2)


def brought(database, *rows, header=HEADER, title="Лист1"):
    tables = [Table(title, header, tuple(enumerate(rows, start=2)))]
    with database.changing("test", "import") as session:
        return import_tables(session, tables)


def from_file(database, path):
    tables = [applied(table, proposed(table)) for table in map(under_headings, read_tables(path))]
    with database.changing("test", "import") as session:
        return import_tables(session, tables)


def counted(report):
    return {title: (c.read, c.created, c.unchanged, c.rejected) for title, c in report.sheets.items()}


def live(database, table=OfferRow):
    with database.reading() as session:
        rows = session.scalars(select(table).where(table.archived_at.is_(None)))
        return [(row.company.name, row.title) for row in rows]


def told(report):
    return [(problem.row, problem.column, problem.message) for problem in report.problems]


def test_a_company_over_several_rows_is_one_company_with_all_its_offers(database):
    rows = ((ONE, "Завод", "", "Плита", "шт", 150), (ONE, "Завод", "", "Блок", "шт", 20))
    assert counted(brought(database, *rows)) == {"Компании": (1, 1, 0, 0), "Предложения": (2, 2, 0, 0)}
    assert live(database) == [("Завод", "Плита"), ("Завод", "Блок")]


def test_empty_cells_of_a_company_go_on_with_it_and_clear_nothing(database):
    rows = (
        (ONE, "Завод", "+7 3452 000001", "Плита", "", ""),
        ("", "", "", "Блок", "", ""),
        (TWO, "Карьер", "", "Щебень", "", ""),
        (ONE, "", "", "Кольцо", "", ""),
    )
    brought(database, *rows)
    assert live(database) == [
        ("Завод", "Плита"),
        ("Завод", "Блок"),
        ("Карьер", "Щебень"),
        ("Завод", "Кольцо"),
    ]
    with database.reading() as session:
        assert session.scalars(select(CompanyRow.phone)).first() == "+7 3452 000001"


def test_a_company_told_of_twice_in_different_words_is_a_problem_of_the_second_row(database):
    rows = ((ONE, "Завод", "", "Плита", "", ""), (ONE, "Карьер", "", "Щебень", "", ""))
    report = brought(database, *rows)
    assert told(report) == [(3, None, "Та же запись уже есть в строке 2 с другими данными: Название")]
    assert live(database) == [("Завод", "Плита")]


def test_a_row_without_an_offer_brings_its_company_alone(database):
    report = brought(database, (ONE, "Завод", "", "", "", ""), (TWO, "Карьер", "", "Щебень", "", ""))
    assert counted(report) == {"Компании": (2, 2, 0, 0), "Предложения": (1, 1, 0, 0)}


def test_a_row_with_a_wrong_offer_comes_back_whole_and_brings_no_company(database):
    report = brought(
        database, (ONE, "Завод", "", "Плита", "шт", "много"), (TWO, "Карьер", "", "Щебень", "", "")
    )
    ((row, column, message),) = told(report)
    assert (row, column) == (2, "Предложение: мощность в месяц") and "а здесь «много»" in message
    assert report.rejected_rows[0].cells[:2] == (ONE, "Завод")
    assert live(database) == [("Карьер", "Щебень")]


def test_a_mistake_in_whose_the_row_is_is_told_once(database):
    rows = (("123", "Завод", "", "Плита", "", ""), ("", "Карьер", "", "Щебень", "", ""))
    report = brought(database, *rows)
    assert [(row, column) for row, column, _ in told(report)] == [(2, "ИНН"), (3, None)]


def test_companies_with_needs_are_loaded_alike(database):
    header = ("ИНН", "Компания", "Что нужно", "Объём", "Ед.", "Срок")
    report = brought(database, (ONE, "Стройка", "Цемент М500", 40, "т", "до марта"), header=header)
    assert counted(report) == {"Компании": (1, 1, 0, 0), "Потребности": (1, 1, 0, 0)}
    assert live(database, NeedRow) == [("Стройка", "Цемент М500")]


def test_the_same_file_a_second_time_changes_nothing(database):
    rows = ((ONE, "Завод", "", "Плита", "шт", 150), (ONE, "Завод", "", "Блок", "шт", 20))
    brought(database, *rows)
    assert counted(brought(database, *rows)) == {"Компании": (1, 0, 1, 0), "Предложения": (2, 0, 2, 0)}


@pytest.mark.parametrize(
    ("header", "title", "name"),
    [
        (("ИНН", "Название", "Наименование"), "Лист1", "companies_offers"),
        (("ИНН", "Компания", "Название", "Возит, км"), "Лист1", "companies_offers"),
        (("ИНН", "Наименование", "Номенклатура"), "Компании", "companies_offers"),
        (("ИНН", "Компания", "Наименование", "Объём"), "Лист1", "companies_needs"),
        (("ИНН", "Компания", "Наименование"), "Предложения", "offers"),
        (("ИНН", "Наименование", "Мощность"), "Лист1", "offers"),
    ],
)
def test_a_sheet_of_both_is_told_by_a_name_for_each(header, title, name):
    assert recognise(Table(title, header, ())).name == name


def test_people_look_at_a_sheet_of_both_unless_its_title_says_so():
    header = ("ИНН", "Название", "Предложение: наименование")
    tables = [Table(title, header, ()) for title in ("Лист1", "Компании с предложениями")]
    assert [is_certain(table, proposed(table)) for table in tables] == [False, True]


def test_a_sheet_from_1c_with_three_mistakes_is_loaded_mended_and_undone(database, tmp_path):
    report = from_file(database, write_foreign(tmp_path / "1с.xlsx", spoilt(foreign_rows())))
    assert counted(report) == {
        "Компании": (9, 9, 0, 0),
        "Предложения": (11, 11, 0, 0),
        "Компании с предложениями": (3, 0, 0, 3),
    }
    assert [(row, column) for row, column, _ in told(report)] == [
        (BAD_INN, "ИНН"),
        (BAD_CAPACITY, "Предложение: мощность в месяц"),
        (NO_NAME, "Название"),
    ]
    write_rejected(report.rejected_rows, tmp_path / "rejected.xlsx")
    book = load_workbook(tmp_path / "rejected.xlsx")
    sheet = book["Компании с предложениями"]
    assert [row[-1].value.rsplit(" (", 1)[1] for row in sheet.iter_rows(min_row=2)] == [
        f"строка {number})" for number in (BAD_INN, BAD_CAPACITY, NO_NAME)
    ]
    sheet["C2"], sheet["H3"], sheet["B4"] = inn_of(BAD_INN - FIRST - 1), 150, "ООО «Завод 8»"
    book.save(tmp_path / "mended.xlsx")
    mended = from_file(database, tmp_path / "mended.xlsx")
    assert counted(mended) == {"Компании": (3, 3, 0, 0), "Предложения": (3, 3, 0, 0)}
    assert len(live(database)) == 14
    with database.changing("test", "undo") as session:
        assert undo_import(session, undo_data(mended), now()).archived == 6
        assert undo_import(session, undo_data(report), now()).archived == 20
    assert live(database) == []
