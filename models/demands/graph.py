"""The whole pool as a graph: which company could answer which demand of another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from data.profiles import Offer
from models.candidates import Candidate
from models.demands.demand import Demand
from models.demands.rankings import Rankings
from models.demands.same_product import Makers


@dataclass(frozen=True)
class Link:
    """A demand and a company that is proposed for it, with its offers, best first."""

    demand: Demand
    candidate: Candidate

    @property
    def supplier_id(self) -> int:
        """Whose offers they are."""
        return self.candidate.company.id


@dataclass(frozen=True)
class Graph:
    """All links, in order of the demands and then of rank."""

    links: tuple[Link, ...]

    @cached_property
    def by_supplier(self) -> dict[int, list[Link]]:
        """What each company could supply."""
        found: dict[int, list[Link]] = defaultdict(list)
        for link in self.links:
            found[link.supplier_id].append(link)
        return dict(found)

    @cached_property
    def by_customer(self) -> dict[int, list[Link]]:
        """Who could supply each company; slots of projects without an initiator are nobody's."""
        found: dict[int, list[Link]] = defaultdict(list)
        for link in self.links:
            if link.demand.company_id is not None:
                found[link.demand.company_id].append(link)
        return dict(found)


def graph_of(rankings: Rankings, demands: Iterable[Demand]) -> Graph:
    """Ranks what has not been ranked yet, which takes milliseconds a demand."""
    pool = rankings.matcher.snapshot.pool
    makers = Makers(pool.company_by_id, pool.offers)
    return Graph(tuple(link for demand in demands for link in _links(rankings, makers, demand)))


def _links(rankings: Rankings, makers: Makers, demand: Demand) -> Iterator[Link]:
    def from_another_stage(offer: Offer) -> bool:
        return not makers.make_the_same(demand.company_id, offer)

    for candidate in rankings.proposed(demand.need, from_another_stage):
        yield Link(demand, candidate)
