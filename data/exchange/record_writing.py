"""A row's values into a record of the pool: a new one, a changed one, or one that nothing changes in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import inspect

from data.exchange.columns import Column, Sheet
from data.exchange.import_changes import column_of
from data.exchange.reporting import Problem, Written
from data.exchange.rows import FieldError, Values, sentence
from data.keeping.keeper import Keeper


@dataclass
class Target:
    """Where the rows of one table go; `undone` are the moments at which imports were undone."""

    sheet: Sheet
    keeper: Keeper
    undone: frozenset[datetime]
    seen: dict[int, int] = field(default_factory=dict)

    def keep(self, values: Values, number: int) -> Written | None:
        """Writes one row; None where it changes nothing. Raises FieldError."""
        keeper, seen = self.keeper, self.seen
        row = keeper.find(values)
        attributes = keeper.attributes(values)
        if row is None or row.archived_at in self.undone:
            row = _brought(row, keeper, _for_new(keeper, attributes, values))
            seen[row.id] = number
            return self._written(row, number, {}, {})
        if row.archived_at:
            raise FieldError(None, "запись есть в архиве: верните её из архива или уберите строку")
        changes = _changes(row, attributes)
        if changes and row.id in seen:
            raise FieldError(None, self._other_data(seen[row.id], changes))
        seen.setdefault(row.id, number)
        if not changes:
            return None
        before = {name: getattr(row, name) for name in changes}
        for name, value in changes.items():
            setattr(row, name, value)
        keeper.added(row)
        return self._written(row, number, before, changes)

    def _written(self, row: Any, number: int, before: Values, after: Values) -> Written:
        title = next(getattr(row, name) for name in ("name", "title", "subject") if hasattr(row, name))
        return Written(self.sheet.name, number, row.id, title, before, after)

    def _other_data(self, number: int, names: Iterable[str]) -> str:
        titles = [column.title for name in names if (column := column_of(self.sheet, name))]
        return f"та же запись уже есть в строке {number} с другими данными: {', '.join(titles)}"


def problem_of(error: FieldError, sheet: str, number: int, columns: Iterable[Column]) -> Problem:
    """What is wrong with a row, told by the title of the column."""
    title = next((column.title for column in columns if column.field == error.field), None)
    return Problem(sheet, number, title, sentence(str(error)))


def _brought(row: Any | None, keeper: Keeper, values: Values) -> Any:
    """A new record; one that left the pool when its import was undone comes back as if it were new."""
    if row is None:
        row = keeper.table(**values)
        keeper.session.add(row)
    else:
        for name, value in (_blank(keeper.table) | values).items():
            setattr(row, name, value)
    keeper.session.flush()
    keeper.added(row)
    return row


def _blank(table: Any) -> Values:
    """What columns of a record hold that nothing is told of; those that must be told are not among them."""
    kept = {"id", "created_at", "updated_at"}
    columns = [column for column in inspect(table).columns if column.key not in kept]
    defaults = {c.key: c.default.arg for c in columns if c.default is not None}
    made = {name: value({}) if callable(value) else value for name, value in defaults.items()}
    return {column.key: None for column in columns if column.nullable} | made


def _for_new(keeper: Keeper, attributes: Values, values: Values) -> Values:
    # a column without a value takes the table's default
    filled = {name: value for name, value in attributes.items() if value is not None}
    if keeper.table.__tablename__ == "companies":  # type: ignore[attr-defined]
        filled.setdefault("code", values.get("inn"))
        filled.setdefault("status", "prospect")
    return filled


def _changes(row: Any, attributes: Values) -> Values:
    columns = inspect(type(row)).columns
    return {
        name: value
        for name, value in attributes.items()
        if getattr(row, name) != value and not (value is None and not columns[name].nullable)
    }
