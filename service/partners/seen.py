"""Partners as one caller sees them: nobody hidden, nobody named who asks and did not agree to be."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from data.profiles import Company
from data.tables.pool import CompanyRow, NeedRow
from models.candidates import Candidate
from models.demands.demand import Demand
from models.demands.graph import Link
from models.partners.proposal import Proposal
from service.partners.pool import PartnerPool
from service.seeing.open_demands import OpenDemands
from service.seeing.sight import Sight
from service.seeing.told import without_capacity


class PartnersSeen:
    """The partner pool through the eyes of a caller; staff see all of it as it is."""

    def __init__(self, pool: PartnerPool, session: Session, sight: Sight, open_demands: OpenDemands) -> None:
        self.pool = pool
        self._session = session
        self._sight = sight
        self._open_demands = open_demands
        self._askers: dict[int, Company] = {}

    def demands_of(self, company: Company) -> list[Demand]:
        """What a company asks for; slots are parts of chains, which are hidden from members."""
        return [demand for demand in self.pool.demands_of(company) if self._is_told(demand)]

    def candidates(self, demand: Demand) -> list[Candidate]:
        """Who could answer a demand, in rank order."""
        return self.pool.candidates(demand, self._hidden_companies)

    def links_of_supplier(self, company_id: int) -> list[Link]:
        """What a company could supply to whom; each need of somebody unnamed is asked for by another one."""
        links = self.pool.links_of_supplier(company_id)
        if self._sight.caller.is_staff:
            return links
        return [*self._told_needs(company_id), *self._told_inputs(links)]

    def customers(self, links: list[Link]) -> Mapping[int, Company]:
        """Whoever asks in these links, by the id that stands in their demands."""
        return {**self.pool.board.companies, **self._askers}

    def without_capacity(self, proposal: Proposal) -> Proposal:
        """The proposal without capacities that are hidden from the caller."""
        offers = self.pool.offers.get(proposal.company.id, ())
        if self._sight.caller.is_staff or self._sight.sees_capacity(proposal.company, offers):
            return proposal
        pairs = (
            replace(pair, offer=without_capacity(pair.offer))
            if pair.offer and pair.offer.company_id == proposal.company.id
            else pair
            for pair in proposal.pairs
        )
        return replace(proposal, pairs=tuple(pairs))

    @cached_property
    def _hidden_companies(self) -> frozenset[int]:
        return self._sight.hidden_companies(self._session, self.pool.board.companies)

    def _is_told(self, demand: Demand) -> bool:
        return self._sight.caller.is_staff or demand.origin != "slot"

    def _told_needs(self, company_id: int) -> Iterator[Link]:
        found = self._open_demands.links_of_supplier(self.pool.board, company_id)
        links = [link for link in found if link.demand.origin == "need"]
        needs = self._needs({link.demand.record_id for link in links})
        for link in links:
            if link.demand.record_id not in needs:
                continue
            need, asker = self._sight.told_need(needs[link.demand.record_id])
            if not self._stand_together(company_id, asker.id):
                self._askers[asker.id] = asker
                yield replace(link, demand=replace(link.demand, need=replace(need, company_id=asker.id)))

    def _told_inputs(self, links: list[Link]) -> Iterator[Link]:
        for link in links:
            demand = link.demand
            if demand.origin == "input" and demand.company_id not in self._hidden_companies:
                yield replace(link, demand=replace(demand, accepted=False))

    def _stand_together(self, company_id: int, asker_id: int) -> bool:
        return company_id == asker_id or self.pool.makers.are_colleagues(company_id, asker_id)

    def _needs(self, ids: set[int | None]) -> dict[int | None, NeedRow]:
        query = select(NeedRow).join(NeedRow.company).where(NeedRow.id.in_(ids))
        live = query.where(NeedRow.archived_at.is_(None), CompanyRow.archived_at.is_(None))
        rows = self._session.scalars(live.options(joinedload(NeedRow.company)))
        return {row.id: row for row in self._sight.visible(rows)}
