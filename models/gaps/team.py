"""Companies that answer a slot together when none does alone: by volume, or by the things that it names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations
from typing import Literal

from data.profiles import Company
from models.candidates import Candidate, ScoredPair
from models.gaps.coverage import ENOUGH
from models.gaps.parts import Part

LOOKED_AT = 12  # candidates: no more than 924 teams of one size

Able = tuple[Candidate, float]  # a candidate with its free capacity
Naming = tuple[Candidate, frozenset[Part]]  # a candidate with the parts that its offers name


@dataclass(frozen=True)
class Member:
    """What a company gives by the best of its offers for it: a part of the volume, or some of the things."""

    company: Company
    pair: ScoredPair
    volume: float | None = None
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Team:
    """Members in rank order; `uncovered` are the things that nobody proposed gives."""

    by: Literal["volume", "scope"]
    members: tuple[Member, ...]
    uncovered: tuple[str, ...] = ()


def volume_team(volume: float, able: Sequence[Able]) -> Team | None:
    """The fewest companies whose free capacity covers a volume; None when one does, or LOOKED_AT do not.

    `able` are candidates in rank order. How few are enough is exact: as many as of those with the most free
    capacity. Of the teams of that size the one with the greatest sum of probabilities is taken, exactly over
    the LOOKED_AT with the most free capacity. In rank order each member gives what it can, the last the rest.
    """
    largest = sorted(able, key=lambda one: -one[1])[:LOOKED_AT]
    sums = enumerate(accumulate(amount for _, amount in largest), start=1)
    size = next((count for count, total in sums if total >= volume * ENOUGH), 1)
    if size == 1:
        return None
    teams = (t for t in combinations(largest, size) if sum(amount for _, amount in t) >= volume * ENOUGH)
    team = max(teams, key=_likelihood)
    return Team("volume", tuple(_with_volumes(volume, sorted(team, key=able.index))))


def scope_team(parts: Sequence[Part], candidates: Sequence[Candidate]) -> Team | None:
    """The fewest companies whose offers name as many of the parts as those of all together.

    None when one company's offers name all of them, or nobody's any. Exact over the first LOOKED_AT; of
    teams of one size the one with the greatest sum of probabilities is taken.
    """
    naming = [(c, frozenset(part for part in parts if _names(c, part))) for c in candidates[:LOOKED_AT]]
    covered = _union(naming)
    if not covered or any(len(named) == len(parts) for _, named in naming):
        return None
    sizes = range(1, len(covered) + 1)
    teams = ([team for team in combinations(naming, size) if _union(team) == covered] for size in sizes)
    team = max(next(filter(None, teams)), key=_likelihood)
    members = (_naming(c, [part for part in parts if part in named]) for c, named in team)
    return Team("scope", tuple(members), tuple(part.text for part in parts if part not in covered))


def _with_volumes(volume: float, members: Sequence[Able]) -> Iterator[Member]:
    left = volume
    for candidate, amount in members:
        given = min(amount, left)
        left -= given
        yield Member(candidate.company, candidate.pairs[0], volume=given)


def _naming(candidate: Candidate, parts: Sequence[Part]) -> Member:
    pair = next(pair for pair in candidate.pairs if any(p.is_named_in(pair.pair.offer_text) for p in parts))
    return Member(candidate.company, pair, parts=tuple(part.text for part in parts))


def _names(candidate: Candidate, part: Part) -> bool:
    return any(part.is_named_in(scored.pair.offer_text) for scored in candidate.pairs)


def _union(naming: Sequence[Naming]) -> frozenset[Part]:
    return frozenset[Part]().union(*(named for _, named in naming))


def _likelihood(team: Sequence[Able | Naming]) -> float:
    return sum(candidate.probability for candidate, _ in team)
