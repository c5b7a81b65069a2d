"""How a row of a sheet finds its place in the database: which record it means and what it becomes.

A keeper loads the records of its sheet once, so that a file of any length asks the database a few times only.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.exchange.rows import FieldError, Values
from data.tables.pool import CompanyRow, Recorded


class Directory:
    """The companies of the pool by code and by INN, shared by the keepers of one import."""

    def __init__(self, session: Session) -> None:
        rows = session.scalars(select(CompanyRow)).all()
        self.by_code = {row.code: row for row in rows}
        self.by_inn = {row.inn: row for row in rows if row.inn}

    def add(self, row: CompanyRow) -> None:
        """Makes a company known to the rows that follow."""
        self.by_code[row.code] = row
        if row.inn:
            self.by_inn[row.inn] = row

    def company(self, code: str | None, inn: str | None, field: str) -> CompanyRow:
        """The company that a row names; raises FieldError when there is none, or two different ones."""
        by_code = self.by_code.get(code) if code else None
        by_inn = self.by_inn.get(inn) if inn else None
        if by_code and by_inn and by_code is not by_inn:
            raise FieldError(field, f"код «{code}» и ИНН {inn} принадлежат разным компаниям")
        found = by_code or by_inn
        if found is None:
            raise FieldError(field, f"компании «{code or inn}» нет в пуле: сначала заведите её")
        if found.archived_at:
            raise FieldError(field, f"компания «{found.code}» в архиве")
        return found


class Keeper(ABC):
    """Finds and fills the records of one sheet; `references` are its fields that name other records."""

    table: type[Recorded]
    references: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, session: Session, directory: Directory) -> None:
        self.session = session
        self.directory = directory
        self.load(session.scalars(select(self.table)).all())

    @abstractmethod
    def load(self, rows: Iterable[Any]) -> None:
        """Remembers the records that exist."""

    @abstractmethod
    def find(self, values: Values) -> Any | None:
        """The record that a row means; None for a new one. Raises FieldError."""

    def attributes(self, values: Values) -> Values:
        """The row's values as attributes of the record; without a code it keeps the one that it has."""
        needless = self.references if values.get("code") else self.references | {"code"}
        return {name: value for name, value in values.items() if name not in needless}

    def added(self, row: Any) -> None:
        """Remembers a record that this import made."""
        self.load([row])


class CodedKeeper(Keeper):
    """Records known by their own code alone."""

    def __init__(self, session: Session, directory: Directory) -> None:
        self.by_code: dict[str, Any] = {}
        super().__init__(session, directory)

    def load(self, rows: Iterable[Any]) -> None:
        self.by_code.update({row.code: row for row in rows})

    def find(self, values: Values) -> Any | None:
        return self.by_code.get(values["code"])
