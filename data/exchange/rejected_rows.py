"""Rejected rows as a file to mend and to bring again: the same sheets, with what to mend behind every row."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from data.exchange.cells import clean_text
from data.exchange.exporting import inert_cell
from data.exchange.reporting import TO_MEND, Problem, RejectedRow

MAX_TITLE = 31  # of a sheet of Excel


def write_rejected(rows: Iterable[RejectedRow], path: Path) -> None:
    """One sheet for each header that rows stood under; cells are inert."""
    groups: dict[tuple[str, tuple[str, ...]], list[RejectedRow]] = {}
    for row in rows:
        groups.setdefault((row.sheet, row.header), []).append(row)
    book = Workbook(write_only=True)
    for (title, header), group in groups.items():
        # openpyxl numbers titles that come twice
        sheet = book.create_sheet(title[:MAX_TITLE])
        sheet.freeze_panes = "A2"
        named = [position for position, name in enumerate(header) if name and name != TO_MEND]
        heads = [*(header[position] for position in named), TO_MEND]
        sheet.append([inert_cell(sheet, head, bold=True) for head in heads])
        for row in group:
            values = [_printable(row.cells[at]) if at < len(row.cells) else None for at in named]
            told = "; ".join(map(_told, row.problems))
            sheet.append([inert_cell(sheet, value) for value in (*values, told)])
    book.save(path)


def _told(problem: Problem) -> str:
    told = f"{problem.column}: {problem.message}" if problem.column else problem.message
    return f"{told} (строка {problem.row})"


def _printable(value: Any) -> Any:
    return clean_text(value) if isinstance(value, str) else value
