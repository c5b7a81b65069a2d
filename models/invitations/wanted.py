"""Demands that an invitation can help with: what each weighs, and which companies could supply it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from data.chains.profiles import Chain, Project, Slot, SlotState
from models.candidates import Candidate
from models.demands.demand import Demand
from models.invitations.shares import covered_share

# an open slot holds a whole project up; a second source or a stated need is worth a third of that
WEIGHT_OF_SLOT: Mapping[SlotState, float] = MappingProxyType({"open": 3.0, "single_source": 1.0})
WEIGHT_OF_NEED = 1.0
UNCONFIRMED = 0.5  # a company that has told no offers may not make what its line about itself says

Candidates = Callable[[Demand], Iterable[Candidate]]


@dataclass(frozen=True)
class Supply:
    """A company that could supply a `share` of a demand, in (0, 1]; `is_measured` where volumes tell it."""

    candidate: Candidate
    share: float
    is_measured: bool

    @property
    def company_id(self) -> int:
        """Whose supply it is."""
        return self.candidate.company.id

    @property
    def probability(self) -> float:
        """That it suits; an unconfirmed offer counts half."""
        return self.candidate.probability * (UNCONFIRMED if self.candidate.grade == "little_data" else 1.0)


@dataclass(frozen=True)
class Wanted:
    """A demand with its suppliers, the most probable first; a slot stands in a project of a chain."""

    demand: Demand
    weight: float
    supplies: tuple[Supply, ...]
    slot: Slot | None = None
    project: Project | None = None
    chain: Chain | None = None


def wanted_needs(needs: Iterable[Demand], candidates: Candidates) -> Iterator[Wanted]:
    """Stated needs."""
    for demand in needs:
        yield Wanted(demand, WEIGHT_OF_NEED, _supplies(candidates(demand)))


def wanted_slots(
    chains: Iterable[Chain], slots: Iterable[Demand], candidates: Candidates
) -> Iterator[Wanted]:
    """Slots of the chains that are open or have a single source, which another company than that secures."""
    demands = {demand.record_id: demand for demand in slots}
    places = (
        (slot, project, chain) for chain in chains for project in chain.projects for slot in project.slots
    )
    for slot, project, chain in places:
        weight = WEIGHT_OF_SLOT.get(slot.state)
        if weight is not None:
            demand = demands[slot.id]
            others = [c for c in candidates(demand) if c.company.id not in slot.filled_by]
            yield Wanted(demand, weight, _supplies(others), slot, project, chain)


def _supplies(candidates: Iterable[Candidate]) -> tuple[Supply, ...]:
    found = [supply for candidate in candidates if candidate.grade and (supply := _supply(candidate))]
    return tuple(sorted(found, key=lambda supply: -supply.probability))


def _supply(candidate: Candidate) -> Supply | None:
    best = candidate.pairs[0].pair
    share = covered_share(best.need, best.offer)
    if share == 0:
        return None
    return Supply(candidate, 1.0 if share is None else share, share is not None)
