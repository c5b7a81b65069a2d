"""The journal as rows: requests found and listed, events added, who may be responsible."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from data.journal_tables import OPEN_STATES, RequestEventRow, RequestRow
from data.tables import MAX_ID, UserRow

# what a company did after it was asked: it is waited for no longer
ANSWERS = ("answered", "declined", "silence")


@dataclass(frozen=True)
class Selection:
    """Which requests of the journal; None asks for nothing.

    `overdue_on` is the day on which a deadline must have passed, `silent_since` the moment before which a
    company must have been asked that has not answered.
    """

    states: tuple[str, ...] = ()
    responsible_id: int | None = None
    overdue_on: date | None = None
    silent_since: datetime | None = None


def find_request(session: Session, id_: int) -> RequestRow | None:
    """The request with all that happened to it."""
    if not 0 < id_ <= MAX_ID:
        return None
    whole = selectinload(RequestRow.events).joinedload(RequestEventRow.company)
    return session.get(RequestRow, id_, options=[whole, *_NAMES])


def requests(session: Session, selection: Selection, limit: int) -> list[RequestRow]:
    """Those selected: what is due first comes first, then the newest."""
    query = select(RequestRow).where(*_conditions(selection)).options(*_NAMES)
    in_order = query.order_by(
        RequestRow.state.not_in(OPEN_STATES),
        RequestRow.deadline.is_(None),
        RequestRow.deadline,
        RequestRow.id.desc(),
    )
    return list(session.scalars(in_order.limit(limit)))


def counts_by_state(session: Session) -> dict[str, int]:
    """How many requests are in each state."""
    return dict(session.execute(select(RequestRow.state, func.count()).group_by(RequestRow.state)).all())


def count(session: Session, selection: Selection) -> int:
    """How many are selected."""
    query = select(func.count()).select_from(RequestRow).where(*_conditions(selection))
    return session.scalar(query) or 0


def same_draft(session: Session, text: str, by: str) -> RequestRow | None:
    """The draft that the same person has made of the same text: a form sent twice makes one."""
    made = select(RequestRow).where(RequestRow.state == "draft", RequestRow.created_by == by)
    return session.scalars(made.where(RequestRow.text == text).limit(1)).first()


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
    """What happened in a period, with the requests that it happened to."""
    whole = joinedload(RequestEventRow.request).joinedload(RequestRow.asked_by)
    query = select(RequestEventRow).where(RequestEventRow.at >= start, RequestEventRow.at < end)
    return session.scalars(query.options(whole).order_by(RequestEventRow.id)).all()


_NAMES = (joinedload(RequestRow.need), joinedload(RequestRow.asked_by), joinedload(RequestRow.responsible))


def _conditions(selection: Selection) -> list[ColumnElement[bool]]:
    is_open = RequestRow.state.in_(OPEN_STATES)
    found: list[ColumnElement[bool]] = []
    if selection.states:
        found.append(RequestRow.state.in_(selection.states))
    if selection.responsible_id is not None:
        found.append(RequestRow.responsible_id == min(selection.responsible_id, MAX_ID))
    if selection.overdue_on is not None:
        found += [is_open, RequestRow.deadline < selection.overdue_on]
    if selection.silent_since is not None:
        found += [is_open, _is_waiting(selection.silent_since)]
    return found


def _is_waiting(since: datetime) -> ColumnElement[bool]:
    """A company was asked before that moment; nothing came of it, and it was not asked again since."""
    asked, later = RequestEventRow.__table__.alias("asked"), RequestEventRow.__table__.alias("later")
    same = and_(later.c.request_id == asked.c.request_id, later.c.company_id == asked.c.company_id)
    answered = exists().where(same, later.c.id > asked.c.id, later.c.kind.in_((*ANSWERS, "asked")))
    old = and_(asked.c.request_id == RequestRow.id, asked.c.kind == "asked", asked.c.at < since)
    return exists().where(old, ~answered)
