"""Companies that people name in forms of chains: by code, INN or name; records keep their ids."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from data.entry import EntryError
from data.exchange.rows import FieldError
from data.rules.slots import MAX_FILLERS
from data.store.company_choice import told_name
from data.store.records import find, find_company
from data.tables.pool import CompanyRow
from service.company_typed import not_found
from service.web.record_form import Values

ONE = frozenset({"initiator_id", "supplier_id", "customer_id"})  # fields that name one company


def by_name(session: Session, values: Values) -> Values:
    """The values of a record with names for ids; a company that left the pool is left out."""
    told = dict(values)
    for field in ONE & values.keys():
        told[field] = next(_names(session, [values[field]]), "")
    if "filled_by" in values:
        told["filled_by"] = list(_names(session, values["filled_by"]))
    return told


def by_id(session: Session, values: Values) -> Values:
    """What was typed with ids for companies; raises EntryError that names those not found."""
    told = dict(values)
    for field in ONE & values.keys():
        told[field] = next(iter(_ids(session, field, [values[field]])), None)
    if "filled_by" in values:
        told["filled_by"] = _ids(session, "filled_by", values["filled_by"])
    return told


def _ids(session: Session, field: str, texts: list[str]) -> list[int]:
    if len(texts) > MAX_FILLERS:
        raise EntryError([FieldError(field, f"Слишком много компаний: можно до {MAX_FILLERS}")])
    rows = {text: find_company(session, text) for text in texts if text.strip()}
    if missing := [not_found(session, text) for text, row in rows.items() if row is None]:
        raise EntryError([FieldError(field, "; ".join(missing))])
    return [row.id for row in rows.values() if row]


def _names(session: Session, ids: list[int | None]) -> Iterator[str]:
    for row in (find(session, CompanyRow, id_) for id_ in ids):
        if row:
            yield told_name(session, row)
