"""Needs by their terms: those whose last day has passed, and those of which nobody knows when they end."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, contains_eager

from data.periods import midnight
from data.tables.pool import CompanyRow, NeedRow


def past_term_ids(session: Session, first_day: date) -> frozenset[int]:
    """Ids of needs whose last day is before the given one."""
    return frozenset(session.scalars(select(NeedRow.id).where(is_past(first_day))))


def is_past(first_day: date) -> ColumnElement[bool]:
    """Whose last day is before the given one."""
    return NeedRow.due_on < first_day


def is_untold(told_before: date) -> ColumnElement[bool]:
    """Without a last day, and of which nobody has said since the given day that they are still true."""
    entered = and_(NeedRow.due_told_on.is_(None), NeedRow.created_at < midnight(told_before))
    return and_(NeedRow.due_on.is_(None), or_(NeedRow.due_told_on < told_before, entered))


def needs_where(
    session: Session, condition: ColumnElement[bool], limit: int
) -> tuple[Sequence[NeedRow], int]:
    """The first of the pool's needs with their companies, longest past first; and how many there are."""
    live = and_(condition, NeedRow.archived_at.is_(None), CompanyRow.archived_at.is_(None))
    query = select(NeedRow).join(NeedRow.company).where(live).options(contains_eager(NeedRow.company))
    found = session.scalars(query.order_by(NeedRow.due_on, NeedRow.id).limit(limit)).all()
    if len(found) < limit:
        return found, len(found)
    count = select(func.count()).select_from(NeedRow).join(NeedRow.company).where(live)
    return found, session.scalar(count) or 0
