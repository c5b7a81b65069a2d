"""Entering and editing one record by hand: the same checks and messages as an import."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy.orm import Session, object_session

from data.exchange.cells import CellError
from data.exchange.columns import Column
from data.exchange.quantities import told_apart
from data.exchange.rows import FieldError, Values, sentence
from data.rules.chains import ChainRules, ProjectRules
from data.rules.contracts import ContractRules
from data.rules.pool import CompanyRules, NeedRules, OfferRules
from data.rules.sets import Draft, Rules
from data.rules.slots import SlotRules
from data.store.scrubbing import ERASED_CODE
from data.tables.pool import ChainRow, CompanyRow, ContractRow, NeedRow, OfferRow, ProjectRow, SlotRow, now
from data.versions import Version

RecordRow = CompanyRow | OfferRow | NeedRow | ContractRow | ChainRow | ProjectRow | SlotRow
Row = TypeVar("Row", CompanyRow, OfferRow, NeedRow, ContractRow, ChainRow, ProjectRow, SlotRow)
NOTHING: Mapping[str, Any] = MappingProxyType({})
RULES: dict[type[RecordRow], Rules] = {
    rules.table: rules
    for rules in (
        CompanyRules(),
        OfferRules(),
        NeedRules(),
        ContractRules(),
        ChainRules(),
        ProjectRules(),
        SlotRules(),
    )
}


class EntryError(Exception):
    """A record cannot be kept as it is; `errors` name the fields and what to mend, in Russian."""

    def __init__(self, errors: list[FieldError]) -> None:
        super().__init__("; ".join(str(error) for error in errors))
        self.errors = errors


@dataclass(frozen=True)
class Contested:
    """A field that two people changed at the same time: as it is by now, and as the later one wants it."""

    field: str
    theirs: Any
    yours: Any


class EditConflict(Exception):  # noqa: N818 - nothing is wrong: somebody must choose
    """Somebody else changed the same fields meanwhile; nothing is written.

    `changed` names all that the later one has changed, `version` is that of the record by now.
    """

    def __init__(self, contested: tuple[Contested, ...], changed: frozenset[str], version: str) -> None:
        super().__init__("Пока вы правили, запись изменили: выберите, что оставить")
        self.contested = contested
        self.changed = changed
        self.version = version


def create(session: Session, table: type[Row], values: Mapping[str, Any]) -> Row:
    """A new record of checked values; raises EntryError with every wrong field."""
    row = table(**new_values(session, table, values))
    session.add(row)
    session.flush()
    return row


def new_values(session: Session, table: type[RecordRow], values: Mapping[str, Any]) -> Values:
    """What a new record would be made of; raises EntryError with every wrong field."""
    whole = RULES[table].completed(checked(table, values, is_new=True))
    _refuse(RULES[table].wrong(Draft(session, whole, frozenset(whole))))
    return {name: value for name, value in whole.items() if value is not None}


def update(session: Session, row: RecordRow, values: Mapping[str, Any], since: str = "") -> None:
    """Changes the given fields only; raises EntryError and changes nothing when one is wrong.

    `since` is the version of the record that the editor saw: fields that the editor left as they were then
    keep what others made of them, and EditConflict is raised where both have changed one.
    """
    for name, value in changed_values(session, row, values, since).items():
        setattr(row, name, value)


def changed_values(session: Session, row: RecordRow, values: Mapping[str, Any], since: str = "") -> Values:
    """What `update` would change, as it would be kept; raises what it raises."""
    before = _values_of(row)
    read = checked(type(row), values, kept=before)
    if since:
        read = _changed_since(row, read, Version.read(type(row), since))
    changed = {name: value for name, value in read.items() if value != before[name]}
    _refuse(RULES[type(row)].wrong(Draft(session, before | read, frozenset(changed), row.id)))
    return changed


def archive(row: RecordRow) -> None:
    """Takes a record out of the pool; it stays in the database and can come back."""
    row.archived_at = now()


def restore(row: RecordRow) -> None:
    """Brings an archived record back; raises EntryError when what was entered since stands in its way."""
    if isinstance(row, CompanyRow) and row.code.startswith(ERASED_CODE):
        raise EntryError([FieldError(None, "Данные компании стёрты насовсем: возвращать нечего")])
    session = object_session(row)
    if session is not None:
        _refuse(broken_rules(session, row, {"archived_at": None}))
    row.archived_at = None


def broken_rules(session: Session, row: RecordRow, values: Values) -> list[FieldError]:
    """What would be wrong with the record if it had these values, which are taken for changed."""
    whole = _values_of(row) | values
    return list(RULES[type(row)].wrong(Draft(session, whole, frozenset(values), row.id)))


def checked(
    table: type[RecordRow], values: Mapping[str, Any], is_new: bool = False, kept: Mapping[str, Any] = NOTHING
) -> Values:
    """The values as the columns of the sheet read them; raises EntryError with every wrong field.

    A new record needs all that is required. Names that the table has not are passed over. What stands as it
    was `kept`, from before its field was checked so strictly, hinders nobody from changing the rest.
    """
    rules, fields = RULES[table], table.__table__.columns
    columns = [column for column in rules.sheet.columns if column.field in fields]
    values = told_apart(values)
    read: Values = {name: values[name] for name in rules.references & values.keys()}
    errors = []
    for column in columns:
        if column.field not in values and not is_new:
            continue
        try:
            read[column.field] = column.read(_as_cell(values.get(column.field)))
        except CellError as error:
            if values.get(column.field) and values[column.field] == kept.get(column.field):
                continue
            errors.append(FieldError(column.field, sentence(str(error))))
            continue
        if read[column.field] is None and _is_needed(column, is_new, fields[column.field].nullable):
            errors.append(FieldError(column.field, "Поле нужно заполнить"))
    _refuse(sorted(errors, key=lambda error: str(error.field)))
    return read | rules.following(read)


def _changed_since(row: RecordRow, read: Values, seen: Version) -> Values:
    mine = {name: value for name, value in read.items() if not seen.has(name, value)}
    contested = tuple(
        Contested(name, theirs, value)
        for name, value in mine.items()
        if not seen.has(name, theirs := getattr(row, name)) and theirs != value
    )
    if contested:
        raise EditConflict(contested, frozenset(mine), str(Version.of(row)))
    return mine


def _is_needed(column: Column, is_new: bool, is_nullable: bool) -> bool:
    if not is_new:
        return column.required or not is_nullable
    return column.required and column.field != "code"  # a new record gets one


def _values_of(row: RecordRow) -> Values:
    return {column.name: getattr(row, column.name) for column in type(row).__table__.columns}


def _refuse(errors: Iterable[FieldError]) -> None:
    if found := list(errors):
        raise EntryError(found)


def _as_cell(value: Any) -> Any:
    # lists come from JSON; the readers know the spreadsheet's way to write them
    return "; ".join(str(part) for part in value) if isinstance(value, list | tuple) else value
