"""Use cases of requests that were passed to a member: seen without who asks, and answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.database import Database
from data.references import places
from data.store.passed import given_to, num_unanswered
from data.store.pool import pool_revision
from data.tables.journal import RequestEventRow, RequestRow
from data.tables.pool import MAX_ID, CompanyRow, NeedRow, now
from service.access import Caller
from service.errors import NotFoundError
from service.journal.keeping import refused
from service.journal.quotation import Quotation
from service.journal.quoting import hidden_quotation
from service.journal.steps import Said, Steps
from service.journal.waiting import asked_companies
from service.recruiting.recognisable import Recognisable

PAGE_SIZE = 20
NOT_THERE = "Такой заявки нет"
# what a member says, and what the journal calls it
EVENT_OF: Mapping[str, str] = {"ready": "ready", "not_now": "declined", "quotation": "answered"}
_ANSWER_OF = {event: answer for answer, event in EVENT_OF.items()}


@dataclass(frozen=True)
class Passed:
    """A request as the company that it was given to sees it; `answer` is one of EVENT_OF or None.

    `words` are those that the same caller has written. `is_asked` where a quotation is waited for.
    """

    id: int
    told: Quotation
    given_on: date
    is_asked: bool
    is_open: bool
    answer: str | None = None
    answered_on: date | None = None
    amount_rub: float | None = None
    words: str | None = None


@dataclass(frozen=True)
class Answer:
    """What a member answers, as typed."""

    answer: str
    text: object = None
    amount_rub: object = None


class PassedRequests:
    """Only those that were given to the caller's own company; of all others nothing is there."""

    def __init__(self, database: Database, steps: Steps) -> None:
        self._database = database
        self._steps = steps
        self._known: tuple[int, Recognisable] | None = None

    def listed(self, caller: Caller, before: int = MAX_ID) -> list[Passed]:
        """A page of them, the newest first, and one more where there are more."""
        with self._database.reading() as session:
            rows = given_to(session, _own(caller), PAGE_SIZE + 1, before)
            hiding = self._recognisable(session) if rows else None
            return [_passed(caller, row, need, hiding) for row in rows if hiding and (need := row.need)]

    def num_unanswered(self, caller: Caller) -> int:
        """How many wait for a word of the company."""
        with self._database.reading() as session:
            return num_unanswered(session, _own(caller))

    def one(self, caller: Caller, id_: int) -> Passed:
        """Raises NotFoundError."""
        with self._database.reading() as session:
            rows = given_to(session, _own(caller), 1, only=id_)
            found = [
                _passed(caller, row, need, self._recognisable(session)) for row in rows if (need := row.need)
            ]
        if not found:
            raise NotFoundError(NOT_THERE)
        return found[0]

    def answer(self, caller: Caller, id_: int, given: Answer) -> None:
        """It stands in the journal, with the verdict that staff would have given. Raises EntryError."""
        company_id = _own(caller)
        kind = EVENT_OF.get(given.answer)
        self.one(caller, id_)
        if kind is None:
            raise refused("answer", "Выберите ответ: готов поставить, не сейчас или КП")
        if kind == "answered" and not str(given.amount_rub or "").strip():
            raise refused("amount_rub", "Назовите сумму КП, руб.")
        amount = given.amount_rub if kind == "answered" else None
        self._steps.own_answer(caller, id_, Said(kind, company_id, given.text, amount))

    def _recognisable(self, session: Session) -> Recognisable:
        revision = pool_revision(session)
        if self._known is None or self._known[0] != revision:
            self._known = revision, Recognisable(session.scalars(select(CompanyRow)), places())
        return self._known[1]


def _own(caller: Caller) -> int:
    if not caller.is_member or caller.company_id is None:
        raise NotFoundError(NOT_THERE)
    return caller.company_id


def _passed(caller: Caller, row: RequestRow, need: NeedRow, hiding: Recognisable) -> Passed:
    own = next(one for one in asked_companies(row.events, now()) if caller.owns(one.company.id))
    said = own.said if own.said and own.said.kind in _ANSWER_OF else None
    return Passed(
        id=row.id,
        told=hidden_quotation(need, hiding),
        given_on=_day(own.given),
        is_asked=own.given.kind == "asked",
        is_open=row.is_open and need.archived_at is None,
        answer=_ANSWER_OF[said.kind] if said else None,
        answered_on=_day(said) if said else None,
        amount_rub=said.amount_rub if said else None,
        words=said.text if said and said.by == caller.actor else None,
    )


def _day(event: RequestEventRow) -> date:
    return event.at.astimezone().date()
