"""Use cases of entering, editing and archiving records of the pool."""

from collections.abc import Mapping
from typing import Any

from data import entry
from data.database import Database
from data.entry import RecordRow, Row
from data.store import records
from data.tables import ChainRow, NeedRow, ProjectRow, SlotRow
from service.access import Caller, may_change_pool, may_see_chains, visible_needs
from service.errors import ForbiddenError, NotFoundError

NOT_THERE = "Такой записи нет"


class PoolEntry:
    """Every change is one transaction with one line in the audit log; the search follows within moments.

    Each one raises ForbiddenError for a caller who may not change the pool.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, table: type[Row], id_: int) -> Row:
        """The live record. Raises NotFoundError."""
        with self._database.reading() as session:
            return _found(records.find(session, table, id_))

    def seen(self, caller: Caller, table: type[Row], id_: int, archived: bool = False) -> Row:
        """The record as pages show it. Raises NotFoundError, also where the caller may not see it."""
        with self._database.reading() as session:
            row = _found(records.find(session, table, id_, archived))
        if not may_see(caller, row):
            raise NotFoundError(NOT_THERE)
        return row

    def create(self, caller: Caller, table: type[Row], values: Mapping[str, Any]) -> Row:
        """A new record. Raises EntryError with every wrong field."""
        _check(caller)
        with self._database.changing(caller.actor, f"{table.__tablename__}.create") as session:
            return entry.create(session, table, values)

    def update(
        self, caller: Caller, table: type[Row], id_: int, values: Mapping[str, Any], since: str = ""
    ) -> Row:
        """The given fields changed, the others kept. Raises NotFoundError, EntryError.

        With `since`, the version that the caller saw, raises EditConflict where somebody else has changed the
        same fields meanwhile.
        """
        _check(caller)
        with self._database.changing(caller.actor, f"{table.__tablename__}.update", str(id_)) as session:
            row = _found(records.find(session, table, id_))
            entry.update(session, row, values, since)
            return row

    def archive(self, caller: Caller, table: type[Row], id_: int) -> None:
        """Out of the pool and of every answer, at once. Raises NotFoundError."""
        _check(caller)
        with self._database.changing(caller.actor, f"{table.__tablename__}.archive", str(id_)) as session:
            entry.archive(_found(records.find(session, table, id_)))

    def restore(self, caller: Caller, table: type[Row], id_: int) -> Row:
        """Back from the archive. Raises NotFoundError, EntryError."""
        _check(caller)
        with self._database.changing(caller.actor, f"{table.__tablename__}.restore", str(id_)) as session:
            row = _found(records.find(session, table, id_, archived=True))
            entry.restore(row)
            return row


def _check(caller: Caller) -> None:
    if not may_change_pool(caller):
        raise ForbiddenError("Записи пула меняют сотрудники ассоциации")


def may_see(caller: Caller, row: RecordRow) -> bool:
    """Whether the caller sees this record of the pool."""
    if isinstance(row, ChainRow | ProjectRow | SlotRow):
        return may_see_chains(caller)
    return not isinstance(row, NeedRow) or bool(visible_needs(caller, [row]))


def _found(row: Row | None) -> Row:
    if row is None:
        raise NotFoundError(NOT_THERE)
    return row
