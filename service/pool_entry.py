"""Use cases of entering, editing and archiving records of the pool."""

from collections.abc import Mapping
from typing import Any

from data import entry
from data.database import Database
from data.entry import Row
from data.store import records
from data.store.self_service import same_record
from data.tables.pool import CompanyRow
from service.access import Caller, may_change_pool, waits_for_approval
from service.entry_rights import (
    BY_STAFF,
    NOT_THERE,
    Since,
    check_changes,
    check_mark,
    check_new,
    checked,
    found,
    may_see,
    own,
)
from service.errors import ForbiddenError, NotFoundError, WaitsError
from service.moderation.holding import hold_change, hold_new


class PoolEntry:
    """Every change is one transaction with one line in the audit log; the search follows within moments.

    Each one raises ForbiddenError for a caller who changes nothing, and NotFoundError for a member where the
    record is not its own. Where changes of members are moderated, `create` and `update` keep a proposal and
    raise WaitsError.
    """

    def __init__(self, database: Database, is_moderated: bool = False) -> None:
        self._database = database
        self._is_moderated = is_moderated

    def get(self, table: type[Row], id_: int) -> Row:
        """The live record. Raises NotFoundError."""
        with self._database.reading() as session:
            return found(records.find(session, table, id_))

    def seen(self, caller: Caller, table: type[Row], id_: int, archived: bool = False) -> Row:
        """The record as pages show it. Raises NotFoundError, also where the caller may not see it."""
        with self._database.reading() as session:
            row = found(records.find(session, table, id_, archived))
            if not may_see(caller, row):
                raise NotFoundError(NOT_THERE)
            return row

    def create(self, caller: Caller, table: type[Row], values: Mapping[str, Any]) -> Row:
        """A new record; a member's that is there already is that one.

        Raises EntryError with every wrong field.
        """
        check_changes(caller)
        check_new(caller, table, values)
        if waits_for_approval(caller, self._is_moderated):
            with self._database.changing(caller.actor, "proposals.make") as session:
                held = hold_new(session, caller, table, values)
            raise WaitsError(held.id)
        with self._database.changing(caller.actor, f"{table.__tablename__}.create") as session:
            if caller.is_member:
                there: Row | None = same_record(session, table, entry.new_values(session, table, values))
                if there:
                    return there
            return entry.create(session, table, values)

    def update(
        self, caller: Caller, table: type[Row], id_: int, values: Mapping[str, Any], since: Since = ""
    ) -> Row:
        """The given fields changed, the others kept. Raises NotFoundError, EntryError, InvalidError.

        With `since`, the version that the caller saw, raises EditConflict where somebody else has changed the
        same fields meanwhile; with a set of marks, StaleError unless the record has one of them.
        """
        check_changes(caller)
        seen = since if isinstance(since, str) else ""
        if waits_for_approval(caller, self._is_moderated):
            with self._database.changing(caller.actor, "proposals.make", str(id_)) as session:
                row = checked(caller, records.find(session, table, id_), values, since)
                held = hold_change(session, caller, row, values, seen)
            if held:
                raise WaitsError(held.id)
            return row
        with self._database.changing(caller.actor, f"{table.__tablename__}.update", str(id_)) as session:
            row = checked(caller, records.find(session, table, id_), values, since)
            entry.update(session, row, values, seen)
            return row

    def archive(self, caller: Caller, table: type[Row], id_: int, since: Since = "") -> None:
        """Out of the pool and of every answer, at once. Raises NotFoundError, and StaleError as `update`."""
        check_changes(caller)
        with self._database.changing(caller.actor, f"{table.__tablename__}.archive", str(id_)) as session:
            row = own(caller, records.find(session, table, id_))
            if isinstance(row, CompanyRow) and not may_change_pool(caller):
                raise ForbiddenError(BY_STAFF)
            check_mark(row, since)
            entry.archive(row)

    def restore(self, caller: Caller, table: type[Row], id_: int) -> Row:
        """Back from the archive. Raises NotFoundError, EntryError."""
        check_changes(caller)
        with self._database.changing(caller.actor, f"{table.__tablename__}.restore", str(id_)) as session:
            row = own(caller, records.find(session, table, id_, archived=True))
            entry.restore(row)
            return row
