"""What a record entered by hand must hold to beyond the columns of its sheet: a set of rules a table."""

import secrets
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from data.exchange.columns import Sheet
from data.exchange.rows import FieldError, Values


@dataclass(frozen=True)
class Draft:
    """A record as it is about to become, and the names of the values that change; a new one has the id 0."""

    session: Session
    values: Values
    changed: frozenset[str]
    id: int = 0

    def get(self, name: str) -> Any:
        """A value; None when it has none."""
        return self.values.get(name)

    def changes(self, *names: str) -> bool:
        """Whether one of these values is another than before."""
        return not self.changed.isdisjoint(names)


class Rules(ABC):
    """The rules of one table; `references` are fields told by id here and by code in a sheet."""

    table: ClassVar[type[Any]]
    sheet: ClassVar[Sheet]
    defaults: ClassVar[Values] = {}
    references: ClassVar[frozenset[str]] = frozenset()

    def completed(self, values: Values) -> Values:
        """The values of a new record, with those that nobody gave."""
        missing = {name: value for name, value in self.defaults.items() if values.get(name) is None}
        return values | missing

    def following(self, values: Values) -> Values:
        """What changes because these values do."""
        return {}

    @abstractmethod
    def wrong(self, draft: Draft) -> Iterator[FieldError]:
        """What keeps the record from becoming so."""

    def taken(
        self, draft: Draft, name: str, message: str, *within: ColumnElement[bool]
    ) -> Iterator[FieldError]:
        """An error when another record has the same value."""
        same = [getattr(self.table, name) == draft.get(name), self.table.id != draft.id, *within]
        if draft.get(name) and draft.session.scalars(select(self.table.id).where(*same)).first():
            yield FieldError(name, message)


def error_at(field: str, message: str) -> Iterator[FieldError]:
    """An error when there is something to say."""
    if message:
        yield FieldError(field, message)


def made_up_code() -> str:
    """A code for a record that came without one."""
    return f"auto-{secrets.token_hex(4)}"
