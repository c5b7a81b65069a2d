"""How much room the sheets of an ODS take when laid out: a cell may say that it stands a billion times."""

import re
from dataclasses import dataclass

ENDLESS = 10**9  # a repetition that is no number, or one that no sheet has room for
_PIECE = re.compile(
    rb"""<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>"""
)
_REPEATED = re.compile(rb"""\stable:number-(?:rows|columns)-repeated\s*=\s*["']([^"']*)""")


@dataclass
class _Sheet:
    """Rows and columns as far as they were seen, and up to the last cell that holds something."""

    row: int = 0
    column: int = 0
    rows: int = 0
    columns: int = 0


def largest_area(content: bytes) -> tuple[int, int]:
    """Rows and columns of the sheet that takes most room, up to its last filled cell."""
    sheets = [_Sheet()]
    for name, attributes in _PIECE.findall(content):
        sheet, times = sheets[-1], _times(attributes)
        if name == b"table":
            sheets.append(_Sheet())
        elif name == b"table-row":
            sheet.row, sheet.column = sheet.row + times, 0
        else:
            sheet.column += times
            if not attributes.endswith(b"/") or b"office:" in attributes:
                sheet.rows, sheet.columns = sheet.row, max(sheet.columns, sheet.column)
    return max(((sheet.rows, sheet.columns) for sheet in sheets), key=lambda area: area[0] * area[1])


def _times(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    if found is None:
        return 1
    return int(found[1]) if re.fullmatch(rb"\d{1,9}", found[1]) else ENDLESS
