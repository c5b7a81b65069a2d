"""Use cases of entering, editing and archiving companies, offers and needs."""

from collections.abc import Mapping
from typing import Any, TypeVar

from data import entry
from data.database import Database
from data.store import records
from data.tables import CompanyRow, NeedRow, OfferRow
from service.access import Caller
from service.errors import NotFoundError

Row = TypeVar("Row", CompanyRow, OfferRow, NeedRow)


class PoolEntry:
    """Every change is one transaction with one line in the audit log; the search follows within moments."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, table: type[Row], id_: int) -> Row:
        """The live record. Raises NotFoundError."""
        with self._database.reading() as session:
            return _found(records.find(session, table, id_))

    def create(self, caller: Caller, table: type[Row], values: Mapping[str, Any]) -> Row:
        """A new record. Raises EntryError with every wrong field."""
        with self._database.changing(caller.actor, f"{table.__tablename__}.create") as session:
            return entry.create(session, table, values)  # type: ignore[return-value]

    def update(self, caller: Caller, table: type[Row], id_: int, values: Mapping[str, Any]) -> Row:
        """The given fields changed, the others kept. Raises NotFoundError, EntryError."""
        with self._database.changing(caller.actor, f"{table.__tablename__}.update", str(id_)) as session:
            row = _found(records.find(session, table, id_))
            entry.update(session, row, values)
            return row

    def archive(self, caller: Caller, table: type[Row], id_: int) -> None:
        """Out of the pool and of every answer, at once. Raises NotFoundError."""
        with self._database.changing(caller.actor, f"{table.__tablename__}.archive", str(id_)) as session:
            entry.archive(_found(records.find(session, table, id_)))

    def restore(self, caller: Caller, table: type[Row], id_: int) -> Row:
        """Back from the archive. Raises NotFoundError."""
        with self._database.changing(caller.actor, f"{table.__tablename__}.restore", str(id_)) as session:
            row = _found(records.find(session, table, id_, archived=True))
            entry.restore(row)
            return row


def _found(row: Row | None) -> Row:
    if row is None:
        raise NotFoundError("Такой записи нет")
    return row
