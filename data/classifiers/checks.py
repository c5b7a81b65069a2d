"""Codes in tables of the pool that a loaded classifier has not: told, not refused."""

from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from data.classifiers.classifier import KINDS
from data.exchange.cells import CellError
from data.exchange.recognition import columns_of, recognise
from data.exchange.spreadsheets import Table
from data.identifiers import classifier_codes
from data.store.classifiers import latest_editions, names_of


def notes_on_codes(session: Session, tables: Iterable[Table]) -> list[str]:
    """A sentence for each loaded classifier that lacks codes of the tables, with the first such row."""
    found = [place for table in tables for place in _codes(table)]
    notes = []
    for kind in latest_editions(session):
        known = names_of(session, kind, {code for of, code, _ in found if of == kind})
        unknown = {code: row for of, code, row in reversed(found) if of == kind and code not in known}
        if unknown:
            code, row = list(unknown.items())[-1]
            told = f"в загруженном классификаторе нет кодов: {len(unknown)}, первый — {code} в строке {row}"
            notes.append(f"{KINDS[kind]}: {told}")
    return notes


def _codes(table: Table) -> Iterator[tuple[str, str, int]]:
    """Kind, code and row of each code."""
    sheet = recognise(table)
    columns = columns_of(sheet, table)[0] if sheet else {}
    told = [(at, column.field.rpartition(".")[2]) for at, column in columns.items()]
    places = [(at, field) for at, field in told if field in KINDS]
    for number, cells in table.rows:
        for at, kind in places:
            try:
                codes = classifier_codes(cells[at]) if at < len(cells) and cells[at] is not None else []
            except CellError:  # the import itself tells of it
                continue
            yield from ((kind, code, number) for code in codes)
