"""The journal as rows: requests found and listed, events added, who may be responsible."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from data.store.journal_selection import IS_OPEN, Selection, conditions, is_due, is_overdue, is_silent
from data.tables.journal import RequestEventRow, RequestRow
from data.tables.pool import MAX_ID, ProjectRow, SlotRow, UserRow


@dataclass(frozen=True)
class Mark:
    """Where in the order a request stands: open ones first, then by what is due first, then the newest."""

    is_closed: bool
    due: date
    id: int


@dataclass(frozen=True)
class Counts:
    """How many requests are in each state, and how many open ones need somebody."""

    by_state: dict[str, int]
    overdue: int = 0
    due: int = 0
    silent: int = 0


def find_request(session: Session, id_: int) -> RequestRow | None:
    """The request with all that happened to it."""
    if not 0 < id_ <= MAX_ID:
        return None
    whole = selectinload(RequestRow.events).joinedload(RequestEventRow.company)
    return session.get(RequestRow, id_, options=[whole, *_NAMES])


def request_of_need(session: Session, need_id: int) -> RequestRow | None:
    """The request that a need came from: an open one first, then the newest."""
    query = select(RequestRow).where(RequestRow.need_id == need_id)
    return session.scalars(query.order_by(_IS_CLOSED, RequestRow.id.desc()).limit(1)).first()


def requests(
    session: Session, selection: Selection, limit: int, after: Mark | None = None
) -> list[RequestRow]:
    """Those selected that stand behind a mark, in order."""
    query = select(RequestRow).where(*conditions(selection)).options(*_NAMES)
    if after:
        closed, due = _IS_CLOSED, _DUE
        is_next = or_(due > after.due, and_(due == after.due, RequestRow.id < after.id))
        query = query.where(or_(closed > int(after.is_closed), and_(closed == int(after.is_closed), is_next)))
    return list(session.scalars(query.order_by(_IS_CLOSED, _DUE, RequestRow.id.desc()).limit(limit)))


def mark_of(row: RequestRow) -> Mark:
    """Where a request stands."""
    due = min((day for day in (row.deadline, row.next_on) if day), default=_FAR)
    return Mark(not row.is_open, due if row.is_open else _FAR, row.id)


def counts(session: Session, selection: Selection, today: date, silent_since: datetime) -> Counts:
    """How the selected requests stand."""
    wanted = (is_overdue(today), is_due(today), is_silent(silent_since))
    columns = (func.count(case((condition, 1))) for condition in wanted)
    query = select(RequestRow.state, func.count(), *columns).where(*conditions(selection))
    rows: list[Any] = list(session.execute(query.group_by(RequestRow.state)))
    return Counts({row[0]: row[1] for row in rows}, *(sum(row[i] for row in rows) for i in (2, 3, 4)))


def count(session: Session, selection: Selection) -> int:
    """How many are selected."""
    query = select(func.count()).select_from(RequestRow).where(*conditions(selection))
    return session.scalar(query) or 0


def silent_among(session: Session, ids: Sequence[int], since: datetime) -> frozenset[int]:
    """Those of these requests of which a company has not answered."""
    query = select(RequestRow.id).where(RequestRow.id.in_(ids), is_silent(since))
    return frozenset(session.scalars(query))


def same_draft(session: Session, text: str, by: str) -> RequestRow | None:
    """The first draft that the same person has made of the same text: a form sent twice makes one."""
    made = select(RequestRow).where(RequestRow.state == "draft", RequestRow.created_by == by)
    return session.scalars(made.where(RequestRow.text == text).order_by(RequestRow.id).limit(1)).first()


def open_request_of(session: Session, need_id: int) -> RequestRow | None:
    """The newest request about a need that somebody still works on."""
    query = select(RequestRow).where(RequestRow.need_id == need_id, IS_OPEN)
    return session.scalars(query.order_by(RequestRow.id.desc()).limit(1)).first()


def add_event(session: Session, row: RequestRow, event: RequestEventRow) -> RequestEventRow:
    """One line more in the history."""
    row.events.append(event)
    session.flush()
    return event


def staff(session: Session) -> list[UserRow]:
    """Who may be responsible: people of the association who sign in."""
    query = select(UserRow).where(UserRow.disabled_at.is_(None), UserRow.scope == "staff")
    return list(session.scalars(query.order_by(UserRow.name)))


def events_between(session: Session, start: datetime, end: datetime) -> Sequence[RequestEventRow]:
    """What happened in a period and stands, with the requests of it and all that they are named by."""
    whole = selectinload(RequestEventRow.request).options(*_NAMES)
    query = select(RequestEventRow).where(RequestEventRow.at >= start, RequestEventRow.at < end)
    query = query.where(RequestEventRow.withdrawn_at.is_(None))
    options = (whole, joinedload(RequestEventRow.company))
    return session.scalars(query.options(*options).order_by(RequestEventRow.id)).all()


def events_of_need(session: Session, need_id: int) -> Sequence[RequestEventRow]:
    """What happened to the requests of a need, in order."""
    query = select(RequestEventRow).join(RequestRow, RequestRow.id == RequestEventRow.request_id)
    of_need = query.where(RequestRow.need_id == need_id).options(joinedload(RequestEventRow.company))
    return session.scalars(of_need.order_by(RequestEventRow.id)).all()


def first_quotes(session: Session, start: datetime, end: datetime) -> dict[int, datetime]:
    """When the first quotation came, of each request to which one came in a period."""
    is_quote = (RequestEventRow.kind == "answered") & RequestEventRow.withdrawn_at.is_(None)
    within = select(RequestEventRow.request_id).where(
        is_quote, RequestEventRow.at >= start, RequestEventRow.at < end
    )
    query = select(RequestEventRow.request_id, func.min(RequestEventRow.at))
    query = query.where(is_quote, RequestEventRow.request_id.in_(within)).group_by(RequestEventRow.request_id)
    return dict(session.execute(query).all())


_CHAIN = joinedload(RequestRow.slot).joinedload(SlotRow.project).joinedload(ProjectRow.chain)
_NAMES = (
    joinedload(RequestRow.need),
    joinedload(RequestRow.asked_by),
    joinedload(RequestRow.responsible),
    joinedload(RequestRow.contract),
    _CHAIN,
)
_FAR = date(9999, 12, 31)
_IS_CLOSED = case((IS_OPEN, 0), else_=1)
_NEAREST = case(
    (RequestRow.next_on.is_(None), RequestRow.deadline),
    (RequestRow.deadline < RequestRow.next_on, RequestRow.deadline),
    else_=RequestRow.next_on,
)
_DUE = case((IS_OPEN, func.coalesce(_NEAREST, _FAR)), else_=_FAR)
