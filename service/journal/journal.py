"""Use cases of requests: written down, confirmed as needs, handed out, listed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from data import entry
from data.database import Database
from data.journal_tables import RequestRow
from data.periods import Period
from data.references import places
from data.store import journal as store
from data.store.journal import Selection
from data.store.pool import company_profile
from data.tables import CompanyRow, NeedRow, UserRow, now
from data.vocabulary import REQUEST_STATES
from models.reading.request_draft import RequestDraft, read_request
from service.access import Caller
from service.journal.changes import changes_told, checked_changes, checked_text, own_id
from service.journal.keeping import check_caller, found, happened, open_request, refused
from service.journal.outcomes import Outcome, outcomes
from service.journal.waiting import Asked, asked_companies

MAX_LISTED = 200


@dataclass(frozen=True)
class JournalPage:
    """The requests selected, and how many there are of every kind."""

    requests: list[RequestRow]
    by_state: Mapping[str, int]
    num_overdue: int
    num_silent: int
    silent_ids: frozenset[int]


class Journal:
    """Nothing that was pasted is lost; every change is one transaction with a line in the history.

    Every use case raises ForbiddenError for a caller whom the journal is hidden from.
    """

    def __init__(self, database: Database, silence_days: int) -> None:
        self._database = database
        self._patience = timedelta(days=silence_days)

    def listed(self, caller: Caller, selection: Selection, limit: int = MAX_LISTED) -> JournalPage:
        """What is due first comes first."""
        check_caller(caller)
        with self._database.reading() as session:
            silent = store.requests(session, self.silent(), MAX_LISTED)
            return JournalPage(
                requests=store.requests(session, selection, limit),
                by_state=dict.fromkeys(REQUEST_STATES, 0) | store.counts_by_state(session),
                num_overdue=store.count(session, self.overdue()),
                num_silent=store.count(session, self.silent()),
                silent_ids=frozenset(row.id for row in silent),
            )

    def silent(self) -> Selection:
        """Requests of which a company has not answered for too long."""
        return Selection(silent_since=now() - self._patience)

    def overdue(self) -> Selection:
        """Open requests past their deadline."""
        return Selection(overdue_on=date.today())

    def request(self, caller: Caller, id_: int) -> RequestRow:
        """One with its history. Raises NotFoundError."""
        check_caller(caller)
        with self._database.reading() as session:
            return found(session, id_)

    def asked(self, row: RequestRow) -> list[Asked]:
        """The companies that the request was passed to, and what each of them said."""
        return asked_companies(row.events, now() - self._patience)

    def people(self, caller: Caller) -> list[UserRow]:
        """Who may be responsible."""
        check_caller(caller)
        with self._database.reading() as session:
            return store.staff(session)

    def proposal(self, caller: Caller, row: RequestRow) -> RequestDraft:
        """The need as the pasted text tells it."""
        check_caller(caller)
        with self._database.reading() as session:
            live = select(CompanyRow).where(CompanyRow.archived_at.is_(None))
            companies = [company_profile(company) for company in session.scalars(live)]
        return read_request(row.text, places(), companies)

    def draft(self, caller: Caller, text: str, channel: str) -> RequestRow:
        """A request to be confirmed; the same text sent twice makes one. Raises EntryError."""
        check_caller(caller)
        text = checked_text(text, channel)
        with self._database.changing(caller.actor, "requests.create") as session:
            row = store.same_draft(session, text, caller.actor)
            if row is None:
                row = RequestRow(text=text, channel=channel, created_by=caller.actor)
                row.responsible_id = own_id(session, caller)
                session.add(row)
                session.flush()
                happened(session, row, caller, "received")
            id_ = row.id
        return self.request(caller, id_)

    def confirm(self, caller: Caller, id_: int, values: Mapping[str, Any]) -> None:
        """The need of a company goes into the pool, private unless told otherwise. Raises EntryError."""
        check_caller(caller)
        with self._database.changing(caller.actor, "requests.confirm", str(id_)) as session:
            row = open_request(session, id_)
            if row.need_id is not None:
                raise refused("need", "Потребность уже заведена: правьте её карточку")
            need = entry.create(session, NeedRow, values)
            row.need_id, row.asked_by_company_id, row.state = need.id, need.company_id, "in_progress"
            happened(session, row, caller, "confirmed", text=need.title, company_id=need.company_id)

    def change(self, caller: Caller, id_: int, values: Mapping[str, Any]) -> None:
        """Who is responsible, the deadline, the next action; only what is given. Raises EntryError."""
        check_caller(caller)
        with self._database.changing(caller.actor, "requests.change", str(id_)) as session:
            row = open_request(session, id_)
            read = checked_changes(session, values)
            changed = {name: value for name, value in read.items() if getattr(row, name) != value}
            for name, value in changed.items():
                setattr(row, name, value)
            if changed:
                happened(session, row, caller, "changed", text=changes_told(session, changed))

    def outcomes(self, caller: Caller, period: Period) -> list[Outcome]:
        """From requests to contracts, by month and by who asked."""
        check_caller(caller)
        with self._database.reading() as session:
            return outcomes(store.events_between(session, *period.moments))
