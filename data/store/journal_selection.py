"""Which requests of the journal are wanted, as conditions of SQL."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select

from data.tables.journal import OPEN_STATES, RequestEventRow, RequestRow
from data.tables.pool import MAX_ID, CompanyRow, NeedRow, ProjectRow, SlotRow
from data.text_folding import folded

# what a company did after it was asked: it is waited for no longer
ANSWERS = ("answered", "ready", "declined", "silence")
ASKING = ("asked", "reminded")


@dataclass(frozen=True)
class Selection:
    """Which requests of the journal; None asks for nothing.

    `overdue_on` is the day on which a deadline or a next step must have passed, `due_on` the day of one,
    `silent_since` the moment before which a company must have been asked that has not answered; of those that
    are `is_nobodys`, open ones, nobody is responsible. `text` is a
    part of the request, of its need's title or of the asker's name, in any case, or the request's number;
    without `in_pasted` what was pasted is not looked into, as it is hidden from who asks.
    """

    states: tuple[str, ...] = ()
    responsible_id: int | None = None
    company_id: int | None = None
    chain_id: int | None = None
    text: str = ""
    in_pasted: bool = True
    received_from: datetime | None = None
    received_to: datetime | None = None
    overdue_on: date | None = None
    due_on: date | None = None
    silent_since: datetime | None = None
    is_nobodys: bool = False


IS_OPEN = RequestRow.state.in_(OPEN_STATES)


def conditions(selection: Selection) -> list[ColumnElement[bool]]:
    """All of which must hold."""
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
        found.append(_tells(text, selection.in_pasted))
    if selection.received_from:
        found.append(RequestRow.created_at >= selection.received_from)
    if selection.received_to:
        found.append(RequestRow.created_at < selection.received_to)
    return found + _urgencies(selection)


def _urgencies(selection: Selection) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if selection.overdue_on:
        found.append(is_overdue(selection.overdue_on))
    if selection.due_on:
        found.append(is_due(selection.due_on))
    if selection.silent_since:
        found.append(is_silent(selection.silent_since))
    if selection.is_nobodys:
        found.append(and_(IS_OPEN, RequestRow.responsible_id.is_(None)))
    return found


def _is_of_chain(chain_id: int) -> ColumnElement[bool]:
    projects = select(ProjectRow.id).where(ProjectRow.chain_id == min(chain_id, MAX_ID))
    return RequestRow.slot_id.in_(select(SlotRow.id).where(SlotRow.project_id.in_(projects)))


def _tells(text: str, in_pasted: bool) -> ColumnElement[bool]:
    told = RequestRow.text_folded.contains(text, autoescape=True) if in_pasted else _is_of_need(text)
    named = RequestRow.asked_by.has(CompanyRow.name_folded.contains(text, autoescape=True))
    number = text.removeprefix("№").strip()
    is_number = number.isascii() and number.isdecimal() and int(number[:16]) <= MAX_ID
    return or_(told, named, RequestRow.id == int(number)) if is_number else or_(told, named)


def _is_of_need(text: str) -> ColumnElement[bool]:
    # titles are not kept folded: as typed, and as a title begins
    spellings = (NeedRow.title.contains(one, autoescape=True) for one in (text, text.capitalize()))
    return RequestRow.need.has(or_(*spellings))


def is_overdue(day: date) -> ColumnElement[bool]:
    """Open, and a deadline or a next step before that day has passed."""
    return and_(IS_OPEN, or_(RequestRow.deadline < day, RequestRow.next_on < day))


def is_due(day: date) -> ColumnElement[bool]:
    """Open, with a deadline or a next step on that day."""
    return and_(IS_OPEN, or_(RequestRow.deadline == day, RequestRow.next_on == day))


def is_silent(since: datetime) -> ColumnElement[bool]:
    """A company was asked before that moment; nothing came of it, and it was not asked again since."""
    asked, later = RequestEventRow.__table__.alias("asked"), RequestEventRow.__table__.alias("later")
    same = and_(later.c.request_id == asked.c.request_id, later.c.company_id == asked.c.company_id)
    answered = exists().where(
        same, later.c.withdrawn_at.is_(None), later.c.id > asked.c.id, later.c.kind.in_((*ANSWERS, *ASKING))
    )
    old = and_(
        asked.c.request_id == RequestRow.id,
        asked.c.kind.in_(ASKING),
        asked.c.at < since,
        asked.c.withdrawn_at.is_(None),
    )
    return and_(IS_OPEN, exists().where(old, ~answered))
