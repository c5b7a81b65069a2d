"""Purchases from outside: what somebody in the pool could supply is bought from who is not in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from data.profiles import Company
from data.text_folding import folded
from models.candidates import Candidate
from models.demands.demand import Demand
from models.demands.graph import Link

MAX_CANDIDATES = 3
_LEGAL_FORM = re.compile(r"\b(ооо|оао|зао|пао|нао|ао|ип|кфх|тоо)\b")
_QUOTED = re.compile(r"[«\"“„]([^«»\"“”„]+)[»\"”“]")
_NO_LETTER = re.compile(r"[^\w\s-]")


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


def names_in(text: str) -> frozenset[str]:
    """Every way to read a company's name in a text: all of it, up to the first comma, and what is quoted.

    Case, quotes and the legal form do not count.
    """
    parts = (text, text.split(",")[0], *_QUOTED.findall(text))
    return frozenset(filter(None, map(_bare, parts)))


def _bare(text: str) -> str:
    return " ".join(_LEGAL_FORM.sub(" ", _NO_LETTER.sub(" ", folded(text))).split())


def _order(purchase: Purchase) -> tuple[bool, bool, str]:
    need = purchase.demand.need
    return purchase.candidates[0].grade != "fits", need.volume is None, need.title
