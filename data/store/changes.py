"""The log of who changed what, a part at a time, newest first."""

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from data.periods import Period
from data.tables.pool import MAX_ID, AuditRow


@dataclass(frozen=True)
class Selection:
    """Which lines: of one actor, of one kind of record (the first word of an action), of some days."""

    actor: str | None = None
    kind: str | None = None
    period: Period | None = None


def log_lines(session: Session, selection: Selection, before: int | None, limit: int) -> list[AuditRow]:
    """Lines older than the one of the id `before`."""
    query = select(AuditRow).order_by(AuditRow.id.desc()).limit(limit)
    if before is not None:
        query = query.where(AuditRow.id < min(before, MAX_ID))
    if selection.actor:
        query = query.where(AuditRow.actor == selection.actor)
    if selection.kind:
        own = AuditRow.action.startswith(f"{selection.kind}.", autoescape=True)
        query = query.where(or_(AuditRow.action == selection.kind, own))
    if selection.period:
        start, end = selection.period.moments
        query = query.where(AuditRow.at >= start, AuditRow.at < end)
    return list(session.scalars(query))
