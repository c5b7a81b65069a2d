"""Which sheet of the exchange format a table is, told by its title or its header."""

from data.exchange.columns import COMPANIES, NEEDS, OFFERS, Column, Sheet, folded_header
from data.exchange.joined import ALL_SHEETS, JOINED
from data.exchange.reporting import TO_MEND
from data.exchange.spreadsheets import SpreadsheetError, Table

_HINTS = (("потребн", NEEDS), ("need", NEEDS), ("предлож", OFFERS), ("offer", OFFERS), ("компан", COMPANIES))
_PASSED_OVER = frozenset(map(folded_header, (TO_MEND, "№", "№ п/п", "№№", "N п/п", "Номер п/п", "п/п")))


def recognise(table: Table) -> Sheet | None:
    """The sheet of a table; None when its header fits no sheet.

    A known title decides, though companies may have their offers or needs beside them; else most recognised
    columns win, then what the title hints at, then the order of the sheets, with companies only when their
    own word «Название» stands in the header.
    """
    fitting = [sheet for sheet in _titled(table) if _has_required(sheet, table)]
    return max(fitting, key=lambda sheet: _fit(sheet, table), default=None)


def named_sheet(table: Table) -> Sheet | None:
    """The sheet that the table's title names."""
    wanted = folded_header(table.title)
    return next((sheet for sheet in ALL_SHEETS if folded_header(sheet.title) == wanted), None)


def _titled(table: Table) -> tuple[Sheet, ...]:
    named = named_sheet(table)
    if named is COMPANIES:
        return (COMPANIES, *JOINED)
    return (named,) if named else ALL_SHEETS


def columns_of(sheet: Sheet, table: Table) -> tuple[dict[int, Column], list[str]]:
    """Position to column, and the headers that no column knows, without numbers of rows and «Что исправить».

    A column that comes twice is an error.
    """
    known: dict[int, Column] = {}
    ignored = []
    columns = sheet.columns_under(table.header)
    for position, (header, column) in enumerate(zip(table.header, columns, strict=True)):
        if column is None:
            ignored += [header] if header and not is_passed_over(header) else []
        elif column in known.values():
            raise SpreadsheetError(f"Лист «{table.title}»: столбец «{column.title}» встречается дважды")
        else:
            known[position] = column
    return known, ignored


def is_passed_over(header: str) -> bool:
    """Whether a column under it says nothing of the record: «№ п/п», «Что исправить»."""
    return folded_header(header) in _PASSED_OVER


def missing_columns(sheet: Sheet, table: Table) -> list[str]:
    """Titles of required columns that the header lacks, and of the keys when none of them is there."""
    present = {column.field for column in sheet.columns_under(table.header) if column}
    missing = [c.title for c in sheet.columns if c.required and c.field not in present]
    if not present.intersection(sheet.keys):
        missing.insert(0, " или ".join(sheet.column(key).title for key in sheet.keys))
    return list(dict.fromkeys(missing))


def _has_required(sheet: Sheet, table: Table) -> bool:
    return not missing_columns(sheet, table)


def _fit(sheet: Sheet, table: Table) -> tuple[int, int, int]:
    title = table.title.casefold()
    recognised = len({column.field for column in sheet.columns_under(table.header) if column})
    hinted = any(hint in title and hinted_sheet is sheet for hint, hinted_sheet in _HINTS)
    says_name = folded_header("Название") in map(folded_header, table.header)
    by_word = int(says_name) if sheet is COMPANIES else int(not says_name and sheet is OFFERS)
    return recognised, int(hinted), by_word
