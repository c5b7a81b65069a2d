"""Who supplies what a company needs, what its projects require and what its products take."""

from collections.abc import Callable, Iterable, Iterator

from data.profiles import Company
from models.candidates import Candidate
from models.demands.demand import Demand
from models.partners.proposal import PartnerPair, Proposal, grouped

Candidates = Callable[[Demand], Iterable[Candidate]]


def upstream(demands: Iterable[Demand], candidates: Candidates, joined: frozenset[int]) -> list[Proposal]:
    """One proposal a supplier over all demands of the company; `joined` have a contract with it already.

    `candidates` are ranked companies of a demand; near misses among them are not proposed.
    """
    return grouped("upstream", _found(demands, candidates), joined)


def _found(demands: Iterable[Demand], candidates: Candidates) -> Iterator[tuple[Company, PartnerPair]]:
    for demand in demands:
        for candidate in candidates(demand):
            if candidate.grade:
                yield candidate.company, PartnerPair.best_of(demand, candidate)
