"""Changes of members that wait for a yes: kept as proposals instead of written into the pool."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from data import entry
from data.entry import RecordRow
from data.exchange.rows import Values
from data.store import self_service as store
from data.tables.pool import NeedRow, now
from data.tables.self_service import ProposalRow
from service.access import Caller


def hold_new(
    session: Session, caller: Caller, table: type[RecordRow], values: Mapping[str, Any]
) -> ProposalRow:
    """A record that is not there yet; the same proposed twice is one. Raises EntryError."""
    after = _plain(entry.new_values(session, table, values))
    company_id = after.pop("company_id")
    for waiting in store.waiting_new(session, company_id, table.__tablename__):
        if waiting.after == after:
            return waiting
    return _added(session, caller, company_id, ProposalRow(kind=table.__tablename__, before={}, after=after))


def hold_change(
    session: Session, caller: Caller, row: RecordRow, values: Mapping[str, Any], since: str = ""
) -> ProposalRow | None:
    """The fields that were sent, in place of what was proposed of them before; None where none is left.

    A need becomes private at once: nobody should wait to be seen less. Raises EntryError, EditConflict.
    """
    changed = entry.changed_values(session, row, values, since)
    if isinstance(row, NeedRow) and changed.get("visibility") == "private":
        row.visibility = changed.pop("visibility")
    waiting = store.waiting_on(session, type(row).__tablename__, row.id)
    kept = {name: value for name, value in (waiting.after if waiting else {}).items() if name not in values}
    after = kept | _plain(changed)
    before = _plain({name: getattr(row, name) for name in after})
    if waiting is None:
        made = ProposalRow(kind=type(row).__tablename__, record_id=row.id, before=before, after=after)
        return _added(session, caller, company_of(row), made) if after else None
    if not after:
        waiting.state, waiting.decided_by, waiting.decided_at = "withdrawn", caller.actor, now()
        return None
    if (waiting.before, waiting.after) != (before, after):
        waiting.before, waiting.after, waiting.made_by = before, after, caller.actor
    return waiting


def company_of(row: RecordRow) -> int:
    """Whose record it is."""
    return getattr(row, "company_id", row.id)


def _added(session: Session, caller: Caller, company_id: int, made: ProposalRow) -> ProposalRow:
    made.company_id, made.made_by = company_id, caller.actor
    session.add(made)
    session.flush()
    return made


def _plain(values: Values) -> Values:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
        if name not in ("name_folded", "due_on", "due_told_on")
    }
