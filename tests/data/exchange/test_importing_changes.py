"""What an import reports of what it wrote and what it turned away."""

import pytest
from openpyxl import load_workbook

from data.exchange.import_changes import changed_records
from data.exchange.importing import import_tables
from data.exchange.rejected_rows import write_rejected
from data.exchange.reporting import TO_MEND, Counts
from data.exchange.spreadsheets import Table, read_tables
from tests.data.sheet_files import COMPANIES, OFFERS, bring_in, counts, told, write_csv, write_workbook


@pytest.fixture
def stocked(database, tmp_path):
    bring_in(database, write_workbook(tmp_path / "запас.xlsx", Компании=COMPANIES, Предложения=OFFERS))
    return database


def changes_of(database, *rows, title="Компании"):
    table = Table(title, rows[0], tuple(enumerate(rows[1:], start=2)))
    with database.changing("test", "import") as session:
        return changed_records(session, import_tables(session, [table]).written)


def test_a_changed_field_is_told_with_its_old_and_new_value(stocked):
    (record,) = changes_of(stocked, ("Код", "Название", "Статус"), ("К-1", "Завод", "вступает"))
    (field,) = record.fields
    assert (record.sheet, record.row, record.title) == ("Компании", 2, "Завод")
    assert (field.column.title, field.before, field.after) == ("Статус", "member", "joining")


def test_a_new_name_is_one_change_however_it_is_kept_for_search(stocked):
    (record,) = changes_of(stocked, ("Код", "Название"), ("К-1", "Комбинат"))
    assert [(f.column.title, f.before, f.after) for f in record.fields] == [("Название", "Завод", "Комбинат")]


def test_companies_that_a_record_points_at_are_told_by_their_codes(stocked):
    header, old = ("Код записи", "Поставщик", "Заказчик", "Предмет"), ("Д-1", "К-1", "К-2", "Песок")
    changes_of(stocked, header, old, title="Договоры")
    (record,) = changes_of(stocked, header, ("Д-1", "К-2", "К-1", "Песок"), title="Договоры")
    assert [(f.column.title, f.before, f.after) for f in record.fields] == [
        ("Поставщик", "К-1", "К-2"),
        ("Заказчик", "К-2", "К-1"),
    ]


def test_new_and_unchanged_rows_are_no_changes(stocked):
    header = ("Код", "Название", "Статус")
    assert changes_of(stocked, header, ("К-1", "Завод", "участник"), ("К-9", "Новая", "участник")) == []


def test_counts_are_told_by_sheet(stocked, tmp_path):
    companies = (*COMPANIES, ("К-3", "", "участник"), ("К-4", "Новая", "участник"))
    report = bring_in(
        stocked, write_workbook(tmp_path / "b.xlsx", Компании=companies, Предложения=OFFERS[:1])
    )
    assert report.sheets == {"Компании": Counts(read=4, created=1, unchanged=2, rejected=1)}


def test_rejected_rows_come_back_with_what_to_mend_and_can_be_brought_again(database, tmp_path):
    rows = (("ИНН", "Название", "Своё"), ("7707083894", "Завод", "а"), ("", "Безымянная", "б"))
    report = bring_in(database, write_csv(tmp_path / "Компании.csv", *rows))
    write_rejected(report.rejected_rows, tmp_path / "rejected.xlsx")
    sheet = load_workbook(tmp_path / "rejected.xlsx")["Компании"]
    assert [cell.value for cell in sheet[1]] == ["ИНН", "Название", "Своё", "Что исправить"]
    assert [cell.value for cell in sheet[2]][:3] == ["7707083894", "Завод", "а"]
    assert sheet.cell(2, 4).value.startswith("ИНН: ")
    again = bring_in(database, tmp_path / "rejected.xlsx")
    assert told(again) == told(report)
    assert again.notes == ["Лист «Компании»: столбцы не нужны и пропущены: Своё"]


def test_a_mended_file_of_rejected_rows_goes_in(database, tmp_path):
    rows = (("ИНН", "Название"), ("7707083894", "Завод"))
    write_rejected(
        bring_in(database, write_csv(tmp_path / "a.csv", *rows)).rejected_rows, tmp_path / "b.xlsx"
    )
    book = load_workbook(tmp_path / "b.xlsx")
    book["Компании"]["A2"] = "7707083893"
    book.save(tmp_path / "b.xlsx")
    assert counts(bring_in(database, tmp_path / "b.xlsx")) == (1, 1, 0, 0, 0)


def test_a_rejected_row_that_looks_like_a_formula_is_inert_and_has_no_control_characters(database, tmp_path):
    header = ("Код", "Название", "ИНН")
    table = Table("Компании", header, ((2, ("К", "=1+1\x07", "12")),))
    with database.changing("test", "import") as session:
        report = import_tables(session, [table])
    write_rejected(report.rejected_rows, tmp_path / "b.xlsx")
    cell = load_workbook(tmp_path / "b.xlsx")["Компании"]["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert read_tables(tmp_path / "b.xlsx")[0].header == (*header, TO_MEND)
