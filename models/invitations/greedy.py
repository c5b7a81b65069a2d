"""Whom to invite next: each time the company that adds most to what is covered by then.

The value is monotone and submodular, so that this choice is worth at least 1 - 1/e (63 %) of the best one:
https://doi.org/10.1007/BF01588971.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass

from data.profiles import Company
from models.invitations.value import worth
from models.invitations.wanted import Supply, Wanted

NEWLY_COVERED = 0.1
_DIGITS = 9  # gains that differ by rounding only are equal

Supplied = list[tuple[Wanted, Supply]]  # what one company could supply


@dataclass(frozen=True)
class Closing:
    """A demand that a company could supply, and by how much that raises the value.

    `alone` is by how much it would if nobody else could.
    """

    wanted: Wanted
    supply: Supply
    gain: float
    alone: float

    @property
    def is_news(self) -> bool:
        """False where others cover the demand already, about as well."""
        return self.gain > NEWLY_COVERED * self.alone


@dataclass(frozen=True)
class Invitation:
    """A company with all that it adds: what it newly covers, and what others cover already, best first."""

    company: Company
    gain: float
    closes: tuple[Closing, ...]
    also: tuple[Closing, ...] = ()


def invitations(
    wanted: Iterable[Wanted], covered_by: Iterable[int], eligible: Iterable[Company], limit: int
) -> list[Invitation]:
    """Up to `limit` companies in the order of invitation; who adds nothing is left out.

    `covered_by` are companies that count already. Of equal gains the first name comes first. A gain only
    falls while others are chosen, so that one known from before is an upper bound: only the best are weighed
    again.
    """
    chosen = set(covered_by)
    companies = {c.id: c for c in eligible if c.id not in chosen}
    supplied = supplied_by(wanted, companies)
    waiting = [_bound(invitation(companies[id_], own, chosen), 0) for id_, own in supplied.items()]
    heapq.heapify(waiting)
    found: list[Invitation] = []
    while waiting and len(found) < limit:
        _, _, id_, num_chosen, best = heapq.heappop(waiting)
        if num_chosen < len(found):
            heapq.heappush(waiting, _bound(invitation(companies[id_], supplied[id_], chosen), len(found)))
        elif best.gain > 0:
            found.append(best)
            chosen.add(id_)
    return found


def supplied_by(wanted: Iterable[Wanted], companies: Iterable[int]) -> dict[int, Supplied]:
    """What each of the companies could supply; who could supply nothing is left out."""
    asked = frozenset(companies)
    found: dict[int, Supplied] = defaultdict(list)
    for one in wanted:
        for supply in one.supplies:
            if supply.company_id in asked:
                found[supply.company_id].append((one, supply))
    return dict(found)


def invitation(company: Company, supplied: Supplied, covered_by: Set[int]) -> Invitation:
    """What one company would add to those that count already."""
    found = [_closing(one, supply, covered_by) for one, supply in supplied]
    found.sort(key=lambda closing: (-closing.gain, -closing.alone))
    return Invitation(
        company=company,
        gain=round(sum(c.gain for c in found), _DIGITS),
        closes=tuple(c for c in found if c.is_news),
        also=tuple(c for c in found if not c.is_news),
    )


def _closing(one: Wanted, supply: Supply, covered_by: Set[int]) -> Closing:
    added = worth(one, covered_by | {supply.company_id}) - worth(one, covered_by)
    return Closing(one, supply, round(added, _DIGITS), one.weight * supply.share * supply.probability)


def _bound(weighed: Invitation, num_chosen: int) -> tuple[float, str, int, int, Invitation]:
    """In the order of choice; the gain was weighed when so many had been chosen."""
    return -weighed.gain, weighed.company.name, weighed.company.id, num_chosen, weighed
