"""The journal as rows: requests found and listed, events added, who may be responsible."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from data.journal_tables import OPEN_STATES, RequestEventRow, RequestRow
from data.tables import MAX_ID, CompanyRow, ProjectRow, SlotRow, UserRow
from data.text_folding import folded

# what a company did after it was asked: it is waited for no longer
ANSWERS = ("answered", "declined", "silence")
ASKING = ("asked", "reminded")


@dataclass(frozen=True)
class Selection:
    """Which requests of the journal; None asks for nothing.

    `overdue_on` is the day on which a deadline or a next step must have passed, `due_on` the day of one,
    `silent_since` the moment before which a company must have been asked that has not answered. `text` is a
    part of the request, of its need's title or of the asker's name, in any case, or the request's number.
    """

    states: tuple[str, ...] = ()
    responsible_id: int | None = None
    company_id: int | None = None
    chain_id: int | None = None
    text: str = ""
    received_from: datetime | None = None
    received_to: datetime | None = None
    overdue_on: date | None = None
    due_on: date | None = None
    silent_since: datetime | None = None


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


def requests(
    session: Session, selection: Selection, limit: int, after: Mark | None = None
) -> list[RequestRow]:
    """Those selected that stand behind a mark, in order."""
    query = select(RequestRow).where(*_conditions(selection)).options(*_NAMES)
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
    wanted = (_is_overdue(today), _is_due(today), _is_silent(silent_since))
    columns = (func.count(case((condition, 1))) for condition in wanted)
    query = select(RequestRow.state, func.count(), *columns).where(*_conditions(selection))
    rows: list[Any] = list(session.execute(query.group_by(RequestRow.state)))
    return Counts({row[0]: row[1] for row in rows}, *(sum(row[i] for row in rows) for i in (2, 3, 4)))


def count(session: Session, selection: Selection) -> int:
    """How many are selected."""
    query = select(func.count()).select_from(RequestRow).where(*_conditions(selection))
    return session.scalar(query) or 0


def silent_among(session: Session, ids: Sequence[int], since: datetime) -> frozenset[int]:
    """Those of these requests of which a company has not answered."""
    query = select(RequestRow.id).where(RequestRow.id.in_(ids), _is_silent(since))
    return frozenset(session.scalars(query))


def same_draft(session: Session, text: str, by: str) -> RequestRow | None:
    """The first draft that the same person has made of the same text: a form sent twice makes one."""
    made = select(RequestRow).where(RequestRow.state == "draft", RequestRow.created_by == by)
    return session.scalars(made.where(RequestRow.text == text).order_by(RequestRow.id).limit(1)).first()


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
    """What happened in a period, with the requests that it happened to and all that they are named by."""
    whole = selectinload(RequestEventRow.request).options(*_NAMES)
    query = select(RequestEventRow).where(RequestEventRow.at >= start, RequestEventRow.at < end)
    options = (whole, joinedload(RequestEventRow.company))
    return session.scalars(query.options(*options).order_by(RequestEventRow.id)).all()


def first_quotes(session: Session, start: datetime, end: datetime) -> dict[int, datetime]:
    """When the first quotation came, of each request to which one came in a period."""
    is_quote = RequestEventRow.kind == "answered"
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
_IS_OPEN = RequestRow.state.in_(OPEN_STATES)
_IS_CLOSED = case((_IS_OPEN, 0), else_=1)
_NEAREST = case(
    (RequestRow.next_on.is_(None), RequestRow.deadline),
    (RequestRow.deadline < RequestRow.next_on, RequestRow.deadline),
    else_=RequestRow.next_on,
)
_DUE = case((_IS_OPEN, func.coalesce(_NEAREST, _FAR)), else_=_FAR)


def _conditions(selection: Selection) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if selection.states:
        found.append(RequestRow.state.in_(selection.states))
    if selection.responsible_id is not None:
        found.append(RequestRow.responsible_id == min(selection.responsible_id, MAX_ID))
    if selection.company_id is not None:
        found.append(RequestRow.asked_by_company_id == min(selection.company_id, MAX_ID))
    if selection.chain_id is not None:
        found.append(_is_of_chain(selection.chain_id))
    if text := folded(selection.text):
        found.append(_tells(text))
    if selection.received_from:
        found.append(RequestRow.created_at >= selection.received_from)
    if selection.received_to:
        found.append(RequestRow.created_at < selection.received_to)
    return found + _urgencies(selection)


def _urgencies(selection: Selection) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if selection.overdue_on:
        found.append(_is_overdue(selection.overdue_on))
    if selection.due_on:
        found.append(_is_due(selection.due_on))
    if selection.silent_since:
        found.append(_is_silent(selection.silent_since))
    return found


def _is_of_chain(chain_id: int) -> ColumnElement[bool]:
    projects = select(ProjectRow.id).where(ProjectRow.chain_id == min(chain_id, MAX_ID))
    return RequestRow.slot_id.in_(select(SlotRow.id).where(SlotRow.project_id.in_(projects)))


def _tells(text: str) -> ColumnElement[bool]:
    told = RequestRow.text_folded.contains(text, autoescape=True)
    named = RequestRow.asked_by.has(CompanyRow.name_folded.contains(text, autoescape=True))
    number = text.removeprefix("№").strip()
    is_number = number.isascii() and number.isdecimal() and int(number[:16]) <= MAX_ID
    return or_(told, named, RequestRow.id == int(number)) if is_number else or_(told, named)


def _is_overdue(day: date) -> ColumnElement[bool]:
    return and_(_IS_OPEN, or_(RequestRow.deadline < day, RequestRow.next_on < day))


def _is_due(day: date) -> ColumnElement[bool]:
    return and_(_IS_OPEN, or_(RequestRow.deadline == day, RequestRow.next_on == day))


def _is_silent(since: datetime) -> ColumnElement[bool]:
    """A company was asked before that moment; nothing came of it, and it was not asked again since."""
    asked, later = RequestEventRow.__table__.alias("asked"), RequestEventRow.__table__.alias("later")
    same = and_(later.c.request_id == asked.c.request_id, later.c.company_id == asked.c.company_id)
    answered = exists().where(same, later.c.id > asked.c.id, later.c.kind.in_((*ANSWERS, *ASKING)))
    old = and_(asked.c.request_id == RequestRow.id, asked.c.kind.in_(ASKING), asked.c.at < since)
    return and_(_IS_OPEN, exists().where(old, ~answered))
