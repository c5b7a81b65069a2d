"""Demands that nobody in the pool meets."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from models.candidates import Candidate
from models.demands.demand import Demand

Candidates = Callable[[Demand], list[Candidate]]


@dataclass(frozen=True)
class Unmet:
    """A demand with its candidates in rank order: unconfirmed ones (little data), then near misses."""

    demand: Demand
    candidates: tuple[Candidate, ...]


def unmet(demands: Iterable[Demand], candidates: Candidates) -> list[Unmet]:
    """Those of the demands that no candidate fits or could fit."""
    asked = ((demand, candidates(demand)) for demand in demands)
    return [
        Unmet(demand, tuple(found))
        for demand, found in asked
        if not any(candidate.could_supply for candidate in found)
    ]
