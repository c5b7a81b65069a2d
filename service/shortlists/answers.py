"""What companies answered to the requests for quotations of one need: the journal's word, and no other."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from data.profiles import Need
from data.store.journal import events_of_need
from data.tables.pool import VerdictRow, now
from data.vocabulary import REQUEST_EVENTS, russian
from service.access import Caller, may_see_journal
from service.journal.waiting import Asked, asked_companies


@dataclass(frozen=True)
class QuotationAnswer:
    """`kind` is what the company said, or what was done where it has said nothing yet."""

    kind: str
    on: date
    amount_rub: float | None = None
    terms: str = ""

    @property
    def word(self) -> str:
        """«КП получено», «отказ», «КП запрошено»."""
        return russian(REQUEST_EVENTS, self.kind)


def answers_on(session: Session, caller: Caller, need: Need | None) -> dict[int, QuotationAnswer]:
    """The last word of each company; nothing for a text, or for a caller whom the journal is hidden from."""
    if need is None or need.id is None or not may_see_journal(caller):
        return {}
    asked = asked_companies(events_of_need(session, need.id), now())
    return {one.company.id: _answer(one) for one in asked}


def agreeing(verdict: VerdictRow | None, answer: QuotationAnswer | None) -> VerdictRow | None:
    """The verdict, unless the answer has overtaken it: the answer is the truth."""
    is_no = answer is not None and answer.kind in ("declined", "silence")
    return None if is_no and verdict and verdict.verdict in ("contacted", "quoted") else verdict


def _answer(one: Asked) -> QuotationAnswer:
    event = one.said or one.given
    on = event.at.astimezone().date()
    return QuotationAnswer(event.kind, on, event.amount_rub, (event.text or "") if one.said else "")
