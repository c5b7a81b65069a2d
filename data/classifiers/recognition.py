"""Which classifier a table is, told by its headers and codes; where its header is under rows of titles."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from data.classifiers.cells import possible_codes, section_of
from data.classifiers.classifier import KINDS
from data.exchange import cells
from data.exchange.cells import Cell, CellError
from data.exchange.columns import Column, Sheet
from data.exchange.header_row import headed_at
from data.exchange.recognition import named_sheet
from data.exchange.spreadsheets import Table

DEEPEST_HEADER = 30  # rows of titles above it
SEEN = 300  # rows from which a classifier is told
MOSTLY = 0.8
LONG = 200  # rows; a whole classifier of activities has more than 2,000
_HINTS = {
    "okpd2": ("окпд", "okpd", "034-2014", "классификатор продукции"),
    "okved2": ("оквэд", "okved", "029-2014", "классификатор видов"),
}


def _columns(title: str) -> tuple[Column, ...]:
    own = (title, f"Код {title}", title[:-1], f"Код {title[:-1]}", f"{title[:-1]} 2", f"Код {title[:-1]} 2")
    named = (f"Наименование {title}", f"Название {title}", "Наименование группировки", "Название группировки")
    return (
        Column("Код", "code", cells.title, synonyms=("Kod", "Code", "Коды", *own), required=True),
        Column(
            "Наименование",
            "name",
            cells.title,
            synonyms=("Название", "Name", "Расшифровка", *named),
            required=True,
        ),
        Column(
            "Пояснение",
            "description",
            cells.text,
            synonyms=("Пояснения", "Описание", "Description", "Nomdescr", "Примечание", "Состав"),
        ),
    )


CLASSIFIER_SHEETS = tuple(Sheet(title, kind, _columns(title), ("code",)) for kind, title in KINDS.items())


def classifier_sheet(table: Table) -> Sheet | None:
    """The sheet of the classifier that a table is; None when it is something else.

    The title «ОКПД2» or «ОКВЭД2» decides; else codes of four parts are of products; else the words of titles
    and headers decide. Without any of these only a long table is one, of activities: lists of anything are
    numbered 1.1, 1.2.
    """
    positions = _positions(table.header)
    if named_sheet(table) or positions is None:
        return None
    if titled := next((sheet for sheet in CLASSIFIER_SHEETS if sheet.title == table.title), None):
        return titled
    if not _has_codes(table, *positions):
        return None
    at, _ = positions
    has_four_parts = any(str(row[at]).count(".") == 3 for _, row in table.rows if at < len(row))
    kind = "okpd2" if has_four_parts else _hinted(table)
    if not kind and len(table.rows) < LONG:
        return None
    return _by_name(kind or "okved2")


def under_titles(table: Table) -> Table:
    """A classifier that begins with rows of titles, from its header on; any other table as it is."""
    if named_sheet(table) or _positions(table.header):
        return table
    for at, (number, row) in enumerate(table.rows[:DEEPEST_HEADER]):
        if _positions(tuple(cells.title(cell) or "" for cell in row)):
            titles = " ".join((table.title, *table.header, *_texts(table.rows[:at])))
            found = replace(headed_at(table, number), title=titles)
            sheet = classifier_sheet(found)
            return replace(found, title=sheet.title) if sheet else table
    return table


def _by_name(kind: str) -> Sheet:
    return next(sheet for sheet in CLASSIFIER_SHEETS if sheet.name == kind)


def _positions(header: tuple[str, ...]) -> tuple[int, int] | None:
    """Where codes and names stand."""
    for sheet in CLASSIFIER_SHEETS:
        columns = [sheet.column_of(name) if name else None for name in header]
        fields = [column.field if column else "" for column in columns]
        if {"code", "name"} <= set(fields):
            return fields.index("code"), fields.index("name")
    return None


def _has_codes(table: Table, code_at: int, name_at: int) -> bool:
    rows = [row for _, row in table.rows[:SEEN] if max(code_at, name_at) < len(row)]
    filled = [
        row[code_at] for row in rows if row[code_at] not in (None, "") and row[name_at] not in (None, "")
    ]
    codes = [cell for cell in filled if _is_code(cell)]
    dotted = [cell for cell in codes if isinstance(cell, date) or "." in (cells.title(cell) or "")]
    return len(codes) > MOSTLY * len(filled) and len(dotted) * 2 >= len(codes) > 0


def _is_code(cell: Cell) -> bool:
    try:
        return bool(section_of(cell) or possible_codes(cell, "okpd2"))
    except CellError:
        return False


def _hinted(table: Table) -> str:
    said = " ".join((table.title, *table.header)).casefold()
    return next((kind for kind, hints in _HINTS.items() if any(hint in said for hint in hints)), "")


def _texts(rows: tuple[tuple[int, tuple[Cell, ...]], ...]) -> Iterator[str]:
    return (str(cell) for _, row in rows for cell in row if cell is not None)
