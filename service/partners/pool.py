"""The board as partners are found on it: without what is struck or self-made, and without colleagues."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain

from data.chains.profiles import Project
from data.profiles import Company, Offer
from models.candidates import Candidate
from models.demands.demand import Demand
from models.demands.graph import Link
from models.demands.same_product import Makers
from models.partners.known_inputs import KnownInput, known_inputs
from models.partners.own_supply import makes_itself
from models.partners.proposal import Direction
from models.partners.stage import Stage
from service.boards.board import Board


@dataclass(frozen=True)
class PartnerPool:
    """Of one moment; a company that is not in the snapshot yet has nothing here."""

    board: Board

    @cached_property
    def offers(self) -> Mapping[int, list[Offer]]:
        """Live offers by company."""
        found: dict[int, list[Offer]] = defaultdict(list)
        for offer in self.board.pool.offers:
            if offer.company_id in self.board.companies and offer.id not in self.board.refused.offers:
                found[offer.company_id].append(offer)
        return dict(found)

    @cached_property
    def makers(self) -> Makers:
        """Who makes what, the archive aside."""
        return Makers(self.board.companies, chain.from_iterable(self.offers.values()))

    @property
    def projects(self) -> dict[int, Project]:
        """The project of each slot."""
        projects = chain.from_iterable(one.projects for one in self.board.chains)
        return {slot.id: project for project in projects for slot in project.slots}

    def known_inputs(self, company: Company) -> list[KnownInput]:
        """What its products take, also what it makes itself and what staff have struck."""
        said = self.board.decisions.get(company.id, {})
        return known_inputs(company, self.offers.get(company.id, ()), said)

    def demands_of(self, company: Company) -> list[Demand]:
        """What it needs, what its projects require and what its products take."""
        stated = (*self.board.needs(), *self.board.slots())
        return [*(demand for demand in stated if demand.company_id == company.id), *self._inputs_of(company)]

    def candidates(self, demand: Demand, hidden: Collection[int] = ()) -> list[Candidate]:
        """Who could answer a demand, in rank order."""
        found = self.board.candidates(demand, hidden)
        return [c for c in found if not self.makers.are_colleagues(c.company.id, demand.company_id)]

    def links_of_customer(self, company_id: int) -> list[Link]:
        """Who could supply a company."""
        return self._between_stages(self.board.links_of_customer(company_id))

    def links_of_supplier(self, company_id: int) -> list[Link]:
        """What a company could supply to whom."""
        return self._between_stages(self.board.links_of_supplier(company_id))

    def contracts_of(self, company_id: int, direction: Direction) -> frozenset[int]:
        """Companies that supply it or buy from it by contract, as the direction asks; of its stage both."""
        suppliers = {one for one, other in self.board.contracts if other == company_id}
        customers = {other for one, other in self.board.contracts if one == company_id}
        joined = {"upstream": suppliers, "downstream": customers, "horizontal": suppliers | customers}
        return frozenset(joined[direction])

    def stage_of(self, company: Company) -> Stage:
        """The company among all others, with what everybody needs, now and then aside."""
        demands: dict[int, list[Demand]] = defaultdict(list)
        for demand in (*self.board.needs(), *self.board.slots()):
            demands[demand.company_id or 0].append(demand)
        for id_, other in self.board.companies.items():
            demands[id_] += [demand for demand in self._inputs_of(other) if not demand.is_optional]
        others = {id_: other for id_, other in self.board.companies.items() if id_ != company.id}
        scorer = self.board.rankings.matcher.scorer
        return Stage(company, others, self.offers, demands, partial(scorer.grade, provisional=False))

    def _inputs_of(self, company: Company) -> list[Demand]:
        return [known.demand for known in self.known_inputs(company) if known.is_asked]

    def _between_stages(self, links: Iterable[Link]) -> list[Link]:
        return [
            link
            for link in links
            if not self._is_made_itself(link.demand)
            and not self.makers.are_colleagues(link.supplier_id, link.demand.company_id)
        ]

    def _is_made_itself(self, demand: Demand) -> bool:
        company = self.board.companies.get(demand.company_id or 0)
        if demand.origin != "input" or company is None:
            return False
        return makes_itself(company, self.offers.get(company.id, ()), demand.need)
