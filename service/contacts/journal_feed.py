"""What requests for contact leave in the journal: staff see there who asked about whose need."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.store.journal import add_event
from data.store.records import find
from data.tables.contacts import ContactRow
from data.tables.journal import OPEN_STATES, RequestEventRow, RequestRow
from data.tables.pool import CompanyRow, NeedRow
from service.access import Caller

CHANNEL = "portal"


def note_asking(session: Session, caller: Caller, contact: ContactRow) -> None:
    """A line in the open request of the need, or a request of its own where there is none."""
    need = find(session, NeedRow, contact.need_id)
    if need is None:
        return
    row = _request_of(session, need.id) or _new_request(session, caller, contact, need)
    _add(session, row, caller, "contact", company_id=contact.asking_id, text=contact.note)


def note_answer(session: Session, caller: Caller, contact: ContactRow, kind: str, text: str = "") -> None:
    """`passed` moves the request on as any handing over does; everything else is a note."""
    row = _request_of(session, contact.need_id) if contact.need_id else None
    if row is None:
        return
    is_given = any(e.company_id == contact.asking_id and e.kind in ("passed", "asked") for e in row.standing)
    if kind == "passed" and is_given:
        return
    _add(session, row, caller, kind, company_id=contact.asking_id, text=text or None)
    if kind == "passed" and row.state == "in_progress":
        row.state = "passed"
        row.version += 1


def _request_of(session: Session, need_id: int) -> RequestRow | None:
    query = select(RequestRow).where(RequestRow.need_id == need_id, RequestRow.state.in_(OPEN_STATES))
    return session.scalars(query.order_by(RequestRow.id.desc()).limit(1)).first()


def _new_request(session: Session, caller: Caller, contact: ContactRow, need: NeedRow) -> RequestRow:
    asking = session.get_one(CompanyRow, contact.asking_id)
    row = RequestRow(
        text=f"Запрос контакта: «{asking.name}» — по потребности «{need.title}»",
        channel=CHANNEL,
        need_id=need.id,
        asked_by_company_id=need.company_id,
        state="in_progress",
        created_by=caller.actor,
    )
    session.add(row)
    session.flush()
    _add(session, row, caller, "received")
    return row


def _add(session: Session, row: RequestRow, caller: Caller, kind: str, **told: object) -> None:
    add_event(session, row, RequestEventRow(kind=kind, by=caller.actor, **told))
