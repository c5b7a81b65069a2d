"""Use cases of requests that members hand on from the portal: they go into the journal, to staff."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from data.database import Database
from data.exchange.cells import clean_text
from data.store import journal as store
from data.store.records import find
from data.tables.journal import RequestRow
from data.tables.pool import CompanyRow, NeedRow, OfferRow, SlotRow, now
from service.access import Caller, may_pass_on
from service.boards.boards import Boards
from service.errors import ForbiddenError, InvalidError, NotFoundError
from service.journal.keeping import happened
from service.seeing.open_demands import OpenDemands
from service.seeing.sight import Sight
from service.widget.places import open_places

CHANNEL = "portal"
NOT_THERE = "Такой записи нет"
TAKEN_UP = "Заявкой уже занимаются: чтобы её снять, скажите сотруднику ассоциации"


@dataclass(frozen=True)
class Wish:
    """What is handed on: an own need or one of others, a slot, or a company, and the offer that suits."""

    need_id: int | None = None
    slot_id: int | None = None
    company_id: int | None = None
    offer_id: int | None = None
    note: str = ""


class HandingOn:
    """Each use case raises NotFoundError for what the caller does not see, ForbiddenError, InvalidError.

    NotReadyError is raised where a slot is handed on before the first snapshot.
    """

    def __init__(self, database: Database, boards: Boards, open_demands: OpenDemands) -> None:
        self._database = database
        self._boards = boards
        self._open_demands = open_demands

    def hand_on(self, caller: Caller, wish: Wish) -> int:
        """The id of the request; the same handed on twice is one."""
        _check(caller)
        if wish.need_id is None and wish.slot_id is not None and not self._is_told(caller, wish.slot_id):
            raise NotFoundError(NOT_THERE)
        with self._database.changing(caller.actor, "requests.create") as session:
            own = find(session, CompanyRow, caller.company_id)
            if own is None:
                raise NotFoundError(NOT_THERE)
            need = find(session, NeedRow, wish.need_id)
            if need is not None and caller.owns(need.company_id):
                return _for_own_need(session, caller, need, wish).id
            return _draft(session, caller, own, _text(session, caller, own, need, wish)).id

    def take_back(self, caller: Caller, id_: int) -> None:
        """As if it had not been handed on, as long as staff have not begun; once or many times."""
        _check(caller)
        with self._database.changing(caller.actor, "requests.close", str(id_)) as session:
            row = store.find_request(session, id_)
            if row is None or not caller.owns(row.asked_by_company_id) or row.created_by != caller.actor:
                raise NotFoundError(NOT_THERE)
            if not row.is_open and row.reason == "withdrawn":
                return
            if any(event.by != caller.actor for event in row.events):
                raise InvalidError([("", TAKEN_UP)])
            row.state, row.reason, row.closed_at = "no_result", "withdrawn", now()
            row.version += 1
            happened(session, row, caller, "closed", at=row.closed_at, text="отозвано в портале")

    def _is_told(self, caller: Caller, slot_id: int) -> bool:
        # chains are hidden from members: they know of no slot but those that are proposed to them
        board, own_id = self._boards.current(), caller.company_id or 0
        links = self._open_demands.links_of_supplier(board, own_id)
        return any(link.demand.record_id == slot_id for link, _ in open_places(board, own_id, links))


def _for_own_need(session: Session, caller: Caller, need: NeedRow, wish: Wish) -> RequestRow:
    """The open request of the need, with whom the asker would like it to be passed to."""
    offer, company = _offered(session, caller, wish)
    row = store.open_request_of(session, need.id)
    if row is None:
        row = RequestRow(
            text=f"Заявка из портала: {need.title}",
            channel=CHANNEL,
            need_id=need.id,
            asked_by_company_id=need.company_id,
            state="in_progress",
            created_by=caller.actor,
        )
        session.add(row)
        session.flush()
        happened(session, row, caller, "received")
    named = f"«{company.name}»" + (f", предложение «{offer.title}»" if offer else "") if company else ""
    told = ". ".join(filter(None, [f"Просят передать: {named}" if named else "", _note(wish)]))
    is_new = not any(event.kind == "note" and event.text == told for event in row.events)
    if told and is_new:
        happened(
            *(session, row, caller, "note"),
            text=told,
            company_id=company.id if company else None,
            offer_id=offer.id if offer else None,
        )
    return row


def _text(session: Session, caller: Caller, own: CompanyRow, need: NeedRow | None, wish: Wish) -> str:
    """What staff read; of others no more than the caller has seen."""
    offer, company = _offered(session, caller, wish)
    offered = f"«{offer.title}»" if offer else "своё предложение"
    slot = find(session, SlotRow, wish.slot_id)
    if wish.need_id is not None:
        if need is None or not Sight.of(session, caller).visible([need]):
            raise NotFoundError(NOT_THERE)
        told = f"«{own.name}» может поставить {offered} по потребности № {need.id} «{need.title}»"
    elif wish.slot_id is not None:
        if slot is None or slot.filled_by:
            raise NotFoundError(NOT_THERE)
        told = f"«{own.name}» может закрыть звено № {slot.id} «{slot.title}»: {offered}"
    elif company is not None:
        subject = f", предложение «{offer.title}»" if offer and offer.company_id == company.id else ""
        told = f"«{own.name}» хочет работать с «{company.name}»{subject}"
    else:
        raise InvalidError(
            [("", "Назовите потребность (need_id), звено (slot_id) или компанию (company_id)")]
        )
    return "\n".join(filter(None, [told, _note(wish)]))


def _draft(session: Session, caller: Caller, own: CompanyRow, text: str) -> RequestRow:
    row = store.same_draft(session, text, caller.actor)
    if row is None:
        row = RequestRow(text=text, channel=CHANNEL, asked_by_company_id=own.id, created_by=caller.actor)
        session.add(row)
        session.flush()
        happened(session, row, caller, "received")
    return row


def _offered(session: Session, caller: Caller, wish: Wish) -> tuple[OfferRow | None, CompanyRow | None]:
    """The offer and the company that are named, if the caller sees them."""
    offer = find(session, OfferRow, wish.offer_id)
    company = find(session, CompanyRow, wish.company_id or (offer.company_id if offer else None))
    is_missing = (wish.offer_id and not offer) or (wish.company_id and not company)
    is_own = offer is not None and caller.owns(offer.company_id)
    is_of_another = offer is not None and company is not None and offer.company_id != company.id
    if (
        is_missing
        or (is_of_another and not is_own)
        or (company is not None and not Sight.of(session, caller).sees_company(company))
    ):
        raise NotFoundError(NOT_THERE)
    return offer, company


def _note(wish: Wish) -> str:
    return clean_text(wish.note)


def _check(caller: Caller) -> None:
    if not may_pass_on(caller) or not caller.is_member:
        raise ForbiddenError("Заявки из портала передают участники")
