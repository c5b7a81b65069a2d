"""A shortlist as a workbook: one sheet, every cell inert."""

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from data.exchange.exporting import inert_cell
from service.office_files import content_of
from service.shortlists.paper import HEADS, TITLE, Paper
from service.shortlists.paper import Cell as Told

_WIDTHS = (5, 34, 20, 46, 60, 40, 24, 16, 40, 26, 40)
_WRAPPED = Alignment(vertical="top", wrap_text=True)


def shortlist_xlsx(paper: Paper) -> bytes:
    """The need above, the companies below, their heads frozen."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Короткий список")
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    above = (TITLE, *paper.facts)
    sheet.freeze_panes = f"C{len(above) + 3}"
    for place, line in enumerate(above):
        sheet.append([inert_cell(sheet, line, bold=place == 0)])
    sheet.append([])
    sheet.append([inert_cell(sheet, head, bold=True) for head in HEADS])
    for row in paper.rows:
        sheet.append([_cell(sheet, told) for told in row])
    return content_of(book)


def _cell(sheet: WriteOnlyWorksheet, told: Told) -> Cell:
    is_number = len(told) == 1 and not isinstance(told[0], str)
    cell = inert_cell(sheet, told[0] if is_number else "\n".join(map(str, told)))
    if is_number:
        cell.number_format = "#,##0.##" if isinstance(told[0], float) else "0"
    cell.alignment = _WRAPPED
    return cell
