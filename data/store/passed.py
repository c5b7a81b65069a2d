"""Requests as the companies that they were given to find them."""

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from data.store.journal_selection import IS_OPEN
from data.tables.journal import RequestEventRow, RequestRow
from data.tables.pool import MAX_ID, NeedRow

_GIVING = ("asked", "passed")
_OWN = ("answered", "ready", "declined")  # what a company says itself


def given_to(
    session: Session, company_id: int, limit: int, before: int = MAX_ID, only: int | None = None
) -> list[RequestRow]:
    """Requests that a company was given or asked about, the newest first, each with its history."""
    whole = selectinload(RequestRow.events).joinedload(RequestEventRow.company)
    need = joinedload(RequestRow.need).joinedload(NeedRow.company)
    query = select(RequestRow).where(_is_given_to(company_id), RequestRow.id < min(before, MAX_ID))
    if only is not None:
        query = query.where(RequestRow.id == min(only, MAX_ID))
    return list(session.scalars(query.options(whole, need).order_by(RequestRow.id.desc()).limit(limit)))


def num_unanswered(session: Session, company_id: int) -> int:
    """How many open requests wait for a word of the company; that staff noted its silence is none."""
    last, own = aliased(RequestEventRow), aliased(RequestEventRow)
    newest = select(func.max(last.id)).where(
        last.company_id == company_id,
        last.withdrawn_at.is_(None),
        last.kind.in_((*_GIVING, *_OWN)),
        last.request_id == RequestRow.id,
    )
    waits = exists().where(own.id == newest.scalar_subquery(), own.kind.in_(_GIVING))
    query = select(func.count()).select_from(RequestRow).join(NeedRow, NeedRow.id == RequestRow.need_id)
    return session.scalar(query.where(IS_OPEN, NeedRow.archived_at.is_(None), waits)) or 0


def _is_given_to(company_id: int) -> ColumnElement[bool]:
    given = RequestEventRow.request_id == RequestRow.id, RequestEventRow.company_id == company_id
    is_given = exists().where(
        *given, RequestEventRow.withdrawn_at.is_(None), RequestEventRow.kind.in_(_GIVING)
    )
    return and_(is_given, RequestRow.need_id.is_not(None))
