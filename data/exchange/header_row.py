"""Where the headings of a table stand: under titles, empty rows and merged cells."""

from collections.abc import Iterable
from dataclasses import replace

from data.exchange.cells import Cell
from data.exchange.columns import folded_header
from data.exchange.joined import ALL_SHEETS
from data.exchange.recognition import recognise
from data.exchange.spreadsheets import Rows, Table, header_of

DEEPEST = 30  # rows that are not empty, among which it is looked for
FEWEST = 2  # known headers that tell a row of headings from a title
_FIELDS = [
    {folded_header(name): c.field for c in sheet.columns for name in (*c.synonyms, c.title)}
    for sheet in ALL_SHEETS
]
_KNOWN = frozenset(name for fields in _FIELDS for name in fields)


def under_headings(table: Table) -> Table:
    """The table from its row of headings on: that with most known ones, else the first that is no title."""
    if not table.header or recognise(table):
        return table
    lines = _lines(table)[:DEEPEST]
    found = [_num_known(_merged(lines, at)) for at in range(len(lines))]
    best = max(range(len(lines)), key=found.__getitem__)
    if found[best] < max(FEWEST, found[0] + 1):
        best = next((at for at, (_, row) in enumerate(lines) if len(_filled(row)) > 1), 0)
    return headed_at(table, lines[best][0])


def headed_at(table: Table, number: int) -> Table:
    """The table under the row of that number; as it is when it has no such row."""
    lines = _lines(table)
    at = next((at for at, (own, _) in enumerate(lines) if own == number), None)
    if at is None or number == table.header_row:
        return table
    return replace(
        table, header=_merged(lines, at), header_row=number, above=lines[:at], rows=lines[at + 1 :]
    )


def first_lines(table: Table) -> Rows:
    """The rows that headings may stand in."""
    return _lines(table)[:DEEPEST]


def _lines(table: Table) -> Rows:
    return (*table.above, (table.header_row, table.header), *table.rows)


def _merged(lines: Rows, at: int) -> tuple[str, ...]:
    """The headers of a row; a cell merged with the one above has its header there."""
    header = header_of(lines[at][1])
    if at == 0 or lines[at - 1][0] != lines[at][0] - 1 or _num_known(header) < FEWEST:
        return header
    above = header_of(lines[at - 1][1])
    kept = (name if folded_header(name) in _KNOWN else "" for name in above)
    return tuple(own or upper for own, upper in zip(header, (*kept, *("",) * len(header)), strict=False))


def _num_known(header: Iterable[str]) -> int:
    """How many fields of one sheet the headers name."""
    names = [folded_header(name) for name in header if name]
    return max(len({fields[name] for name in names if name in fields}) for fields in _FIELDS)


def _filled(row: Iterable[Cell]) -> list[Cell]:
    return [cell for cell in row if cell is not None and str(cell).strip()]
