"""The use case of the dashboard: how the cluster stands, what is new, what is to be done today."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from data.database import Database
from data.periods import months_before
from data.store import journal as requests
from data.store.confirmations import counts_unconfirmed
from data.store.contacts import Wanted, counts_by_state
from data.store.digests import last_answered
from data.store.figures import Stocks, Sum, stocks
from data.store.glance import (
    News,
    contracts_by_month,
    loaded_at,
    members_without_contract,
    news,
)
from data.store.journal_selection import Selection
from data.store.pool import pool_revision
from data.store.reports import NicheCounts
from data.tables.journal import OPEN_STATES, RequestRow
from data.tables.pool import now
from models.niches.niche import Niche
from service.access import Caller, may_see_overview
from service.errors import ForbiddenError, NotReadyError
from service.live_matcher import LiveMatcher
from service.market.niches import Niches
from service.settings import Settings

WEEK = timedelta(days=7)
MAX_LISTED = 5

SnapshotState = Literal["fresh", "stale", "none"]


@dataclass(frozen=True)
class Today:
    """What waits for somebody; `without_contract` is None where the cluster does not look at it.

    `contacts` are requests for contact by state, `answers` the newest mailing answered to this week: its id,
    its title, how many of its letters were.
    """

    overdue: list[RequestRow]
    num_overdue: int
    num_due: int
    silent: list[RequestRow]
    num_silent: int
    num_nobodys: int
    contacts: dict[str, int]
    answers: tuple[int, str, int] | None
    num_unconfirmed: int
    without_contract: int | None
    snapshot: SnapshotState


@dataclass(frozen=True)
class OverviewState:
    """All of one moment; `loaded_at` tells of a pool that was first filled this week, which is no news.

    `market` is None while nobody has looked for niches since the last change.
    """

    stocks: Stocks
    requests: dict[str, int]
    today: Today
    months: dict[date, Sum]
    loaded_at: datetime | None
    week: tuple[News, ...]
    market: NicheCounts | None

    @property
    def slots(self) -> dict[str, int]:
        """Slots of all chains by state."""
        return {
            state: sum(getattr(chain, state) for chain in self.stocks.slots)
            for state in ("filled", "single_source", "open")
        }


class Overview:
    """Every use case raises ForbiddenError for a caller whom the whole cluster is hidden from."""

    def __init__(self, database: Database, live: LiveMatcher, niches: Niches, settings: Settings) -> None:
        self._database = database
        self._live = live
        self._niches = niches
        self._patience = timedelta(days=settings.silence_days)
        self._months = settings.confirm_months
        self._grace = timedelta(days=settings.need_grace_days)
        self._contracts_on = settings.first_contracts

    def current(self, caller: Caller) -> OverviewState:
        """As everything is now; nothing is ranked for it."""
        _check(caller)
        with self._database.reading() as session:
            loaded = loaded_at(session, now() - WEEK)
            before = months_before(date.today(), self._months)
            overdue = Selection(overdue_on=date.today())
            silent = Selection(silent_since=now() - self._patience)
            counts = requests.counts(session, Selection(), date.today(), now() - self._patience)
            today = Today(
                overdue=requests.requests(session, overdue, MAX_LISTED) if counts.overdue else [],
                num_overdue=counts.overdue,
                num_due=counts.due,
                silent=requests.requests(session, silent, MAX_LISTED) if counts.silent else [],
                num_silent=counts.silent,
                num_nobodys=requests.count(session, Selection(is_nobodys=True)),
                contacts=counts_by_state(session, Wanted(), now()),
                answers=last_answered(session, now() - WEEK),
                num_unconfirmed=sum(counts_unconfirmed(session, before).values()),
                without_contract=members_without_contract(session) if self._contracts_on else None,
                snapshot=self._snapshot(pool_revision(session)),
            )
            return OverviewState(
                stocks=stocks(session, date.today() - self._grace),
                requests={state: counts.by_state.get(state, 0) for state in OPEN_STATES},
                today=today,
                months=contracts_by_month(session, date.today()),
                loaded_at=loaded,
                week=news(session, loaded or now() - WEEK),
                market=self._known_market(caller),
            )

    def market(self, caller: Caller) -> NicheCounts:
        """Niches and unmet needs, found now if need be. Raises NotReadyError before the first snapshot."""
        _check(caller)
        return _counts(self._niches.current(caller).niches)

    def _known_market(self, caller: Caller) -> NicheCounts | None:
        try:
            known = self._niches.known(caller)
        except NotReadyError:
            return None
        return None if known is None else _counts(known)

    def _snapshot(self, revision: int) -> SnapshotState:
        if self._live.revision is None:
            return "none"
        return "fresh" if self._live.revision == revision else "stale"


def _counts(niches: tuple[Niche, ...]) -> NicheCounts:
    asked_by_several = sum(niche.is_niche for niche in niches)
    return NicheCounts(asked_by_several, len(niches) - asked_by_several)


def _check(caller: Caller) -> None:
    if not may_see_overview(caller):
        raise ForbiddenError("Сводку видят сотрудники ассоциации")
