"""The table twin of a picture as a workbook."""

from collections.abc import Sequence

from openpyxl import Workbook

from service.drawing.picture import Picture
from service.drawing.table import ProjectRow, SlotRow, project_rows, slot_rows, titles
from service.office_files import add_sheet, content_of

_WIDE, _MIDDLE = 44, 24
_SLOTS = {"Проект": _WIDE, "Звено": _WIDE, "Вид и объём": _MIDDLE, "Состояние": _MIDDLE, "Компании": _WIDE}
_PROJECTS = {"Проект": _WIDE, "Примечание": _MIDDLE, "Инициатор": _WIDE, "Потребители": _WIDE}


def xlsx(picture: Picture) -> bytes:
    """Two sheets, slots and projects; no cell is a formula, whatever its text begins with."""
    book = Workbook(write_only=True)
    add_sheet(book, "Звенья", _SLOTS, map(_slot, slot_rows(picture)))
    add_sheet(book, "Проекты", _PROJECTS, map(_project, project_rows(picture)))
    return content_of(book)


def _slot(row: SlotRow) -> Sequence[str]:
    node = row.node
    return titles(row.projects), node.title, node.note, row.state_word, ", ".join(node.companies)


def _project(row: ProjectRow) -> Sequence[str]:
    return row.node.title, row.node.note, ", ".join(row.node.companies), row.buyers
