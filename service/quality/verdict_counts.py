"""Verdicts that stand, counted by kind and by month."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.store.verdict_figures import GivenVerdict
from data.vocabulary import VERDICTS


@dataclass(frozen=True)
class VerdictCounts:
    """Verdicts that stand, by kind and by month; every kind is there, with zero too."""

    by_kind: dict[str, int]
    by_month: dict[date, int]


def verdict_counts(given: Iterable[GivenVerdict]) -> VerdictCounts:
    """Months are of the zone that people here live in: the server's."""
    kinds, months = Counter[str](), Counter[date]()
    for one in given:
        kinds[one.verdict] += 1
        months[one.given_at.astimezone().date().replace(day=1)] += 1
    return VerdictCounts({name: kinds[name] for name in VERDICTS}, dict(sorted(months.items())))
