"""Where the headings of a foreign table are found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.exchange.columns import COMPANIES, SHEETS
from data.exchange.header_row import DEEPEST, headed_at, under_headings
from data.exchange.spreadsheets import Table, header_of, read_tables
from tests.data.foreign_sheet import FIRST, HEADED_IN, HEADINGS, foreign_rows, write_foreign
from tests.data.sheet_files import write_csv, write_workbook

TITLE = ("Выгрузка 1С от 27.11.2026",)
titles = st.text("абвгд 0123456789.", min_size=1, max_size=20).filter(str.strip)


def headed(tmp_path, *rows):
    (table,) = read_tables(write_workbook(tmp_path / "a.xlsx", Лист1=rows))
    return under_headings(table)


def test_headings_are_found_under_a_title_an_empty_row_and_merged_cells(tmp_path):
    (table,) = map(under_headings, read_tables(write_foreign(tmp_path / "1с.xlsx", foreign_rows())))
    assert (table.header_row, table.header) == (HEADED_IN, HEADINGS)
    assert (table.rows[0][0], table.rows[0][1][1]) == (FIRST, "ООО «Завод 1»")


def test_a_table_that_begins_with_its_headings_is_left_as_it_is(tmp_path):
    table = headed(tmp_path, ("Код", "Название"), ("К-1", "Завод"))
    assert (table.header_row, table.above) == (1, ())


def test_headings_that_nobody_knows_are_the_first_row_of_several_cells(tmp_path):
    table = headed(tmp_path, TITLE, (), ("Фирма", "Тел. офиса"), ("Завод", 123))
    assert (table.header_row, table.header) == (3, ("Фирма", "Тел. офиса"))


def test_a_table_of_one_column_has_its_headings_on_top(tmp_path):
    assert headed(tmp_path, ("Фирма",), ("Завод",)).header == ("Фирма",)


def test_a_row_of_numbers_under_titles_is_no_row_of_headings(tmp_path):
    table = headed(tmp_path, (*TITLE, "", "лист 1"), ("Название", "ИНН", "Город"), (1, 2, 3))
    assert table.header == ("Название", "ИНН", "Город")


def test_headings_over_two_rows_are_taken_from_both(tmp_path):
    upper = ("ИНН", "Название", "Предложение", None, None)
    table = headed(tmp_path, TITLE, upper, (None, None, "Номенклатура", "Ед.", "Возит, км"))
    assert (table.header_row, table.header) == (3, ("ИНН", "Название", "Номенклатура", "Ед.", "Возит, км"))


def test_another_row_can_be_chosen_and_the_first_again(tmp_path):
    table = headed(tmp_path, TITLE, ("Название", "ИНН"), ("Завод", 1.0))
    moved = headed_at(table, 3)
    assert (moved.header, moved.rows) == (("Завод", "1"), ())
    again = headed_at(moved, 2)
    assert (again.header, again.above) == (table.header, table.above)
    assert headed_at(table, 99) is table


def test_a_csv_with_a_title_is_read_under_its_headings(tmp_path):
    rows = (("Список",), ("Название", "ИНН"), ("Завод", "7707083893"))
    (table,) = map(under_headings, read_tables(write_csv(tmp_path / "a.csv", *rows)))
    assert (table.header, table.rows) == (("Название", "ИНН"), ((3, ("Завод", "7707083893")),))


@given(st.sampled_from(SHEETS), st.lists(st.lists(titles, max_size=3), max_size=DEEPEST - 1), st.data())
def test_headings_are_found_under_any_titles_with_the_rows_numbers_kept(sheet, above, data):
    names = data.draw(st.permutations([column.title for column in sheet.columns]))
    lines = [(2 * at + 1, tuple(row)) for at, row in enumerate(filter(None, above))]
    own = 2 * len(lines) + 1
    lines += [(own, tuple(names)), (own + 5, tuple("x" for _ in names))]
    (first, header), *rows = lines
    found = under_headings(Table("Лист1", header_of(header), tuple(rows), first))
    assert (found.header_row, found.header) == (own, tuple(names))
    assert [number for number, _ in found.rows] == [own + 5]


@pytest.mark.parametrize("above", [(), (TITLE,)])
def test_the_title_of_a_known_sheet_hides_no_headings(tmp_path, above):
    rows = (*above, ("Код", "Название"), ("К-1", "Завод"))
    (table,) = map(
        under_headings, read_tables(write_workbook(tmp_path / "a.xlsx", **{COMPANIES.title: rows}))
    )
    assert (table.header, len(table.rows)) == (("Код", "Название"), 1)
