"""The use case of the list of requests: page after page, with how many there are of every kind."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.database import Database
from data.store import journal as store
from data.store.journal import Mark
from data.store.journal_selection import Selection
from data.tables.journal import RequestRow
from data.tables.pool import ChainRow, CompanyRow, UserRow, now
from data.vocabulary import REQUEST_STATES
from service.access import Caller, sees_pasted_text
from service.journal.changes import responsible_people
from service.journal.keeping import check_caller

PAGE_SIZE = 50


@dataclass(frozen=True)
class JournalPage:
    """The requests selected, and how many there are in each state and how many need somebody.

    What is selected of states and urgency does not count there. `contracted` tells with whom closed requests
    ended in a contract, by id of the request. `next` is the mark of the last request where
    more follow.
    """

    requests: list[RequestRow]
    by_state: Mapping[str, int]
    num_overdue: int
    num_due: int
    num_silent: int
    silent_ids: frozenset[int]
    contracted: Mapping[int, CompanyRow]
    next: Mark | None = None


class Listing:
    """Every use case raises ForbiddenError for a caller whom the journal is hidden from."""

    def __init__(self, database: Database, silence_days: int) -> None:
        self._database = database
        self._patience = timedelta(days=silence_days)

    @property
    def silent_since(self) -> datetime:
        """Who was asked before this moment and has not answered is silent."""
        return now() - self._patience

    def listed(
        self, caller: Caller, selection: Selection, limit: int = PAGE_SIZE, after: Mark | None = None
    ) -> JournalPage:
        """What is due first comes first."""
        check_caller(caller)
        selection = replace(selection, in_pasted=sees_pasted_text(caller))
        silent_since = self.silent_since
        whole = replace(selection, states=(), overdue_on=None, due_on=None, silent_since=None)
        with self._database.reading() as session:
            rows = store.requests(session, selection, limit + 1, after)
            page = rows[:limit]
            counts = store.counts(session, whole, date.today(), silent_since)
            return JournalPage(
                requests=page,
                by_state=dict.fromkeys(REQUEST_STATES, 0) | counts.by_state,
                num_overdue=counts.overdue,
                num_due=counts.due,
                num_silent=counts.silent,
                silent_ids=store.silent_among(session, [row.id for row in page], silent_since),
                contracted=_contracted(session, page),
                next=store.mark_of(page[-1]) if len(rows) > limit else None,
            )

    def people(self, caller: Caller) -> list[UserRow]:
        """Who may be responsible."""
        check_caller(caller)
        with self._database.reading() as session:
            return responsible_people(session)

    def chains(self, caller: Caller) -> list[tuple[int, str]]:
        """Chains that a request may be of, by title."""
        check_caller(caller)
        live = select(ChainRow.id, ChainRow.title).where(ChainRow.archived_at.is_(None))
        with self._database.reading() as session:
            return [(id_, title) for id_, title in session.execute(live.order_by(ChainRow.title))]


def _contracted(session: Session, rows: list[RequestRow]) -> dict[int, CompanyRow]:
    ended = {row.id: row.contract.supplier_id for row in rows if row.contract and row.state == "contract"}
    if not ended:
        return {}
    found = session.scalars(select(CompanyRow).where(CompanyRow.id.in_(ended.values())))
    companies = {company.id: company for company in found}
    return {id_: companies[supplier_id] for id_, supplier_id in ended.items()}
