"""Verdicts of staff on pairs of need and offer: the one that stands replaces those before it."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, joinedload

from data.tables.pool import MAX_ID, VerdictRow, now
from data.text_folding import folded


def need_key(text: str) -> str:
    """What a free-text need is found by: case, ё and white space do not count, all else does."""
    return hashlib.sha256(folded(text).encode()).hexdigest()  # the text itself may be too long for an index


def record(session: Session, row: VerdictRow) -> VerdictRow:
    """Adds a verdict; whoever gave one on the same pair before, it is withdrawn."""
    row.need_key = need_key(row.need_text or "") if row.need_id is None else None
    row.given_at = row.given_at or now()
    for earlier in session.scalars(_standing().where(_same_pair(row))):
        earlier.withdrawn_at = row.given_at
    session.add(row)
    session.flush()
    return row


def find(session: Session, id_: int) -> VerdictRow | None:
    """A verdict, withdrawn or not."""
    return session.get(VerdictRow, id_) if 0 < id_ <= MAX_ID else None


def withdraw(session: Session, id_: int) -> VerdictRow | None:
    """Takes a verdict back, once however often it is asked; None when there is no such verdict."""
    row = find(session, id_)
    if row and row.withdrawn_at is None:
        row.withdrawn_at = now()
    return row


def put_former_back(session: Session, row: VerdictRow) -> VerdictRow | None:
    """Takes a verdict back, so that the one that it had replaced stands again, where there was one."""
    withdraw(session, row.id)
    replaced = select(VerdictRow).where(_same_pair(row), VerdictRow.withdrawn_at == row.given_at)
    former = session.scalars(replaced.where(VerdictRow.id < row.id).order_by(VerdictRow.id.desc())).first()
    if former:
        former.withdrawn_at = None
    return former


def verdicts_on_need(session: Session, need_id: int | None, text: str) -> list[VerdictRow]:
    """Those that stand on a need of the pool, or on a free-text one of the same text; newest first."""
    return list(session.scalars(_newest_first(_of_need(need_id, text))))


def verdicts_on_supplier(session: Session, company_id: int) -> list[VerdictRow]:
    """Those that stand on offers of a company, or on itself, for needs of the pool; newest first."""
    return list(
        session.scalars(
            _newest_first((VerdictRow.company_id == company_id) & VerdictRow.need_id.is_not(None))
        )
    )


def latest_verdicts(
    session: Session, limit: int, need_id: int | None = None, by_company_id: int | None = None
) -> list[VerdictRow]:
    """Those that stand, of one need of the pool or of all needs, by anybody or one company; newest first."""
    if need_id is not None and not 0 < need_id <= MAX_ID:
        return []
    query = _newest_first(VerdictRow.need_id == need_id if need_id is not None else None)
    if by_company_id is not None:
        query = query.where(VerdictRow.by_company_id == by_company_id)
    return list(session.scalars(query.limit(limit)))


def all_verdicts(session: Session) -> list[VerdictRow]:
    """All that stand, oldest first: what training learns from."""
    return list(session.scalars(_standing().options(joinedload(VerdictRow.company)).order_by(VerdictRow.id)))


def unsuitable_pairs(session: Session) -> Iterator[tuple[str, VerdictRow]]:
    """All that stand and hide, each with the key of its need: «need 17», or that of a free text."""
    for row in session.scalars(_standing().where(VerdictRow.verdict == "unsuitable")):
        yield (row.need_key or "" if row.need_id is None else f"need {row.need_id}"), row


def _standing() -> Select[VerdictRow]:
    return select(VerdictRow).where(VerdictRow.withdrawn_at.is_(None))


def _newest_first(condition: ColumnElement[bool] | None) -> Select[VerdictRow]:
    query = _standing() if condition is None else _standing().where(condition)
    return query.options(joinedload(VerdictRow.company)).order_by(VerdictRow.id.desc())


def _of_need(need_id: int | None, text: str | None) -> ColumnElement[bool]:
    if need_id is not None:
        return VerdictRow.need_id == need_id
    return VerdictRow.need_id.is_(None) & (VerdictRow.need_key == need_key(text or ""))


def _same_pair(row: VerdictRow) -> ColumnElement[bool]:
    if row.offer_id is not None:
        offer = VerdictRow.offer_id == row.offer_id
    else:
        offer = VerdictRow.offer_id.is_(None) & (VerdictRow.company_id == row.company_id)
    return _of_need(row.need_id, row.need_text) & offer
