"""The report as a workbook: a sheet for each section, numbers as numbers, roubles to the kopeck."""

from collections.abc import Iterable, Iterator

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from data.exchange.exporting import inert_cell
from service.office_files import content_of
from service.reports.reporting import Report
from service.reports.sections import sections
from service.reports.tables import Measure, Row, Section, Unit
from service.reports.words import TITLE, introduction
from service.wording import printable

FORMATS: dict[Unit, str] = {"count": "#,##0", "rub": "#,##0.00"}
LABEL_WIDTH, NUMBER_WIDTH = 44, 20
MAX_TITLE = 31  # of a sheet of Excel


def report_xlsx(report: Report) -> bytes:
    """Heads of columns are frozen; notes stand below the table. No cell is a formula."""
    book = Workbook(write_only=True)
    for section in sections(report):
        _add_sheet(book, section)
    _add_lines(book.create_sheet("О справке"), (TITLE, *introduction(report)))
    return content_of(book)


def _add_sheet(book: Workbook, section: Section) -> None:
    sheet = book.create_sheet(section.title[:MAX_TITLE])
    sheet.freeze_panes = "B2"
    heads = [head for measure in section.measures for head in _heads(section, measure)]
    sheet.column_dimensions["A"].width = LABEL_WIDTH
    for number in range(len(heads)):
        sheet.column_dimensions[get_column_letter(number + 2)].width = NUMBER_WIDTH
    sheet.append([inert_cell(sheet, head, bold=True) for head in (section.subject, *heads)])
    for row in section.rows:
        sheet.append(
            [inert_cell(sheet, printable(row.label), bold=row.is_total), *_numbers(sheet, section, row)]
        )
    _add_lines(sheet, section.notes)


def _heads(section: Section, measure: Measure) -> list[str]:
    return [f"{measure.exact_title}: {column}" for column in section.columns] or [measure.exact_title]


def _numbers(sheet: WriteOnlyWorksheet, section: Section, row: Row) -> Iterator[Cell]:
    for value, measure in zip(row.values, section.measures, strict=True):
        plain = FORMATS[measure.unit]
        yield _number(sheet, value.now, plain)
        if section.columns:
            yield _number(sheet, value.before, plain)
            yield _number(sheet, value.change, f"+{plain};-{plain};0")


def _number(sheet: WriteOnlyWorksheet, value: float | None, number_format: str) -> Cell:
    cell = WriteOnlyCell(sheet, value=value)
    cell.number_format = number_format
    return cell


def _add_lines(sheet: WriteOnlyWorksheet, lines: Iterable[str]) -> None:
    for line in lines:
        sheet.append([])
        sheet.append([inert_cell(sheet, printable(line))])
