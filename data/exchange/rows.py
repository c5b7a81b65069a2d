"""A row of a table read into the values of its fields, or into problems."""

from collections.abc import Mapping
from typing import Any

from data.exchange.cells import Cell, CellError
from data.exchange.columns import Column, Sheet
from data.exchange.quantities import told_apart
from data.exchange.reporting import Problem

Values = dict[str, Any]


class RowError(Exception):
    """A row cannot go in; it names its problems."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


class FieldError(ValueError):
    """One field of a record is wrong; `field` is its English name, the message is Russian."""

    def __init__(self, field: str | None, message: str) -> None:
        super().__init__(message)
        self.field = field


def read_row(sheet: Sheet, number: int, cells: tuple[Cell, ...], columns: Mapping[int, Column]) -> Values:
    """The values of the columns that the table has; raises RowError with all problems of the row."""
    values: Values = {}
    problems = []
    by_field = told_apart({c.field: cells[at] if at < len(cells) else None for at, c in columns.items()})
    read = {column.field: column for column in (*sheet.columns, *columns.values())}
    for name in by_field:
        column, cell = read[name], by_field[name]
        try:
            values[name] = column.read(cell if cell != "" else None)
        except CellError as error:
            problems.append(Problem(sheet.title, number, column.title, sentence(str(error))))
            continue
        if column.required and not values[name]:
            problems.append(Problem(sheet.title, number, column.title, "Ячейка пуста, а она обязательна"))
    if not problems and not any(values.get(key) for key in sheet.keys):
        titles = " или ".join(sheet.column(key).title for key in sheet.keys)
        problems.append(
            Problem(sheet.title, number, None, f"Нужен {titles}: неясно, о какой компании строка")
        )
    if problems:
        raise RowError(problems)
    return values


def sentence(message: str) -> str:
    """The message with a capital letter."""
    return message[:1].upper() + message[1:]
