"""What one member sees at the moment of an answer: rankings are made ahead, access is asked now."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy.orm import Session

from data.places import Places
from data.profiles import Company, Need, Offer
from data.store.records import companies_by_id
from data.tables.pool import CompanyRow
from models.explaining.reason import Reason
from models.explaining.reasons import reasons
from models.ranking.agreements import Pair
from models.reading.circumstances import completed
from service.access import Caller
from service.boards.board import Board
from service.seeing.sight import Sight
from service.seeing.told import without_capacity


@dataclass(frozen=True)
class Moment:
    """Of what a view is made: the caller, what it sees, and what was ranked ahead."""

    caller: Caller
    session: Session
    board: Board
    sight: Sight

    def companies(self, ids: Iterable[int]) -> dict[int, CompanyRow]:
        """Those of these companies that are shown, by id: nobody who refused to be proposed in portals."""
        rows = companies_by_id(self.session, set(ids) & self.sight.in_portals)
        return {row.id: row for row in rows.values() if self.sight.sees_company(row)}

    def reasons(self, need: Need, offer: Offer, company: Company) -> tuple[Reason, ...]:
        """Why the offer suits the need, without capacities that are hidden from the caller."""
        offers = [one for one in self.board.pool.offers if one.company_id == company.id]
        told = offer if self.sight.sees_capacity(company, offers) else without_capacity(offer)
        return reasons_of(Pair(need, told, company), self.board.rankings.matcher.places)


@lru_cache(maxsize=50_000)
def reasons_of(pair: Pair, places: Places) -> tuple[Reason, ...]:
    """Costs a millisecond the first time: a company looks at the same pairs again and again."""
    return tuple(reasons(Pair(completed(pair.need, places), pair.offer, pair.company), places))
