"""What the pool asks for and who could answer it at one moment: the database has the last word."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from data.chains.profiles import Chain
from data.profiles import Company, Offer, Pool
from models.candidates import Candidate
from models.demands.asked import input_demands, need_demands, slot_demands
from models.demands.demand import Demand
from models.demands.graph import Graph, Link
from models.demands.inputs import Decisions, input_key
from models.demands.rankings import Rankings
from models.demands.same_product import Makers
from service.boards.live_graph import LiveGraph
from service.boards.refused import Refused, demand_key


@dataclass(frozen=True)
class Board:
    """One moment: everything that use cases of chains, partners, invitations and niches ask.

    `contracts` are (supplier, customer), `decisions` those of staff on inferred inputs, by company.
    """

    rankings: Rankings
    chains: tuple[Chain, ...]
    decisions: Mapping[int, Decisions]
    contracts: frozenset[tuple[int, int]]
    refused: Refused
    live_graph: LiveGraph

    @property
    def pool(self) -> Pool:
        """Companies, offers and needs of the snapshot, with provisional offers."""
        return self.rankings.matcher.snapshot.pool

    @cached_property
    def companies(self) -> Mapping[int, Company]:
        """Those that have not left the pool."""
        gone = self.refused.companies
        return {id_: c for id_, c in self.pool.company_by_id.items() if id_ not in gone}

    @cached_property
    def makers(self) -> Makers:
        """Who makes what."""
        return Makers(self.pool.company_by_id, self.pool.offers)

    @property
    def unjudged(self) -> Self:
        """As if nobody had said «не подходит»: a company must not learn of it by what it is not proposed."""
        return replace(self, refused=replace(self.refused, pairs=frozenset()))

    def needs(self) -> list[Demand]:
        """Stated needs."""
        return [demand for demand in need_demands(self.pool) if self.refused.asks(demand)]

    def slots(self, chains: Iterable[Chain] | None = None) -> list[Demand]:
        """Slots of the given chains or of all."""
        return list(slot_demands(self.chains if chains is None else chains, self.companies))

    def inputs(self) -> list[Demand]:
        """Inputs inferred from what companies make, without those that staff struck."""
        return [demand for demand in input_demands(self.pool, self.decisions) if self.refused.asks(demand)]

    def demands(self) -> list[Demand]:
        """Everything that is asked for."""
        return [*self.needs(), *self.slots(), *self.inputs()]

    def everything(self) -> list[Demand]:
        """The same as if nothing had been struck, archived or refused."""
        slots = slot_demands(self.chains, self.companies)
        return [*need_demands(self.pool), *slots, *input_demands(self.pool, {})]

    def candidates(self, demand: Demand, hidden: Collection[int] = ()) -> list[Candidate]:
        """Companies in rank order, near misses (without a grade) last; makers of the same are left out.

        Nobody is a near miss because a company that is `hidden` would be a better choice.
        """
        key = demand_key(demand)

        def allowed(offer: Offer) -> bool:
            same = self.makers.make_the_same(demand.company_id, offer)
            return not same and offer.company_id not in hidden and self.refused.allows(key, offer)

        return self.rankings.candidates(demand.need, allowed)

    def links(self) -> list[Link]:
        """Every demand with everyone who is proposed for it."""
        return self.allowed(self._graph.links)

    def links_of_supplier(self, company_id: int) -> list[Link]:
        """What a company could supply to whom."""
        return self.allowed(self._graph.by_supplier.get(company_id, ()))

    def links_of_customer(self, company_id: int) -> list[Link]:
        """Who could supply a company."""
        return self.allowed(self._graph.by_customer.get(company_id, ()))

    def allowed(self, links: Iterable[Link]) -> list[Link]:
        """Those of the links that still hold: nothing archived, struck or refused."""
        kept = []
        for link in links:
            demand = self._decided(link.demand)
            if demand is None or not self.refused.asks(demand):
                continue
            key = demand_key(demand)
            pairs = tuple(p for p in link.candidate.pairs if self.refused.allows(key, p.pair.offer))
            if pairs == link.candidate.pairs:
                kept.append(Link(demand, link.candidate))
            elif pairs:  # its best pair was refused: the others must stand for themselves
                kept += [
                    Link(demand, c)
                    for c in self.candidates(demand)
                    if c.company.id == link.supplier_id and c.grade
                ]
        return kept

    @property
    def state(self) -> tuple[object, ...]:
        """What the graph is made of; verdicts, decisions and the archive only filter it when it is read."""
        return (self.rankings, self.chains)

    @property
    def _graph(self) -> Graph:
        return self.live_graph.current(self.state, self.rankings, self.everything)

    def _decided(self, demand: Demand) -> Demand | None:
        """An inferred input as staff see it: accepted, struck (None), or nothing said."""
        if demand.origin != "input":
            return demand
        said = self.decisions.get(demand.company_id or 0, {})
        accepted = said.get(input_key(demand.need.title))
        if accepted is None:
            return demand
        return replace(demand, accepted=True) if accepted else None
