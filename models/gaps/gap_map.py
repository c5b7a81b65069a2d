"""The gap map of a chain: every slot of its projects, and who could buy what they make."""

from dataclasses import dataclass

from data.chains.profiles import Chain, Project, SlotState
from data.profiles import Company
from models.demands.demand import of_slot
from models.gaps.consumers import Consumers, consumers_of
from models.gaps.slot_gap import Market, Showing, SlotGap, slot_gap


@dataclass(frozen=True)
class ProjectGaps:
    """A project with its slots in order of entry."""

    project: Project
    initiator: Company | None
    slots: tuple[SlotGap, ...]
    consumers: Consumers

    def count(self, state: SlotState) -> int:
        """How many slots are in a state."""
        return sum(gap.state == state for gap in self.slots)

    @property
    def num_hopeless(self) -> int:
        """How many open slots nobody of the pool could fill."""
        return sum(gap.is_hopeless for gap in self.slots)


@dataclass(frozen=True)
class ChainGaps:
    """A chain with its projects in order of entry."""

    chain: Chain
    projects: tuple[ProjectGaps, ...]

    def count(self, state: SlotState) -> int:
        """How many slots of all projects are in a state."""
        return sum(project.count(state) for project in self.projects)

    @property
    def num_hopeless(self) -> int:
        """How many open slots of all projects nobody of the pool could fill."""
        return sum(project.num_hopeless for project in self.projects)


def chain_gaps(chain: Chain, market: Market, showing: Showing) -> ChainGaps:
    """The whole map; as fast as the demands are ranked."""
    return ChainGaps(chain, tuple(_project_gaps(project, market, showing) for project in chain.projects))


def _project_gaps(project: Project, market: Market, showing: Showing) -> ProjectGaps:
    initiator = market.companies.get(project.initiator_id or 0)
    slots = [(slot, of_slot(slot, project, initiator)) for slot in project.slots]
    return ProjectGaps(
        project=project,
        initiator=initiator,
        slots=tuple(slot_gap(slot, demand, market, showing) for slot, demand in slots),
        consumers=consumers_of(project, market.needs, market.companies),
    )
