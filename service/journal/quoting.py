"""The use case of «Запросить КП»: whom the need suits, and what they are told of it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from data.database import Database
from data.profiles import Need
from data.references import places
from data.store.pool import need_profile
from data.store.records import find, offers_of
from data.tables.journal import RequestRow
from data.tables.pool import CompanyRow, NeedRow
from models.candidates import Answer
from models.ranking.filters import Filters
from models.reading.circumstances import completed
from service.access import Caller
from service.errors import NotFoundError
from service.journal.keeping import UNCONFIRMED, check_caller, refused
from service.journal.need_telling import NeedTelling, hidden_need
from service.journal.open_questions import open_questions
from service.journal.quotation import Quotation, due_told, each_once, volume_told
from service.journal.suppliers import Supplier
from service.matchmaking import Matchmaking
from service.recruiting.recognisable import Recognisable

MAX_PROPOSED = 15


@dataclass(frozen=True)
class Recipient:
    """A company that a quotation is asked of, and for which of its offers."""

    supplier: Supplier
    company: CompanyRow

    @property
    def emails(self) -> list[str]:
        """Where a letter can go: to the contact person, to the company's general address."""
        known = ((one or "").strip() for one in (self.company.contact_email, self.company.email))
        return list(dict.fromkeys(one for one in known if "@" in one))

    @property
    def email(self) -> str:
        """Where a letter goes first; empty where no address is known."""
        return next(iter(self.emails), "")


class Quoting:
    """Every use case raises ForbiddenError for a caller whom the journal is hidden from."""

    def __init__(
        self, database: Database, matchmaking: Matchmaking, telling: NeedTelling, silence_days: int
    ) -> None:
        self._database = database
        self._matchmaking = matchmaking
        self._telling = telling
        self._patience = timedelta(days=silence_days)

    def proposed(self, caller: Caller, row: RequestRow) -> Answer:
        """Companies that suit the need of a request. Raises EntryError, NotFoundError, NotReadyError."""
        check_caller(caller)
        with self._database.reading() as session:
            need = completed(need_profile(_need_row(session, row)), places())
        return self._matchmaking.suppliers(caller, need, MAX_PROPOSED, Filters())

    def recipients(self, caller: Caller, chosen: Collection[Supplier]) -> list[Recipient]:
        """The companies chosen, with their contacts; one that left the pool is left out."""
        check_caller(caller)
        with self._database.reading() as session:
            rows = [(supplier, find(session, CompanyRow, supplier.company_id)) for supplier in chosen]
        return [Recipient(supplier, company) for supplier, company in rows if company]

    def quotation(
        self, caller: Caller, row: RequestRow, chosen: Collection[Supplier], *, is_named: bool
    ) -> Quotation:
        """What they are told; `is_named` says that the asker agreed. Raises as `proposed` does."""
        ids = {supplier.company_id for supplier in chosen}
        answer = self.proposed(caller, row)
        asked = [c for c in (*answer.matches, *answer.near_misses) if c.company.id in ids]
        with self._database.reading() as session:
            stored = _need_row(session, row)
            need, asker = completed(need_profile(stored), places()), stored.company
            questions = open_questions(asked, offers_of(session, ids))
        signed_by, answer_by = _signature(caller), self._answer_by(row, date.today())
        if is_named:
            named = _quotation(need, questions, fictional=asker.fictional)
            whom = ", ".join(filter(None, (asker.name, asker.phone)))
            return replace(named, asker=whom, signed_by=signed_by, answer_by=answer_by)
        told = self._telling.told(need)
        questions = [question for question in questions if not told.gives_away(question)]
        hidden = _quotation(told.need, questions, fictional=asker.fictional)
        return replace(hidden, signed_by=signed_by, answer_by=answer_by)

    def _answer_by(self, row: RequestRow, today: date) -> date:
        """The last day before silence is flagged, or the request's own deadline where it comes sooner."""
        last = today + self._patience
        return min(last, row.deadline) if row.deadline and row.deadline > today else last


def hidden_quotation(need: NeedRow, recognisable: Recognisable) -> Quotation:
    """What anybody may be told of a need: no names, the region for a place."""
    told = hidden_need(completed(need_profile(need), places()), need.company, recognisable)
    return _quotation(told, [], fictional=need.company.fictional)


def _signature(caller: Caller) -> str:
    """A person signs by name; keys and commands do not sign."""
    return caller.name if caller.actor.startswith("user:") else ""


def _need_row(session: Session, row: RequestRow) -> NeedRow:
    if row.need_id is None:
        raise refused("state", UNCONFIRMED)
    need = find(session, NeedRow, row.need_id)
    if need is None:
        raise NotFoundError("Потребность этого обращения в архиве: верните её, чтобы искать поставщиков")
    return need


def _quotation(need: Need, asked: list[str], *, fictional: bool) -> Quotation:
    return Quotation(
        title=need.title,
        description=need.description,
        volume=volume_told(need),
        due=due_told(need),
        place=need.place or "",
        questions=each_once(asked),
        fictional=fictional,
    )
