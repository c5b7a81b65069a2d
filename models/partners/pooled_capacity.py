"""Makers of the same product: together they can take an order that is too large for one."""

from collections.abc import Iterator
from functools import partial

from data.profiles import Company, Need, Offer
from models.demands.demand import Demand
from models.demands.rankings import Rankings
from models.demands.same_product import products_of
from models.partners.capacity import told_free
from models.partners.proposal import PartnerPair, Proposal
from models.partners.stage import Stage


def pooled_capacity(stage: Stage, rankings: Rankings) -> Iterator[tuple[Company, PartnerPair]]:
    """Each other maker's offers beside the own product, as far as the matcher finds them near.

    The probability is that the other's offer answers a need for the own product.
    """
    for own, names in stage.products.items():
        demand = as_demand(own)
        for scored in rankings.pairs(demand.need, partial(_is_of, stage, names)):
            company, probability = scored.pair.company, scored.probability
            grade = stage.grade(probability)
            yield company, PartnerPair(demand, company, scored.pair.offer, probability, grade)


def told(stage: Stage, proposal: Proposal) -> str:
    """What both make, and how much of it each could still take on."""
    best = proposal.pairs[0]
    own = next(offer for offer in stage.products if offer.title == best.demand.need.title)
    other = best.offer or own
    both = (stage.company, own), (proposal.company, other)
    return f"Делают одно и то же: «{own.title}» и «{other.title}». {told_free(*both)}"


def as_demand(product: Offer) -> Demand:
    """An own product as somebody would ask for it."""
    asked = Need(product.title, company_id=product.company_id, kind=product.kind, okpd2=product.okpd2)
    return Demand("need", asked)


def _is_of(stage: Stage, names: frozenset[str], offer: Offer) -> bool:
    company = stage.others.get(offer.company_id)
    return company is not None and bool(names & products_of(company, offer))
