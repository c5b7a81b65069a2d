"""Entering and editing one record by hand: the same checks and messages as an import."""

import secrets
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.cells import CellError
from data.columns import COMPANIES, NEEDS, OFFERS, Sheet
from data.rows import FieldError, Values, sentence
from data.tables import MAX_ID, CompanyRow, NeedRow, OfferRow, now
from data.text_folding import folded

RecordRow = CompanyRow | OfferRow | NeedRow
SHEET_OF: dict[type[RecordRow], Sheet] = {CompanyRow: COMPANIES, OfferRow: OFFERS, NeedRow: NEEDS}


class EntryError(Exception):
    """A record cannot be kept as it is; `errors` name the fields and what to mend, in Russian."""

    def __init__(self, errors: list[FieldError]) -> None:
        super().__init__("; ".join(str(error) for error in errors))
        self.errors = errors


def create(session: Session, table: type[RecordRow], values: Mapping[str, Any]) -> RecordRow:
    """A new record of checked values; raises EntryError with every wrong field."""
    checked = _checked(table, values, whole=True)
    if table is CompanyRow:
        checked["code"] = checked.get("code") or checked.get("inn") or f"auto-{secrets.token_hex(4)}"
    row = table(**{name: value for name, value in checked.items() if value is not None})
    _refuse_conflicts(session, row)
    session.add(row)
    session.flush()
    return row


def update(session: Session, row: RecordRow, values: Mapping[str, Any]) -> None:
    """Changes the given fields only; raises EntryError and changes nothing when one is wrong."""
    checked = _checked(type(row), values, whole=False)
    before = {name: getattr(row, name) for name in checked}
    for name, value in checked.items():
        setattr(row, name, value)
    try:
        with session.no_autoflush:
            _refuse_conflicts(session, row)
    except EntryError:
        for name, value in before.items():
            setattr(row, name, value)
        raise


def archive(row: RecordRow) -> None:
    """Takes a record out of the pool; it stays in the database and can come back."""
    row.archived_at = now()


def restore(row: RecordRow) -> None:
    """Brings an archived record back."""
    row.archived_at = None


def _checked(table: type[RecordRow], values: Mapping[str, Any], whole: bool) -> Values:
    nullable = table.__table__.columns
    columns = {column.field: column for column in SHEET_OF[table].columns if column.field in nullable}
    checked: Values = {name: values[name] for name in values.keys() & nullable.keys() & {"company_id"}}
    errors = []
    for name in columns.keys() & values.keys():
        try:
            checked[name] = columns[name].read(_as_cell(values[name]))
        except CellError as error:
            errors.append(FieldError(name, sentence(str(error))))
            continue
        if checked[name] is None and (columns[name].required or not (whole or nullable[name].nullable)):
            errors.append(FieldError(name, "Поле нужно заполнить"))
    missing = [c.field for c in columns.values() if c.required and c.field not in values and whole]
    errors += [FieldError(name, "Поле нужно заполнить") for name in missing]
    if errors:
        raise EntryError(sorted(errors, key=lambda e: str(e.field)))
    if "name" in checked:
        checked["name_folded"] = folded(checked["name"])
    if whole:
        checked = _with_defaults(table, checked)
    return checked


def _with_defaults(table: type[RecordRow], checked: Values) -> Values:
    if table is CompanyRow:
        return checked | {"status": checked.get("status") or "prospect"}
    return checked | {"kind": checked.get("kind") or "product"}


def _refuse_conflicts(session: Session, row: RecordRow) -> None:
    if isinstance(row, CompanyRow):
        _refuse_same(session, row, CompanyRow.code == row.code, "code", f"Код «{row.code}» уже занят")
        if row.inn:
            _refuse_same(session, row, CompanyRow.inn == row.inn, "inn", f"ИНН {row.inn} уже есть в пуле")
        return
    table = type(row)
    known_id = isinstance(row.company_id, int) and 0 < row.company_id <= MAX_ID
    company = session.get(CompanyRow, row.company_id) if known_id else None
    if company is None or company.archived_at:
        raise EntryError([FieldError("company_id", "Такой компании в пуле нет")])
    if isinstance(row, OfferRow) and company.status == "outside_customer":
        raise EntryError([FieldError("company_id", "У внешнего заказчика не бывает предложений")])
    if row.code:
        same = (table.company_id == row.company_id) & (table.code == row.code)
        _refuse_same(session, row, same, "code", f"Код записи «{row.code}» у этой компании уже занят")


def _refuse_same(session: Session, row: RecordRow, condition: Any, field: str, message: str) -> None:
    table = type(row)
    others = session.scalars(select(table).where(condition)).all()
    if any(other is not row for other in others):
        raise EntryError([FieldError(field, message)])


def _as_cell(value: Any) -> Any:
    # lists come from JSON; the readers know the spreadsheet's way to write them
    return "; ".join(str(part) for part in value) if isinstance(value, list | tuple) else value
