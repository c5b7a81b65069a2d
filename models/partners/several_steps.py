"""Ways of several steps: suppliers of suppliers, or customers of customers, nobody twice on a way."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from data.profiles import Company
from models.demands.graph import Link
from models.partners.proposal import PartnerPair
from models.ranking.agreements import kind_group

MAX_DEPTH = 4
BRANCHES = 8  # partners of one company that a way is continued to
WIDTH = 50  # ways that are continued, the most probable of their length

UpOrDown = Literal["upstream", "downstream"]
LinksOf = Callable[[int], Iterable[Link]]


@dataclass(frozen=True)
class Step:
    """The next company of a way, by which pair, and whether the two have a contract."""

    company: Company
    pair: PartnerPair
    contract: bool


@dataclass(frozen=True)
class Way:
    """Steps away from the company that was asked about."""

    steps: tuple[Step, ...] = ()

    @property
    def probability(self) -> float:
        """That every step holds, as if they did not depend on each other."""
        return math.prod(step.pair.probability for step in self.steps)


@dataclass(frozen=True)
class Ground:
    """What ways lead over: links by company, upstream or downstream, and contracts (supplier, customer)."""

    direction: UpOrDown
    links_of: LinksOf
    companies: Mapping[int, Company]
    contracts: frozenset[tuple[int, int]] = frozenset()


def ways(start_id: int, depth: int, ground: Ground) -> list[Way]:
    """Ways of exactly `depth` steps, the most probable first.

    A step follows from the one before: who supplies the blocks is asked for the inputs of these blocks and
    for what it has stated, not for the inputs of its other products. Only the best BRANCHES of each company
    and the best WIDTH of each length are gone on with.
    """
    steps_from = cache(lambda company_id: _steps(company_id, ground))
    found = [Way()]
    for _ in range(depth):
        longer = [
            Way((*way.steps, step)) for way in found for step in _next(way, start_id, steps_from, ground)
        ]
        found = sorted(longer, key=lambda way: -way.probability)[:WIDTH]
    return found


def _next(way: Way, start_id: int, steps_from: Callable[[int], list[Step]], ground: Ground) -> Iterable[Step]:
    last = way.steps[-1] if way.steps else None
    passed = {start_id, *(step.company.id for step in way.steps)}
    best: dict[int, Step] = {}
    for step in steps_from(last.company.id if last else start_id):
        if step.company.id not in passed and (last is None or _follows(last.pair, step.pair, ground)):
            best.setdefault(step.company.id, step)
    return list(best.values())[:BRANCHES]


def _follows(before: PartnerPair, after: PartnerPair, ground: Ground) -> bool:
    """Whether what is supplied on one step is what takes what is needed on the other.

    Nobody says what a stated need is for; services and works take nothing of what their company buys.
    """
    made, taken = (before, after) if ground.direction == "upstream" else (after, before)
    offer, products = made.offer, taken.demand.products
    return offer is not None and (offer.title in products if products else kind_group(offer.kind) != "doing")


def _steps(company_id: int, ground: Ground) -> list[Step]:
    """From a company to each partner by each pair, best first."""
    found = []
    for link in ground.links_of(company_id):
        is_up = ground.direction == "upstream"
        partner = ground.companies.get(link.supplier_id if is_up else link.demand.company_id or 0)
        if partner and not link.demand.is_optional:
            contract = (link.supplier_id, link.demand.company_id) in ground.contracts
            found.append(Step(partner, PartnerPair.best_of(link.demand, link.candidate), contract))
    return sorted(found, key=lambda step: -step.pair.probability)
