"""Use cases of what is done about a request: passed on, quotations asked, answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from data.database import Database
from data.store.journal import find_request
from data.tables.journal import RequestEventRow, RequestRow
from data.tables.pool import now
from service.access import Caller, for_association, may_answer_request
from service.errors import NotFoundError
from service.journal.keeping import check_keeper, confirmed_request, found, happened, refused
from service.journal.suppliers import (
    Supplier,
    asked_supplier,
    check_supplier,
    check_waited_for,
    just_said,
    was_just_given,
)
from service.journal.taking_back import (
    open_state,
    overrule,
    standing_answer,
    standing_event,
    take_back,
    verdict_wanted,
)
from service.journal.typed import read_amount, read_text
from service.journal.verdicts import judge, weaken
from service.journal.waiting import asked_companies
from service.judging.feedback import Judgement
from service.live_matcher import LiveMatcher

# what a company may say, and the verdict on its pair with the need
VERDICT_OF: Mapping[str, str | None] = {
    "answered": "quoted",
    "ready": "contacted",
    "declined": None,
    "silence": None,
}
MAX_SUPPLIERS = 50


@dataclass(frozen=True)
class Said:
    """What a company answered, as somebody typed it: `kind` is one of VERDICT_OF."""

    kind: str
    company_id: int
    text: object = None
    amount_rub: object = None


class Steps:
    """Each use case is one transaction: the history, the state and the verdicts change together.

    Each raises ForbiddenError, NotFoundError, and EntryError with the fields that are wrong.
    """

    def __init__(self, database: Database, live: LiveMatcher) -> None:
        self._database = database
        self._live = live

    def note(self, caller: Caller, id_: int, told: str) -> None:
        """A line that changes nothing else; a closed request takes it too."""
        check_keeper(caller)
        read = read_text(told)
        if read is None:
            raise refused("text", "Напишите, что произошло")
        with self._database.changing(caller.actor, "requests.note", str(id_)) as session:
            row = found(session, id_)
            if not just_said(row, caller.actor, "note", text=read):
                happened(session, row, caller, "note", text=read)

    def pass_on(self, caller: Caller, id_: int, suppliers: Sequence[Supplier]) -> None:
        """The request went to these companies."""
        return self._give(caller, id_, suppliers, "passed")

    def ask(self, caller: Caller, id_: int, suppliers: Sequence[Supplier]) -> None:
        """Quotations were asked of these; verdict «связались». Raises NotReadyError without a snapshot."""
        return self._give(caller, id_, suppliers, "asked")

    def remind(self, caller: Caller, id_: int, suppliers: Sequence[Supplier]) -> None:
        """Who was asked and has not answered was reminded of it; silence counts from now."""
        return self._give(caller, id_, suppliers, "reminded")

    def answer(self, caller: Caller, id_: int, said: Said, corrects: int | None = None) -> int:
        """What a company said, in place of an answer that it corrects; a quotation gives «КП получено».

        Tells the id of the line of the history.
        """
        check_keeper(caller)
        if said.kind not in VERDICT_OF:
            raise refused("kind", "Выберите, что ответила компания")
        with self._database.changing(caller.actor, "requests.answer", str(id_)) as session:
            row = confirmed_request(session, id_)
            wrong = standing_answer(row, corrects) if corrects is not None else None
            return self._note_answer(session, caller, row, said, wrong).id

    def take_back(self, caller: Caller, id_: int, event_id: int) -> None:
        """As if a company had not been asked, given the request or answered; the verdict follows."""
        check_keeper(caller)
        with self._database.changing(caller.actor, "requests.take_back", str(id_)) as session:
            row = confirmed_request(session, id_)
            event = standing_event(row, event_id)
            take_back(row, event)
            if event.company_id is not None and event.kind not in ("passed", "reminded"):
                self._settle(session, caller, row, event.company_id)
            row.state = open_state(row)

    def own_answer(self, caller: Caller, id_: int, said: Said) -> None:
        """What a company itself says of a request that it was given; the same said twice is one."""
        with self._database.changing(caller.actor, "requests.answer", str(id_)) as session:
            row = find_request(session, id_)
            given = asked_companies(row.events, now()) if row else []
            own = next((one for one in given if one.company.id == said.company_id), None)
            if own is None or not may_answer_request(caller, said.company_id):
                raise NotFoundError("Такой заявки нет")
            told = (said.kind, read_text(said.text), read_amount(said.amount_rub))
            if own.said is None or (own.said.kind, own.said.text, own.said.amount_rub) != told:
                self._note_answer(session, for_association(caller), confirmed_request(session, id_), said)

    def _note_answer(
        self,
        session: Session,
        caller: Caller,
        row: RequestRow,
        said: Said,
        corrects: RequestEventRow | None = None,
    ) -> RequestEventRow:
        told, amount = read_text(said.text), read_amount(said.amount_rub)
        supplier = asked_supplier(session, row, said.company_id)
        answer = {"text": told, "amount_rub": amount, **vars(supplier)}
        if again := just_said(row, caller.actor, said.kind, **answer):
            return again
        event = happened(session, row, caller, said.kind, **answer)
        overrule(row, event)
        if corrects:
            corrects.withdrawn_at = event.at
        for company_id in {said.company_id, corrects.company_id if corrects else None} - {None}:
            self._settle(session, caller, row, company_id or 0)
        row.state = open_state(row)
        return event

    def _settle(self, session: Session, caller: Caller, row: RequestRow, company_id: int) -> None:
        wanted = verdict_wanted(row, company_id, VERDICT_OF)
        session.flush()
        weaken(session, row.need_id, company_id, wanted)
        if wanted:
            supplier = asked_supplier(session, row, company_id)
            judge(session, caller, self._judgement(row, supplier, wanted))

    def _give(self, caller: Caller, id_: int, suppliers: Sequence[Supplier], kind: str) -> None:
        check_keeper(caller)
        if not 0 < len(suppliers) <= MAX_SUPPLIERS:
            raise refused("suppliers", f"Выберите компании: от одной до {MAX_SUPPLIERS}")
        with self._database.changing(caller.actor, f"requests.{kind}", str(id_)) as session:
            row = confirmed_request(session, id_)
            for supplier in dict.fromkeys(suppliers):
                check_supplier(session, row, supplier)
                if kind == "reminded":
                    check_waited_for(row, supplier)
                if was_just_given(row, supplier, kind):
                    continue
                happened(session, row, caller, kind, **vars(supplier))
                if kind == "asked":
                    judge(session, caller, self._judgement(row, supplier, "contacted"))
            row.state = "passed" if row.state == "in_progress" else row.state

    def _judgement(self, row: RequestRow, supplier: Supplier, verdict: str) -> Judgement:
        snapshot = self._live.current().snapshot.name
        return Judgement(verdict, snapshot, need_id=row.need_id, **vars(supplier))
