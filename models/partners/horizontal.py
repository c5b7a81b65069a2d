"""Partners of the same stage, in three sorts: a capacity pooled, an order shared, a range completed."""

from collections.abc import Iterable
from dataclasses import replace

from data.profiles import Company
from models.demands.rankings import Rankings
from models.explaining.reason import Reason, shortened
from models.partners import complementary_range, pooled_capacity, shared_order
from models.partners.proposal import PartnerPair, Proposal, Sort, grouped
from models.partners.stage import Stage

TOLD = {
    "pooled_capacity": pooled_capacity.told,
    "shared_order": shared_order.told,
    "complementary_range": complementary_range.told,
}


def horizontal(stage: Stage, rankings: Rankings, joined: frozenset[int]) -> list[Proposal]:
    """Sort after sort, each in rank order; a company comes once in every sort that it fits."""
    found: dict[Sort, Iterable[tuple[Company, PartnerPair]]] = {
        "pooled_capacity": pooled_capacity.pooled_capacity(stage, rankings),
        "shared_order": shared_order.shared_order(stage),
        "complementary_range": complementary_range.complementary_range(stage),
    }
    return [
        _told(stage, sort, proposal)
        for sort, pairs in found.items()
        for proposal in grouped("horizontal", pairs, joined)
    ]


def _told(stage: Stage, sort: Sort, proposal: Proposal) -> Proposal:
    told, best = TOLD[sort](stage, proposal), proposal.pairs[0]
    other = best.shared.need if best.shared else best.offer
    reason = Reason(
        feature=sort,
        state="met",
        text=told,
        need_quote=shortened(best.demand.need.title),
        offer_quote=shortened(other.title) if other else None,
    )
    return replace(proposal, sort=sort, told=told, reasons=(reason,))
