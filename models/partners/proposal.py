"""A company that another one is proposed to work with, and the pairs that speak for it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, Self

from data.places import Places
from data.profiles import Company, Offer
from models.candidates import GRADES, Candidate
from models.demands.demand import Demand
from models.explaining.reason import Reason
from models.explaining.reasons import reasons
from models.ranking.agreements import Pair
from models.reading.circumstances import completed

Direction = Literal["upstream", "downstream", "horizontal"]
Sort = Literal["pooled_capacity", "shared_order", "complementary_range"]


@dataclass(frozen=True)
class PartnerPair:
    """A demand, who answers it and with which offer.

    Two of one stage do not answer each other: there `demand` is the own product, or what both buy, `supplier`
    the other company and `offer` its product; `shared` is its demand for the same, and nobody knows what for
    where there is no offer.
    """

    demand: Demand
    supplier: Company
    offer: Offer | None
    probability: float
    grade: str
    shared: Demand | None = None

    @classmethod
    def best_of(cls, demand: Demand, candidate: Candidate) -> Self:
        """The best offer of a company that is proposed for the demand."""
        scored, grade = candidate.pairs[0], candidate.grade or GRADES[-1]
        return cls(demand, candidate.company, scored.pair.offer, scored.probability, grade)

    @property
    def rank(self) -> tuple[bool, int, bool, float]:
        """Within a grade what is stated, or accepted by staff, stands before what was only inferred."""
        inferred = self.demand.is_only_inferred
        return self.demand.is_optional, GRADES.index(self.grade), inferred, -self.probability


@dataclass(frozen=True)
class Proposal:
    """A company with its pairs, best first; the best one decides its grade and probability.

    `reasons` are of the best pair. `sort` and `told`, a sentence for people, are of horizontal ones only.
    """

    company: Company
    direction: Direction
    pairs: tuple[PartnerPair, ...]
    contract: bool = False
    reasons: tuple[Reason, ...] = ()
    sort: Sort | None = None
    told: str = ""

    @property
    def grade(self) -> str:
        """The word that people see."""
        return self.pairs[0].grade

    @property
    def probability(self) -> float:
        """That the best offer answers its demand; what it is of two of one stage, their modules say."""
        return self.pairs[0].probability

    @property
    def rank(self) -> tuple[int, bool, float, int]:
        """By grade, within a grade members first, then by probability and by how many pairs there are."""
        is_member = self.company.status == "member"
        return GRADES.index(self.grade), not is_member, -self.probability, -len(self.pairs)


def grouped(
    direction: Direction, found: Iterable[tuple[Company, PartnerPair]], joined: frozenset[int]
) -> list[Proposal]:
    """One proposal a company, in rank order; `joined` are ids of companies with a contract already."""
    pairs: dict[int, list[PartnerPair]] = {}
    companies: dict[int, Company] = {}
    for company, pair in found:
        pairs.setdefault(company.id, []).append(pair)
        companies[company.id] = company
    proposals = [
        Proposal(
            company=companies[id_],
            direction=direction,
            pairs=tuple(sorted(own, key=lambda pair: pair.rank)),
            contract=id_ in joined,
        )
        for id_, own in pairs.items()
        if not all(pair.demand.is_optional for pair in own)
    ]
    return sorted(proposals, key=lambda proposal: proposal.rank)


def explained(proposal: Proposal, places: Places) -> Proposal:
    """The same with the reasons of its best pair, which cost more than finding it: for what is shown."""
    best = proposal.pairs[0]
    if proposal.reasons or best.offer is None:
        return proposal
    pair = Pair(completed(best.demand.need, places), best.offer, best.supplier)
    return replace(proposal, reasons=tuple(reasons(pair, places)))
