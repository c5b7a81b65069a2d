"""Whether a caller may see, make or change a record of the pool; the rules are those of service.access."""

from collections.abc import Collection, Mapping
from typing import Any

from data.entry import RecordRow, Row
from data.tables.pool import CompanyRow, ContractRow, NeedRow, OfferRow
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
)
from service.errors import ForbiddenError, InvalidError, NotFoundError, StaleError

NOT_THERE = "Такой записи нет"
BY_STAFF = "Записи пула меняют сотрудники ассоциации"
Since = str | Collection[str]


def check_changes(caller: Caller) -> None:
    """Raises ForbiddenError for a caller who changes no record at all."""
    if not may_change_pool(caller) and not caller.is_member:
        raise ForbiddenError(BY_STAFF)


def check_new(caller: Caller, table: type[Row], values: Mapping[str, Any]) -> None:
    """Whether the caller may make this record. Raises ForbiddenError, NotFoundError for another company's."""
    if may_change_pool(caller):
        return
    if table not in (OfferRow, NeedRow):
        raise ForbiddenError(BY_STAFF)
    if not may_change_company(caller, values.get("company_id")):
        raise NotFoundError(NOT_THERE)


def own(caller: Caller, row: Row | None) -> Row:
    """The record, if the caller may change it. Raises NotFoundError."""
    known = found(row)
    if not may_change_pool(caller) and not may_change_company(caller, owner_id(known)):
        raise NotFoundError(NOT_THERE)
    return known


def owner_id(row: RecordRow) -> int | None:
    """Whose record it is; chains, projects and contracts are nobody's."""
    if isinstance(row, CompanyRow):
        return row.id
    return row.company_id if isinstance(row, OfferRow | NeedRow) else None


def checked(caller: Caller, row: Row | None, values: Mapping[str, Any], since: Since) -> Row:
    """The record, if the caller may give it these values.

    Raises NotFoundError, InvalidError, StaleError unless its version is one of `since`.
    """
    known = own(caller, row)
    _check_values(caller, known, values)
    check_mark(known, since)
    return known


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


def check_mark(row: RecordRow, since: Since) -> None:
    """Raises StaleError where the record has none of the marks that the caller saw; a version is no mark."""
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


def found(row: Row | None) -> Row:
    """The record. Raises NotFoundError."""
    if row is None:
        raise NotFoundError(NOT_THERE)
    return row
