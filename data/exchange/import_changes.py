"""What an import changed, told by the columns of its sheets: old and new values side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.exchange.columns import SHEETS, Column, Sheet
from data.exchange.reporting import Written
from data.tables.pool import ChainRow, CompanyRow, ProjectRow

SHEET_BY_NAME = {sheet.name: sheet for sheet in SHEETS}
_COLUMN_OF = {
    "company_id": "company_code",
    "supplier_id": "supplier_code",
    "customer_id": "customer_code",
    "initiator_id": "initiator_code",
    "chain_id": "chain_code",
    "project_id": "project_code",
    "filled_by": "filled_by_codes",
}
_POINTED_AT: Mapping[str, type[Any]] = {"chain_id": ChainRow, "project_id": ProjectRow}


@dataclass(frozen=True)
class ChangedField:
    """One column of a record before and after; companies, chains and projects stand there by their codes."""

    column: Column
    before: Any
    after: Any


@dataclass(frozen=True)
class ChangedRecord:
    """A record with the fields that changed; `sheet` is the title."""

    sheet: str
    row: int
    title: str
    fields: tuple[ChangedField, ...]


def changed_records(session: Session, written: Iterable[Written]) -> list[ChangedRecord]:
    """The changed ones told; asks the session for what they point at."""
    codes = _Codes(session)
    return [_told(codes, one) for one in written if not one.is_new]


def column_of(sheet: Sheet, attribute: str) -> Column | None:
    """The column behind an attribute of a record; None where people enter none."""
    wanted = _COLUMN_OF.get(attribute, attribute)
    return next((column for column in sheet.columns if column.field == wanted), None)


def _told(codes: "_Codes", written: Written) -> ChangedRecord:
    sheet = SHEET_BY_NAME[written.sheet]
    fields = tuple(
        ChangedField(column, codes.of(name, written.before[name]), codes.of(name, after))
        for name, after in written.after.items()
        if (column := column_of(sheet, name))
    )
    return ChangedRecord(sheet.title, written.row, written.title, fields)


class _Codes:
    """Codes of what attributes point at, each asked for once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[tuple[type[Any], int], str] = {}

    def of(self, attribute: str, value: Any) -> Any:
        """The value as its column writes it."""
        if attribute not in _COLUMN_OF or value is None:
            return value
        table = _POINTED_AT.get(attribute, CompanyRow)
        return (
            [self._code(table, id_) for id_ in value] if isinstance(value, list) else self._code(table, value)
        )

    def _code(self, table: type[Any], id_: int) -> str:
        key = (table, id_)
        if key not in self._known:
            self._known[key] = self._session.scalar(select(table.code).where(table.id == id_)) or ""
        return self._known[key]
