"""Which sheet of the exchange format a table is, told by its title or its header."""

from data.exchange.columns import COMPANIES, NEEDS, OFFERS, SHEETS, Column, Sheet, folded_header
from data.exchange.spreadsheets import SpreadsheetError, Table

_HINTS = (("потребн", NEEDS), ("need", NEEDS), ("предлож", OFFERS), ("offer", OFFERS), ("компан", COMPANIES))


def recognise(table: Table) -> Sheet | None:
    """The sheet of a table; None when its header fits no sheet.

    A known title decides; else most recognised columns win, then what the title hints at, then the order
    of the sheets, with companies only when their own word «Название» stands in the header.
    """
    named = named_sheet(table)
    if named is not None:
        return named if _has_required(named, table) else None
    fitting = [sheet for sheet in SHEETS if _has_required(sheet, table)]
    return max(fitting, key=lambda sheet: _fit(sheet, table), default=None)


def named_sheet(table: Table) -> Sheet | None:
    """The sheet that the table's title names."""
    wanted = folded_header(table.title)
    return next((sheet for sheet in SHEETS if folded_header(sheet.title) == wanted), None)


def columns_of(sheet: Sheet, table: Table) -> tuple[dict[int, Column], list[str]]:
    """Position to column, and the headers that no column knows. A column that comes twice is an error."""
    known: dict[int, Column] = {}
    ignored = []
    for position, header in enumerate(table.header):
        column = sheet.column_of(header) if header else None
        if column is None:
            ignored += [header] if header else []
        elif column in known.values():
            raise SpreadsheetError(f"Лист «{table.title}»: столбец «{column.title}» встречается дважды")
        else:
            known[position] = column
    return known, ignored


def missing_columns(sheet: Sheet, table: Table) -> list[str]:
    """Titles of required columns that the header lacks, and of the keys when none of them is there."""
    present = {column.field for header in table.header if (column := sheet.column_of(header))}
    missing = [c.title for c in sheet.columns if c.required and c.field not in present]
    if not present.intersection(sheet.keys):
        missing.insert(0, " или ".join(sheet.column(key).title for key in sheet.keys))
    return list(dict.fromkeys(missing))


def _has_required(sheet: Sheet, table: Table) -> bool:
    return not missing_columns(sheet, table)


def _fit(sheet: Sheet, table: Table) -> tuple[int, int, int]:
    title = table.title.casefold()
    recognised = sum(sheet.column_of(header) is not None for header in table.header if header)
    hinted = any(hint in title and hinted_sheet is sheet for hint, hinted_sheet in _HINTS)
    says_name = folded_header("Название") in map(folded_header, table.header)
    by_word = int(says_name) if sheet is COMPANIES else int(not says_name and sheet is OFFERS)
    return recognised, int(hinted), by_word
