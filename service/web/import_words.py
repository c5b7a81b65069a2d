"""What the sheets of a table hold, told for people who fill one in; and what wizards ask of columns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice

from data.exchange.cells import Cell
from data.exchange.columns import Column, Sheet
from data.exchange.header_matching import LOADED, Matching
from data.exchange.header_row import first_lines
from data.exchange.spreadsheets import Table
from service.web.presenting import word_options
from service.web.record_form import HINTS
from service.wording import day, shortened

LEFT_OUT = ("", "не загружать")
NUM_EXAMPLES = 3
LINE = 60  # characters of a row that may be the headings
MEANINGS: Mapping[str, str] = {
    "code": "ваш собственный номер: по нему запись узнаётся при повторной загрузке",
    "company_code": "код компании с листа «Компании» или уже из пула",
    "company_inn": "можно вместо кода",
    "supplier_code": "код компании",
    "customer_code": "код компании",
    "initiator_code": "код компании, которая ведёт проект",
    "chain_code": "код цепочки с листа «Цепочки» или уже из пула",
    "project_code": "код проекта с листа «Проекты» или уже из пула",
    "filled_by_codes": "коды компаний через точку с запятой; пусто — звено открыто",
    "fictional": "да — для примеров и учебных данных",
}


@dataclass(frozen=True)
class HeaderChoice:
    """One column of a file: its header, a few of its values, and the field that it is taken for."""

    name: str
    header: str
    examples: str
    field: str


@dataclass(frozen=True)
class TableChoice:
    """One sheet of a file and what it is taken for; `options` are the columns of that sheet.

    `lines` are the rows that its headings may stand in, each with its beginning.
    """

    title: str
    num_rows: int
    header_row: int
    lines: list[tuple[int, str]]
    sheet: str
    headers: list[HeaderChoice]
    options: list[tuple[str, str]]


SHEET_OPTIONS = [LEFT_OUT, *((sheet.name, sheet.title) for sheet in LOADED.values())]


def meanings(sheet: Sheet) -> list[tuple[str, str, bool]]:
    """Title, meaning and whether it must be there, of every column."""
    return [(column.title, meaning(column), column.required) for column in sheet.columns]


def meaning(column: Column) -> str:
    """What stands in a column; of a closed list its words."""
    told = MEANINGS.get(column.field) or HINTS.get(column.field, "")
    read = column.read
    if isinstance(read, partial) and "allowed" in read.keywords:
        words = ", ".join(word for _, word in word_options(read.keywords["allowed"]))
        return f"{words}; {told}" if told else words
    return told


def table_choice(index: int, table: Table, matching: Matching) -> TableChoice:
    """A table as the page of matching asks about it."""
    sheet = matching.target
    columns = [(column.field, _title(column)) for column in sheet.columns] if sheet else []
    headers = [
        HeaderChoice(f"column-{index}-{at}", header, _examples(table, at), matching.fields[at])
        for at, header in enumerate(table.header)
        if header
    ]
    lines = [(number, _line(number, row)) for number, row in first_lines(table)]
    options = [LEFT_OUT, *columns]
    return TableChoice(
        table.title, len(table.rows), table.header_row, lines, matching.sheet, headers, options
    )


def _line(number: int, row: Iterable[Cell]) -> str:
    return f"{number} — {shortened('; '.join(filter(None, map(_shown, row))), LINE)}"


def _title(column: Column) -> str:
    return f"{column.title} (обязательно)" if column.required else column.title


def _examples(table: Table, position: int) -> str:
    filled = (text for _, row in table.rows if position < len(row) and (text := _shown(row[position])))
    return "; ".join(shortened(text, 40) for text in islice(filled, NUM_EXAMPLES))


def _shown(cell: Cell) -> str:
    """A cell as Excel shows it: «150», «2,5», «27.11.2026»."""
    if isinstance(cell, date):
        return day(cell)
    if isinstance(cell, float):
        return f"{cell:.15g}".replace(".", ",")
    return "" if cell is None else str(cell).strip()
