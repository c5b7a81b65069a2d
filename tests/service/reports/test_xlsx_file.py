"""The report as Excel reads it."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from data.store.figures import ChainSlots
from service.reports.xlsx_file import report_xlsx
from tests.service.report_worlds import SECTIONS, report, stocks


def opened(made):
    return load_workbook(BytesIO(report_xlsx(made)))


def values(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_every_section_has_a_sheet_with_frozen_heads():
    book = opened(report())
    assert book.sheetnames == [*SECTIONS, "О справке"]
    assert {sheet.freeze_panes for sheet in book.worksheets[:-1]} == {"B2"}


def test_numbers_are_numbers_with_roubles_to_the_kopeck():
    sheet = opened(report())["Договоры"]
    assert values(sheet)[:3] == [
        ["Договоры", "Число", "Сумма, руб."],
        ["Без даты заключения", 1, 0],
        ["Всего", 5, 1_250_000.5],
    ]
    assert (sheet["B3"].number_format, sheet["C3"].number_format) == ("#,##0", "#,##0.00")


def test_now_before_and_change_have_a_column_each():
    sheet = opened(report(stocks(needs_open=130)))["Потребности"]
    assert values(sheet)[:2] == [
        ["Потребности", "Число: сейчас", "Число: было", "Число: изменение"],
        ["Открытые", 120, 130, -10],
    ]
    assert sheet["D2"].number_format == "+#,##0;-#,##0;0"


def test_what_has_no_number_is_an_empty_cell():
    row = values(opened(report())["За период"])[1]
    assert row == ["Заведено компаний", 7, 5, 2, None, None, None]


def test_where_nothing_was_kept_the_sheet_says_so():
    assert values(opened(report())["Потребности"])[-1][0] == "Данных за прошлый период нет."


@pytest.mark.parametrize("start", ["=1+1", "+7 900", "-1", "@SUM(A1)", '=HYPERLINK("http://a.b";"c")'])
def test_a_title_that_looks_like_a_formula_is_text(start):
    made = report(slots=(ChainSlots("Ц-1", start, 1, 0, 0),))
    cell = opened(made)["Звенья цепочек"]["A2"]
    assert (cell.value, cell.data_type) == (start, "s")


@pytest.mark.parametrize("start", ["\t=1+1", "\r=1+1", "\x00=1+1", "\ud800=1+1"])
def test_characters_before_a_formula_are_left_out_and_it_is_text(start):
    made = report(slots=(ChainSlots("Ц-1", start, 1, 0, 0),))
    cell = opened(made)["Звенья цепочек"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
