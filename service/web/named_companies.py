"""Companies that people name in forms of chains: by code, INN or name; records keep their ids."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from data.entry import EntryError
from data.exchange.cells import shortened
from data.exchange.rows import FieldError
from data.rules.slots import MAX_FILLERS
from data.store.records import find, find_company
from data.tables.pool import CompanyRow
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
    if missing := [f"«{shortened(text)}»" for text, row in rows.items() if row is None]:
        message = f"В пуле нет компании {', '.join(missing)}: нужен код, ИНН или точное название"
        raise EntryError([FieldError(field, message)])
    return [row.id for row in rows.values() if row]


def _names(session: Session, ids: list[int | None]) -> Iterator[str]:
    for row in (find(session, CompanyRow, id_) for id_ in ids):
        if row:  # of namesakes the name alone would mean the first
            yield row.name if find_company(session, row.name) is row else row.code
