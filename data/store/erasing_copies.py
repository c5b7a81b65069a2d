"""Forgetting copies of what was erased: undo data of imports, kept answers, saved searches."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from data.exchange.columns import SHEETS
from data.store.kept_answers import forget_answers
from data.tables.imports import ImportRow
from data.tables.mail import SuppressionRow
from data.tables.saved_searches import SavedSearchRow

_TITLES = {sheet.name: sheet.title for sheet in SHEETS}


def forget_in_imports(
    session: Session, erased: Mapping[str, set[int]], fields: frozenset[str] = frozenset()
) -> None:
    """Takes records out of what undoing an import needs; with `fields`, only those fields of them."""
    for row in session.scalars(select(ImportRow)):
        row.undo = _without_records(row.undo, erased, fields)
        kept = [one for one in row.undone.get("kept", ()) if not _is_of(one, erased)]
        row.undone = row.undone | {"kept": kept} if "kept" in row.undone else row.undone


def forget_copies(session: Session, addresses: Iterable[str | None]) -> None:
    """Answers kept for repeated requests, and addresses that were not written to."""
    forget_answers(session)
    told = {address for address in addresses if address}
    told |= {address.casefold() for address in told}
    session.execute(delete(SuppressionRow).where(SuppressionRow.address.in_(told)))


def delete_searches(session: Session, is_about: Callable[[str], bool]) -> None:
    """Saved searches of staff whose words tell of what is erased."""
    for row in session.scalars(select(SavedSearchRow)):
        if is_about(f"{row.name} {row.query}"):
            session.delete(row)


def _without_records(
    undo: Mapping[str, Any], erased: Mapping[str, set[int]], fields: frozenset[str]
) -> dict[str, Any]:
    changed = []
    for one in undo.get("changed", ()):
        if not _is_of(one, erased):
            changed.append(one)
        elif fields:
            kept = {
                side: {k: v for k, v in one[side].items() if k not in fields} for side in ("before", "after")
            }
            changed.append(one | kept)
    created = undo.get("created", {})
    if not fields:
        created = {
            name: [id_ for id_ in ids if id_ not in erased.get(name, ())] for name, ids in created.items()
        }
    return dict(undo) | {"changed": changed, "created": created}


def _is_of(one: Mapping[str, Any], erased: Mapping[str, set[int]]) -> bool:
    return any(one["sheet"] in (name, _TITLES[name]) and one["id"] in ids for name, ids in erased.items())
