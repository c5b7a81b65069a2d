"""Purchases from outside: what somebody in the pool could supply is bought from who is not in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.company_names import names_in
from data.profiles import Company
from models.candidates import Candidate
from models.demands.demand import Demand
from models.demands.graph import Link

MAX_CANDIDATES = 3


@dataclass(frozen=True)
class Purchase:
    """A need that is bought outside today, and who in the pool could supply it, best first."""

    demand: Demand
    candidates: tuple[Candidate, ...]


def outside_purchases(links: Iterable[Link], companies: Iterable[Company]) -> list[Purchase]:
    """Those that somebody fits first, then those whose volume is known; links come in order of rank."""
    inside = {name for company in companies for name in names_in(company.name)}
    found: dict[int | None, list[Link]] = {}
    for link in links:
        supplier = link.demand.need.current_supplier
        is_bought_outside = link.demand.origin == "need" and supplier and not names_in(supplier) & inside
        if is_bought_outside and link.candidate.could_supply:
            found.setdefault(link.demand.record_id, []).append(link)
    purchases = [
        Purchase(group[0].demand, tuple(link.candidate for link in group[:MAX_CANDIDATES]))
        for group in found.values()
    ]
    return sorted(purchases, key=_order)


def _order(purchase: Purchase) -> tuple[bool, bool, str]:
    need = purchase.demand.need
    return purchase.candidates[0].grade != "fits", need.volume is None, need.title
