"""A published table of a classifier into the database: a new edition in the place of the one before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy.orm import Session

from data.classifiers.cells import chosen_code, possible_codes, section_of
from data.classifiers.classifier import CodeEntry, codes_above, parent_of
from data.exchange.cells import Cell, CellError, text, title
from data.exchange.columns import Sheet
from data.exchange.recognition import columns_of
from data.exchange.reporting import ImportReport, Problem, RejectedRow, Replaced
from data.exchange.rows import sentence
from data.exchange.spreadsheets import Table
from data.store.classifiers import add_edition, edition_of, entries_of

Words = Callable[[CodeEntry], tuple[str, str]]  # of a name and of a description, as search compares them
Cells = Mapping[str, Cell]


@dataclass(frozen=True)
class Published:
    """A table that is a classifier, and the file that it came in."""

    sheet: Sheet
    table: Table
    file_name: str


class _RowProblemError(ValueError):
    """What is wrong with a row, and in which column."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


@dataclass
class _Reading:
    """The codes read so far, in the order of the file."""

    sheet: Sheet
    entries: dict[str, CodeEntry] = field(default_factory=dict)
    row_of: dict[str, int] = field(default_factory=dict)
    latest: str = ""
    section: str = ""

    def read(self, number: int, cells: Cells) -> None:
        """Takes a row up; one without a code goes on describing the code above it."""
        code, name = title(cells.get("code")), title(cells.get("name"))
        if code is None or self.sheet.column("code") is self.sheet.column_of(code):
            self._describe(name)
            return
        section = section_of(code)
        code = section[0] if section else self._code(cells["code"])
        name = name or (section[1] if section else "")
        if not name:
            raise _RowProblemError("name", "ячейка пуста, а она обязательна")
        if code in self.entries:
            raise _RowProblemError("code", f"код {code} уже стоит в строке {self.row_of[code]}")
        above = self.section if len(code) == 2 and not section else ""
        self.entries[code] = CodeEntry(code, name, text(cells.get("description")) or "", above)
        self.row_of[code], self.latest = number, code
        self.section = code if section else self.section

    def finished(self) -> list[CodeEntry]:
        """All entries under the codes above them, in order of codes."""
        return [
            CodeEntry(e.code, e.name, e.description, e.parent or parent_of(e.code, self.entries))
            for _, e in sorted(self.entries.items())
        ]

    def without_parent(self) -> list[str]:
        """Codes whose group the table has not; of four parts three are enough."""
        groups = {code: islice(codes_above(code), 2 if code.count(".") == 3 else 1) for code in self.entries}
        return [c for c, above in groups.items() if len(c) > 2 and self.entries.keys().isdisjoint(above)]

    def _code(self, cell: Cell) -> str:
        try:
            return chosen_code(possible_codes(cell, self.sheet.name), self.latest, self.entries)
        except CellError as error:
            raise _RowProblemError("code", str(error)) from error

    def _describe(self, name: str | None) -> None:
        # published tables explain a code in rows of their own below it
        if name and self.latest and name != self.sheet.column("name").title:
            entry = self.entries[self.latest]
            description = f"{entry.description}\n{name}".strip()
            self.entries[self.latest] = CodeEntry(entry.code, entry.name, description, entry.parent)


def import_classifier(session: Session, found: Published, words: Words, report: ImportReport) -> None:
    """Puts the codes of a table in the place of those loaded before; the same table changes nothing."""
    sheet, reading = found.sheet, _Reading(found.sheet)
    columns, _ = columns_of(sheet, found.table)
    for number, cells in found.table.rows:
        values = {column.field: cells[at] for at, column in columns.items() if at < len(cells)}
        try:
            reading.read(number, values)
        except (_RowProblemError, CellError) as error:
            column = sheet.column(error.column).title if isinstance(error, _RowProblemError) else None
            problem = Problem(sheet.title, number, column, sentence(str(error)))
            report.reject(RejectedRow(sheet.title, found.table.header, cells, (problem,)))
    if orphans := reading.without_parent():
        told = f"кодов, над которыми нет группы, — {len(orphans)}, например {orphans[0]}"
        report.notes.append(f"{sheet.title}: {told}")
    if entries := reading.finished():
        _keep(session, found, entries, words, report)


def _keep(
    session: Session, found: Published, entries: list[CodeEntry], words: Words, report: ImportReport
) -> None:
    sheet, edition = found.sheet, edition_of(session, found.sheet.name)
    before = {entry.code: entry for entry in entries_of(session, edition.id)} if edition else {}
    outcomes = [_outcome(before.get(entry.code), entry) for entry in entries]
    for outcome in outcomes:
        report.count(sheet.title, outcome)
    gone = len(before.keys() - {entry.code for entry in entries})
    if gone:
        report.notes.append(f"{sheet.title}: кодов, которых в файле нет и которые будут убраны, — {gone}")
    if gone or set(outcomes) != {"unchanged"}:
        id_ = add_edition(session, sheet.name, found.file_name, [_row(entry, words) for entry in entries])
        report.replaced.append(Replaced(sheet.title, id_, edition.id if edition else None))


def _outcome(before: CodeEntry | None, entry: CodeEntry) -> str:
    if before is None:
        return "created"
    return "unchanged" if before == entry else "updated"


def _row(entry: CodeEntry, words: Words) -> dict[str, Any]:
    name_words, description_words = words(entry)
    return {
        "code": entry.code,
        "name": entry.name,
        "description": entry.description,
        "parent": entry.parent,
        "name_words": name_words,
        "description_words": description_words,
    }
