"""Who needs what a company offers, or makes products that take it."""

from collections.abc import Iterable, Mapping

from data.profiles import Company
from models.demands.graph import Link
from models.partners.proposal import PartnerPair, Proposal, grouped


def downstream(
    links: Iterable[Link], companies: Mapping[int, Company], joined: frozenset[int]
) -> list[Proposal]:
    """One proposal a customer over the supplier's links; `joined` have a contract with it already.

    Slots of projects without an initiator ask for nobody who could be proposed.
    """
    found = (
        (customer, PartnerPair.best_of(link.demand, link.candidate))
        for link in links
        if (customer := companies.get(link.demand.company_id or 0))
    )
    return grouped("downstream", found, joined)
