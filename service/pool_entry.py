"""Use cases of entering, editing and archiving records of the pool."""

from collections.abc import Collection, Mapping
from typing import Any

from data import entry
from data.database import Database
from data.entry import RecordRow, Row
from data.store import records
from data.store.self_service import same_record
from data.tables import CompanyRow, ContractRow, NeedRow, OfferRow
from data.versions import mark_of
from service.access import (
    Caller,
    may_change_company,
    may_change_field,
    may_change_pool,
    may_see_chains,
    may_see_contracts,
    sees_company,
    sees_need,
    waits_for_approval,
)
from service.errors import ForbiddenError, InvalidError, NotFoundError, StaleError, WaitsError
from service.moderation.holding import hold_change, hold_new

NOT_THERE = "Такой записи нет"
BY_STAFF = "Записи пула меняют сотрудники ассоциации"
Since = str | Collection[str]


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
            return _found(records.find(session, table, id_))

    def seen(self, caller: Caller, table: type[Row], id_: int, archived: bool = False) -> Row:
        """The record as pages show it. Raises NotFoundError, also where the caller may not see it."""
        with self._database.reading() as session:
            row = _found(records.find(session, table, id_, archived))
            if not may_see(caller, row):
                raise NotFoundError(NOT_THERE)
            return row

    def create(self, caller: Caller, table: type[Row], values: Mapping[str, Any]) -> Row:
        """A new record; a member's that is there already is that one.

        Raises EntryError with every wrong field.
        """
        _check(caller)
        _check_new(caller, table, values)
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
        _check(caller)
        seen = since if isinstance(since, str) else ""
        if waits_for_approval(caller, self._is_moderated):
            with self._database.changing(caller.actor, "proposals.make", str(id_)) as session:
                row = _checked(caller, records.find(session, table, id_), values, since)
                held = hold_change(session, caller, row, values, seen)
            if held:
                raise WaitsError(held.id)
            return row
        with self._database.changing(caller.actor, f"{table.__tablename__}.update", str(id_)) as session:
            row = _checked(caller, records.find(session, table, id_), values, since)
            entry.update(session, row, values, seen)
            return row

    def archive(self, caller: Caller, table: type[Row], id_: int, since: Since = "") -> None:
        """Out of the pool and of every answer, at once. Raises NotFoundError, and StaleError as `update`."""
        _check(caller)
        with self._database.changing(caller.actor, f"{table.__tablename__}.archive", str(id_)) as session:
            row = _own(caller, records.find(session, table, id_))
            if isinstance(row, CompanyRow) and not may_change_pool(caller):
                raise ForbiddenError(BY_STAFF)
            _check_mark(row, since)
            entry.archive(row)

    def restore(self, caller: Caller, table: type[Row], id_: int) -> Row:
        """Back from the archive. Raises NotFoundError, EntryError."""
        _check(caller)
        with self._database.changing(caller.actor, f"{table.__tablename__}.restore", str(id_)) as session:
            row = _own(caller, records.find(session, table, id_, archived=True))
            entry.restore(row)
            return row


def _check(caller: Caller) -> None:
    if not may_change_pool(caller) and not caller.is_member:
        raise ForbiddenError(BY_STAFF)


def _check_new(caller: Caller, table: type[Row], values: Mapping[str, Any]) -> None:
    if may_change_pool(caller):
        return
    if table not in (OfferRow, NeedRow):
        raise ForbiddenError(BY_STAFF)
    if not may_change_company(caller, values.get("company_id")):
        raise NotFoundError(NOT_THERE)


def _own(caller: Caller, row: Row | None) -> Row:
    """The record, if the caller may change it. Raises NotFoundError."""
    found = _found(row)
    if not may_change_pool(caller) and not may_change_company(caller, owner_id(found)):
        raise NotFoundError(NOT_THERE)
    return found


def owner_id(row: RecordRow) -> int | None:
    """Whose record it is; chains, projects and contracts are nobody's."""
    if isinstance(row, CompanyRow):
        return row.id
    return row.company_id if isinstance(row, OfferRow | NeedRow) else None


def _checked(caller: Caller, found: Row | None, values: Mapping[str, Any], since: Since) -> Row:
    row = _own(caller, found)
    _check_values(caller, row, values)
    _check_mark(row, since)
    return row


def _check_values(caller: Caller, row: RecordRow, values: Mapping[str, Any]) -> None:
    if may_change_pool(caller):
        return
    if "company_id" in values and not may_change_company(caller, values["company_id"]):
        raise NotFoundError(NOT_THERE)
    changed = values.keys() if isinstance(row, CompanyRow) else ()
    wrong = [
        name for name in changed if not may_change_field(caller, name) and values[name] != getattr(row, name)
    ]
    if wrong:
        raise InvalidError([(name, "Это поле меняют сотрудники ассоциации: напишите им") for name in wrong])


def _check_mark(row: RecordRow, since: Since) -> None:
    if not isinstance(since, str) and mark_of(row) not in since:
        raise StaleError("Запись изменили с тех пор, как вы её видели: вот она сейчас")


def may_see(caller: Caller, row: RecordRow) -> bool:
    """Whether the caller sees this record of the pool."""
    if isinstance(row, NeedRow):
        return sees_need(caller, row)
    if isinstance(row, CompanyRow | OfferRow):
        return sees_company(caller, row if isinstance(row, CompanyRow) else row.company)
    if isinstance(row, ContractRow):
        return may_see_contracts(caller)
    return may_see_chains(caller)


def _found(row: Row | None) -> Row:
    if row is None:
        raise NotFoundError(NOT_THERE)
    return row
