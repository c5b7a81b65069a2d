"""Unmet needs and niches: what the pool asks for and cannot give, grouped by meaning."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.places import Places
from models.candidates import Candidate, explained
from models.demands.demand import Demand
from models.niches.grouping import grouped, most_central
from models.niches.nearness import TOGETHER, Floats, Vectors, meanings, nearness
from models.niches.unmet import Unmet
from models.niches.volumes import Volume, summed
from models.reading.circumstances import completed
from models.retrieval.moments import Moments

MAX_SHOWN = 3
ASKERS_OF_A_NICHE = 2


@dataclass(frozen=True)
class Niche:
    """What several companies ask for in vain; asked for by one it is an unmet need.

    `title` is the most central demand's own, `companies` how many ask, `imported` how many demands say that
    they are imported now. `unconfirmed` may or may not be able to supply, `nearest` say what they fail.
    """

    id: str
    title: str
    okpd2: str | None
    demands: tuple[Demand, ...]
    companies: int
    volumes: tuple[Volume, ...]
    places: tuple[str, ...]
    unconfirmed: tuple[Candidate, ...]
    nearest: tuple[Candidate, ...]
    imported: int

    @property
    def is_niche(self) -> bool:
        """Whether more than one company asks."""
        return self.companies >= ASKERS_OF_A_NICHE


def find_niches(
    found: Sequence[Unmet], places: Places, vectors: Vectors, cosines: Moments
) -> tuple[Niche, ...]:
    """The most asked first, then those whose volume is known; the same demands give the same niches."""
    if not found:
        return ()
    needs = [one.demand.need for one in found]
    rows = meanings(needs, places, vectors)
    groups = grouped(nearness(needs, rows, cosines), TOGETHER)
    niches = (_niche([found[row] for row in group], rows[group], places) for group in groups)
    return tuple(sorted(niches, key=lambda niche: (-niche.companies, not niche.volumes, niche.title)))


def _niche(members: list[Unmet], rows: Floats, places: Places) -> Niche:
    demands = tuple(one.demand for one in members)
    needs = [completed(demand.need, places) for demand in demands]
    return Niche(
        id=_id(demands),
        title=most_central([need.title for need in needs], rows),
        okpd2=_most_common(need.okpd2 for need in needs),
        demands=demands,
        companies=len({need.company_id for need in needs} - {None}),
        volumes=summed(zip(demands, needs, strict=True)),
        places=tuple(dict.fromkeys(need.place for need in needs if need.place)),
        unconfirmed=tuple(c for c in _best(members) if c.grade)[:MAX_SHOWN],
        nearest=tuple(_explained(c, places) for c in _nearest(members)),
        imported=sum(bool(need.imported) for need in needs),
    )


def _id(demands: tuple[Demand, ...]) -> str:
    keys = sorted(f"{demand.origin} {demand.record_id}" for demand in demands)
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:12]


def _most_common(codes: Iterable[str | None]) -> str | None:
    ranked = Counter(code for code in codes if code).most_common(1)
    return ranked[0][0] if ranked else None


@lru_cache(maxsize=4096)
def _explained(candidate: Candidate, places: Places) -> Candidate:
    # most of what is near today was near yesterday, and explaining takes longer than all the rest
    return explained(candidate, places)


def _nearest(members: list[Unmet]) -> list[Candidate]:
    return [candidate for candidate in _best(members) if not candidate.grade][:MAX_SHOWN]


def _best(members: list[Unmet]) -> Iterator[Candidate]:
    """Candidates over all demands, the most probable first, each company once."""
    everybody = sorted((c for one in members for c in one.candidates), key=lambda c: -c.probability)
    known: set[int] = set()
    for candidate in everybody:
        if candidate.company.id not in known:
            known.add(candidate.company.id)
            yield candidate
