"""Makers of different products of one group for the same customers: together they can bid for one order."""

from collections.abc import Iterator

from data.profiles import Company, Offer
from models.demands.inputs import made_by
from models.demands.same_product import products_of
from models.partners.capacity import Maker
from models.partners.pooled_capacity import as_demand
from models.partners.proposal import PartnerPair, Proposal
from models.partners.stage import Stage

MAX_TOLD = 3
_GROUP = len("23.61")


def complementary_range(stage: Stage) -> Iterator[tuple[Company, PartnerPair]]:
    """Others' products of the same first four digits of OKPD2 that the company does not make.

    The probability is the share of customers, as recipes name them, that both products have in common.
    """
    for partner in stage.others.values():
        for offer in stage.offers.get(partner.id, ()):
            pair = _beside(stage, partner, offer)
            if pair:
                yield partner, pair


def told(stage: Stage, proposal: Proposal) -> str:
    """What each makes, and for whom both do."""
    best = proposal.pairs[0]
    own = next(offer for offer in stage.products if offer.title == best.demand.need.title)
    other = best.offer or own
    common = sorted(_customers((stage.company, own)) & _customers((proposal.company, other)))[:MAX_TOLD]
    return (
        f"Разное одной группы ОКПД2 {_group(own)}: «{own.title}» и «{other.title}»."
        f" Общие заказчики: {', '.join(common)}."
    )


def _beside(stage: Stage, partner: Company, offer: Offer) -> PartnerPair | None:
    """With the own product of the group that shares most customers."""
    near = [own for own in stage.products if _group(own) == _group(offer) != ""]
    names = products_of(partner, offer) if near else frozenset()
    if not names or any(names & own_names for own_names in stage.products.values()):
        return None
    own = max(near, key=lambda own: _share((stage.company, own), (partner, offer)))
    share = _share((stage.company, own), (partner, offer))
    return PartnerPair(as_demand(own), partner, offer, share, stage.grade(share)) if share else None


def _group(offer: Offer) -> str:
    return (offer.okpd2 or "")[:_GROUP]


def _customers(maker: Maker) -> set[str]:
    return {customer for recipe in made_by(*maker) for customer in recipe.consumers}


def _share(one: Maker, other: Maker) -> float:
    return len(_customers(one) & _customers(other)) / len(_customers(one) | _customers(other))
