"""First contracts: members that have none with another member, and the best fitting links of each."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from data.profiles import Company
from models.demands.graph import Link

MAX_LINKS = 2

Direction = Literal["upstream", "downstream"]
Contracts = Collection[tuple[int, int]]  # (supplier, customer)


@dataclass(frozen=True)
class FirstLink:
    """What could become a first contract: upstream the other company supplies, downstream it buys."""

    direction: Direction
    other: Company
    link: Link


def without_contract(companies: Iterable[Company], contracts: Contracts) -> list[Company]:
    """Members without a contract with another member, by name."""
    members = {company.id: company for company in companies if company.status == "member"}
    inside = {side for pair in contracts if members.keys() >= set(pair) for side in pair}
    return sorted((c for id_, c in members.items() if id_ not in inside), key=lambda c: c.name)


def first_links(
    company: Company, links: Iterable[Link], companies: Mapping[int, Company], contracts: Contracts
) -> tuple[FirstLink, ...]:
    """The best two of a company's links, each with another company; a link that does not fit is none.

    Members come first, then joining companies; then what was asked for or accepted before what was inferred.
    """
    known = {pair for pair in contracts if company.id in pair}
    fitting = sorted(_fitting(company, links, companies), key=_rank)
    best: dict[int, FirstLink] = {}
    for found in fitting:
        if not {(company.id, found.other.id), (found.other.id, company.id)} & known:
            best.setdefault(found.other.id, found)
    return tuple(best.values())[:MAX_LINKS]


def _fitting(
    company: Company, links: Iterable[Link], companies: Mapping[int, Company]
) -> Iterator[FirstLink]:
    for link in links:
        supplies = link.supplier_id == company.id
        other = companies.get((link.demand.company_id if supplies else link.supplier_id) or 0)
        if other and link.candidate.grade == "fits" and other.status in ("member", "joining"):
            yield FirstLink("downstream" if supplies else "upstream", other, link)


def _rank(found: FirstLink) -> tuple[bool, bool, float]:
    return (
        found.other.status != "member",
        found.link.demand.is_only_inferred,
        -found.link.candidate.probability,
    )
