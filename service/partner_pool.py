"""The board as partners are found on it: without what is struck or self-made, and without colleagues."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from data.chains import Project
from data.profiles import Company, Offer
from models.candidates import Candidate
from models.demands.demand import Demand
from models.demands.graph import Link
from models.demands.inputs import inferred_inputs, input_key
from models.partners.colleagues import Colleagues
from models.partners.own_supply import makes_itself
from models.partners.proposal import Direction, is_optional
from models.partners.stage import Stage
from service.boards.board import Board

InputState = Literal["inferred", "accepted", "struck"]
STATES: Mapping[bool | None, InputState] = {None: "inferred", True: "accepted", False: "struck"}


@dataclass(frozen=True)
class KnownInput:
    """An inferred input, what staff said of it, and whether the company makes it itself."""

    demand: Demand
    state: InputState
    made_itself: bool

    @property
    def name(self) -> str:
        """As the recipe has it."""
        return self.demand.need.title


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
    def colleagues(self) -> Colleagues:
        """Who makes the same as whom."""
        return Colleagues.among(self.board.companies, self.offers)

    @property
    def projects(self) -> dict[int, Project]:
        """The project of each slot."""
        projects = (project for chain in self.board.chains for project in chain.projects)
        return {slot.id: project for project in projects for slot in project.slots}

    def known_inputs(self, company: Company) -> list[KnownInput]:
        """What its products take, also what it makes itself and what staff have struck."""
        offers, said = self.offers.get(company.id, []), self._said_of(company.id)
        accepted = {key: True for key, is_right in said.items() if is_right}
        return [
            KnownInput(
                demand,
                STATES[said.get(input_key(demand.need.title))],
                makes_itself(company, offers, demand.need),
            )
            for demand in inferred_inputs(company, offers, accepted)
        ]

    def demands_of(self, company: Company) -> list[Demand]:
        """What it needs, what its projects require and what its products take."""
        stated = [*self.board.needs(), *self.board.slots()]
        inputs = inferred_inputs(company, self.offers.get(company.id, ()), self._said_of(company.id))
        return [
            demand
            for demand in (*stated, *inputs)
            if demand.company_id == company.id and self._is_asked(demand)
        ]

    def candidates(self, demand: Demand) -> list[Candidate]:
        """Who could answer a demand, in rank order."""
        found = self.board.candidates(demand)
        return [c for c in found if not self.colleagues.are(c.company.id, demand.company_id)]

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
        """The company among all others; of what others need it is not asked whether they make it."""
        demands: dict[int, list[Demand]] = defaultdict(list)
        for demand in self.board.demands():
            is_own = demand.company_id == company.id
            if demand.company_id and not is_optional(demand) and (not is_own or self._is_asked(demand)):
                demands[demand.company_id].append(demand)
        others = {id_: other for id_, other in self.board.companies.items() if id_ != company.id}
        scorer = self.board.rankings.matcher.scorer
        return Stage(company, others, self.offers, demands, lambda p: scorer.grade(p, provisional=False))

    def _between_stages(self, links: Iterable[Link]) -> list[Link]:
        return [
            link
            for link in links
            if self._is_asked(link.demand)
            and not self.colleagues.are(link.supplier_id, link.demand.company_id)
        ]

    def _is_asked(self, demand: Demand) -> bool:
        """Of a graph that is being ranked anew too: what staff said last counts."""
        company = self.board.companies.get(demand.company_id or 0)
        if demand.origin != "input" or company is None:
            return True
        said = self._said_of(company.id).get(input_key(demand.need.title))
        return said is not False and not makes_itself(company, self.offers.get(company.id, ()), demand.need)

    def _said_of(self, company_id: int) -> Mapping[str, bool]:
        return self.board.decisions.get(company_id, {})
