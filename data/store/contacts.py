"""Requests for contact as rows: found, listed, counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from data.tables.consents import ConsentRow
from data.tables.contacts import AGREED_STATES, ContactEventRow, ContactRow
from data.tables.pool import MAX_ID, CompanyRow
from data.text_folding import folded


@dataclass(frozen=True)
class Wanted:
    """Which requests; None asks for nothing. `text` is a part of the name of either company."""

    state: str | None = None
    asking_id: int | None = None
    asked_id: int | None = None
    company_id: int | None = None
    text: str = ""


def find_contact(session: Session, id_: int) -> ContactRow | None:
    """The request with its history and all that it is named by."""
    if not 0 < id_ <= MAX_ID:
        return None
    return session.get(ContactRow, id_, options=[selectinload(ContactRow.events), *_NAMES])


def state_at(row: ContactRow, moment: datetime) -> str:
    """The state, with an answer that nobody gave in time told as it is."""
    return "expired" if row.state == "asked" and row.expires_at <= moment else row.state


def contacts(
    session: Session, wanted: Wanted, moment: datetime, limit: int, before: int | None = None
) -> Sequence[ContactRow]:
    """Those wanted, the newest first."""
    query = select(ContactRow).where(*_conditions(wanted, moment)).options(*_NAMES)
    if before is not None:
        query = query.where(ContactRow.id < min(before, MAX_ID))
    return session.scalars(query.order_by(ContactRow.id.desc()).limit(limit)).all()


def counts_by_state(session: Session, wanted: Wanted, moment: datetime) -> dict[str, int]:
    """How many are in each state."""
    is_late = and_(ContactRow.state == "asked", ContactRow.expires_at <= moment)
    state = case((is_late, "expired"), else_=ContactRow.state)
    query = select(state, func.count()).where(*_conditions(wanted, moment)).group_by(state)
    return dict(session.execute(query).all())


def same_contact(session: Session, row: ContactRow) -> ContactRow | None:
    """The last request of the same company for the same thing, whatever became of it."""
    query = select(ContactRow).where(
        ContactRow.asking_id == row.asking_id,
        ContactRow.asked_id == row.asked_id,
        ContactRow.need_id.is_not_distinct_from(row.need_id),
        ContactRow.offer_id.is_not_distinct_from(row.offer_id),
    )
    return session.scalars(query.order_by(ContactRow.id.desc()).limit(1)).first()


def num_asked_since(session: Session, company_id: int, since: datetime) -> int:
    """How many requests the company has made."""
    query = select(func.count()).select_from(ContactRow)
    return (
        session.scalar(query.where(ContactRow.asking_id == company_id, ContactRow.created_at >= since)) or 0
    )


def agreed_needs(session: Session, company_id: int) -> set[int]:
    """Needs whose owners have agreed to be named to this company."""
    query = select(ContactRow.need_id).where(
        ContactRow.asking_id == company_id,
        ContactRow.state.in_(AGREED_STATES),
        ContactRow.need_id.is_not(None),
    )
    return {need_id for need_id in session.scalars(query) if need_id is not None}


def withdrawn_at(session: Session, company_ids: Sequence[int]) -> dict[int, datetime]:
    """When each of these companies last said no to its person being shown."""
    query = select(ConsentRow.company_id, func.max(ConsentRow.at)).group_by(ConsentRow.company_id)
    refused = query.where(ConsentRow.kind == "contacts", ConsentRow.is_given.is_(False))
    return dict(session.execute(refused.where(ConsentRow.company_id.in_(company_ids))).all())


def expire_late(session: Session, moment: datetime) -> int:
    """Writes down which requests nobody answered in time; returns how many."""
    late = select(ContactRow).where(ContactRow.state == "asked", ContactRow.expires_at <= moment)
    rows = session.scalars(late).all()
    for row in rows:
        row.state = "expired"
        row.events.append(ContactEventRow(kind="expired", by="service"))
    return len(rows)


_NAMES = (
    joinedload(ContactRow.asking),
    joinedload(ContactRow.asked),
    joinedload(ContactRow.need),
    joinedload(ContactRow.offer),
)


def _conditions(wanted: Wanted, moment: datetime) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.state:
        found.append(_is_in(wanted.state, moment))
    if wanted.asking_id is not None:
        found.append(ContactRow.asking_id == wanted.asking_id)
    if wanted.asked_id is not None:
        found.append(ContactRow.asked_id == wanted.asked_id)
    if wanted.company_id is not None:
        mine = (ContactRow.asking_id == wanted.company_id, ContactRow.asked_id == wanted.company_id)
        found.append(or_(*mine))
    if text := folded(wanted.text):
        named = CompanyRow.name_folded.contains(text, autoescape=True)
        found.append(or_(ContactRow.asking.has(named), ContactRow.asked.has(named)))
    return found


def _is_in(state: str, moment: datetime) -> ColumnElement[bool]:
    in_time = ContactRow.expires_at > moment
    if state == "asked":
        return and_(ContactRow.state == "asked", in_time)
    if state == "expired":
        return or_(ContactRow.state == "expired", and_(ContactRow.state == "asked", ~in_time))
    return ContactRow.state == state
