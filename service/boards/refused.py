"""What must not be proposed: what left the pool or is past its term since, and pairs judged unsuitable."""

from dataclasses import dataclass
from typing import Self

from sqlalchemy.orm import Session

from data.profiles import Offer
from data.store.verdicts import need_key, unsuitable_pairs
from models.demands.demand import Demand
from models.reading.text import need_text
from service.boards.of_pool import OfPool
from service.judging.standing import is_about_company
from service.need_terms import NeedTerms


@dataclass(frozen=True)
class Refused:
    """`pairs` are (key of the demand, company, offer); an offer of None hides the whole company."""

    companies: frozenset[int] = frozenset()
    offers: frozenset[int] = frozenset()
    needs: frozenset[int] = frozenset()
    pairs: frozenset[tuple[str, int, int | None]] = frozenset()

    @classmethod
    def now(cls, session: Session, terms: NeedTerms, of_pool: OfPool) -> Self:
        """As the database has it today."""
        return cls(
            of_pool.companies,
            of_pool.offers,
            of_pool.needs | terms.past(session),
            frozenset(
                (key, row.company_id, None if is_about_company(row) else row.offer_id)
                for key, row in unsuitable_pairs(session)
            ),
        )

    def allows(self, key: str, offer: Offer) -> bool:
        """Whether an offer may answer the demand of that key."""
        if offer.company_id in self.companies or offer.id in self.offers:
            return False
        pairs = {(key, offer.company_id, None), (key, offer.company_id, offer.id)}
        return self.pairs.isdisjoint(pairs)

    def asks(self, demand: Demand) -> bool:
        """Whether a demand of the snapshot is still one."""
        stated = demand.record_id if demand.origin == "need" else None
        return demand.company_id not in self.companies and stated not in self.needs


def demand_key(demand: Demand) -> str:
    """By which verdicts on a demand are found: those on a need of the pool, or on the same words."""
    if demand.origin == "need":
        return f"need {demand.record_id}"
    return need_key(need_text(demand.need))
