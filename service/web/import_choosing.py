"""What a person chose on the page of matching: the row of headings, the sheet, its columns."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from data.exchange.columns import Sheet
from data.exchange.header_matching import LOADED, Matching, proposed
from data.exchange.header_row import headed_at
from data.exchange.spreadsheets import Table


@dataclass(frozen=True)
class Posted:
    """A table under the chosen headings; `is_new` when its columns were proposed and nobody saw them yet."""

    table: Table
    matching: Matching
    is_new: bool


def posted(index: int, table: Table, form: Mapping[str, str]) -> Posted:
    """The choice for the table at `index` of a file."""
    table = headed_at(table, _row(form.get(f"row-{index}", "")))
    sheet = LOADED.get(form.get(f"sheet-{index}", ""))
    is_moved = form.get(f"headed-{index}", str(table.header_row)) != str(table.header_row)
    is_other = form.get(f"was-{index}") != (sheet.name if sheet else "")
    if is_other:
        matching = proposed(table, sheet) if sheet else _left_out(table)
    elif is_moved:
        found = proposed(table)  # what the sheet was taken for came of other headings
        matching = found if found.sheet or not sheet else proposed(table, sheet)
    else:
        matching = _chosen(index, table, sheet, form) if sheet else _left_out(table)
    return Posted(table, replace(matching, header_row=table.header_row), is_other or is_moved)


def _chosen(index: int, table: Table, sheet: Sheet, form: Mapping[str, str]) -> Matching:
    known = {column.field for column in sheet.columns}
    chosen = [form.get(f"column-{index}-{at}", "") for at in range(len(table.header))]
    return Matching(sheet.name, tuple(name if name in known else "" for name in chosen))


def _left_out(table: Table) -> Matching:
    return Matching("", ("",) * len(table.header))


def _row(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0
