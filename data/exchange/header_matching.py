"""Which sheet and columns a foreign table means: proposed by likeness, chosen by people, then applied."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from data.classifiers.recognition import CLASSIFIER_SHEETS, classifier_sheet
from data.exchange.columns import SHEETS, Column, Sheet, folded_header
from data.exchange.joined import ALL_SHEETS, JOINED
from data.exchange.recognition import columns_of, is_passed_over, missing_columns, named_sheet, recognise
from data.exchange.spreadsheets import SpreadsheetError, Table

LOADED = {
    sheet.name: sheet for sheet in (*ALL_SHEETS, *CLASSIFIER_SHEETS)
}  # all that a table may be taken for
ALIKE = 0.6  # «Наименвание» and «Наименование»; below it words have only letters in common
NAMED = 0.9  # «Статус компании» has the whole of «Статус» in it
MAX_HEADER = 100  # of a longer header only the beginning is compared


@dataclass(frozen=True)
class Matching:
    """What one table is taken for: a sheet, and a field for each position of its header; or nothing.

    `header_row` is the row that its header was chosen in, 0 where it was found.
    """

    sheet: str = ""
    fields: tuple[str, ...] = ()
    header_row: int = 0

    @property
    def target(self) -> Sheet | None:
        """The sheet."""
        return LOADED.get(self.sheet)


def proposed(table: Table, sheet: Sheet | None = None) -> Matching:
    """The likeliest matching, of a given sheet where one was chosen."""
    sheet = sheet or _meant(table)
    if sheet is None:
        return Matching("", ("",) * len(table.header))
    known = sheet.columns_under(table.header)
    taken = {column.field for column in known if column}
    fields = []
    for header, column in zip(table.header, known, strict=True):
        column = column or _nearest(sheet, header, taken)
        fields.append(column.field if column else "")
        taken.add(fields[-1])
    return Matching(sheet.name, tuple(fields))


def is_certain(table: Table, matching: Matching) -> bool:
    """Whether the table needs no look: its sheet is recognised and every header is a known column.

    Headings that had to be looked for, and companies with records beside them, are looked at by people.
    """
    sheet = matching.target
    if sheet is None or _recognised(table) is not sheet:
        return False
    if (sheet in ALL_SHEETS and table.above) or (sheet in JOINED and named_sheet(table) is not sheet):
        return False
    return all(not header or is_passed_over(header) or sheet.column_of(header) for header in table.header)


def applied(table: Table, matching: Matching) -> Table | None:
    """The table under the title and the headers that an import knows; None when it is left out.

    Raises SpreadsheetError when a column comes twice or a required one is missing.
    """
    sheet = matching.target
    if sheet is None:
        return None
    chosen = zip(table.header, matching.fields, strict=True)
    header = tuple(sheet.column(name).title if name else _stranger(sheet, own) for own, name in chosen)
    renamed = replace(table, title=sheet.title, header=header)
    columns_of(sheet, renamed)
    if missing := missing_columns(sheet, renamed):
        raise SpreadsheetError(f"Лист «{table.title}»: не указано, где столбцы: {', '.join(missing)}")
    return renamed


def _recognised(table: Table) -> Sheet | None:
    return classifier_sheet(table) or recognise(table)


def _meant(table: Table) -> Sheet | None:
    found = _recognised(table)
    if found is None:
        return _likeliest(table)
    if named_sheet(table) or found not in SHEETS:
        return found
    # names of its columns may be only like those of companies with records beside them
    return max((found, *JOINED), key=lambda sheet: _likeness(sheet, table))


def _likeliest(table: Table) -> Sheet | None:
    found = {sheet.name: _likeness(sheet, table) for sheet in ALL_SHEETS}
    best = max((*SHEETS, *JOINED), key=lambda sheet: found[sheet.name])
    return best if found[best.name] else None


def _likeness(sheet: Sheet, table: Table) -> float:
    """How many headers the sheet has a column for, like or alike; none when its required ones are not met."""
    matching = proposed(table, sheet)
    found = [sheet.column(name) for name in matching.fields if name]
    required = {column.field for column in sheet.columns if column.required}
    return float(len(found)) if required <= {column.field for column in found} else 0.0


def _nearest(sheet: Sheet, header: str, taken: Iterable[str]) -> Column | None:
    if not header or is_passed_over(header):
        return None
    free = [column for column in sheet.columns if column.field not in taken]
    best = max(free, key=lambda column: _alike(column, header), default=None)
    return best if best and _alike(best, header) >= ALIKE else None


def _alike(column: Column, header: str) -> float:
    matcher = SequenceMatcher(None, "", folded_header(header[:MAX_HEADER]))
    found = 0.0
    for name in (column.title, *column.synonyms):
        if _words(name) <= _words(header[:MAX_HEADER]):
            found = max(found, NAMED)
        matcher.set_seq1(folded_header(name))
        if matcher.real_quick_ratio() >= ALIKE:
            found = max(found, matcher.ratio())
    return found


def _stranger(sheet: Sheet, header: str) -> str:
    # a foreign column keeps its name for the file of rejected rows; a known one that is left out loses it
    return "" if sheet.column_of(header) else header


def _words(header: str) -> set[str]:
    return set(map(folded_header, header.split()))
