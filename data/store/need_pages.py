"""Needs of the pool in the order of a list: those of one company first, then all others, each by id."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from data.tables.pool import MAX_ID, CompanyRow, NeedRow

AT_A_TIME = 200


@dataclass(frozen=True)
class Position:
    """The need that a list goes on after; own ones come before those of others."""

    id: int = 0
    is_own: bool = True


def needs_after(session: Session, own_id: int | None, after: Position) -> Iterator[NeedRow]:
    """Live needs with their companies, read as far as they are asked for."""
    if after.is_own:
        yield from _of(session, own_id, True, after.id)
    yield from _of(session, own_id, False, 0 if after.is_own else after.id)


def _of(session: Session, own_id: int | None, is_own: bool, after_id: int) -> Iterator[NeedRow]:
    whose = NeedRow.company_id == (own_id or 0)
    query = select(NeedRow).join(NeedRow.company).where(whose if is_own else ~whose)
    query = query.where(NeedRow.archived_at.is_(None), CompanyRow.archived_at.is_(None))
    query = query.options(joinedload(NeedRow.company)).order_by(NeedRow.id).limit(AT_A_TIME)
    while rows := session.scalars(query.where(NeedRow.id > min(after_id, MAX_ID))).all():
        yield from rows
        after_id = rows[-1].id
