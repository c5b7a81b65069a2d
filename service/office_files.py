"""Documents of Word and workbooks of Excel as bytes."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any, Protocol

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from data.exchange.exporting import inert_cell

_OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX = f"{_OFFICE}.wordprocessingml.document"
XLSX = f"{_OFFICE}.spreadsheetml.sheet"


class Savable(Protocol):
    """What python-docx and openpyxl make."""

    def save(self, target: Any) -> None:
        """Writes the file to a binary stream."""


def add_sheet(book: Workbook, title: str, columns: Mapping[str, int], rows: Iterable[Sequence[Any]]) -> None:
    """A sheet under a head that stays; `columns` have their widths, and no cell is a formula."""
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for at, width in enumerate(columns.values(), start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.append([inert_cell(sheet, name, bold=True) for name in columns])
    for row in rows:
        sheet.append([inert_cell(sheet, value) for value in row])


def content_of(file: Savable) -> bytes:
    """The bytes of the finished file."""
    target = BytesIO()
    file.save(target)
    return target.getvalue()
