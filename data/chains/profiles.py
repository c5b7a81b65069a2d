"""Chains as profiles: projects, the slots that each project requires, and who fills them."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal, Self, get_args

from data import vocabulary
from data.units import is_consumed

SlotState = Literal["filled", "single_source", "open"]
SLOT_STATES: tuple[SlotState, ...] = get_args(SlotState)


@dataclass(frozen=True)
class Slot:
    """An input or service that a project requires; `filled_by` are ids of companies."""

    id: int
    project_id: int
    title: str
    kind: str = "product"
    description: str = ""
    okpd2: str | None = None
    volume_per_month: float | None = None
    unit: str | None = None
    filled_by: tuple[int, ...] = ()
    basis: str | None = None
    code: str = ""

    def __post_init__(self) -> None:
        if self.kind not in vocabulary.KINDS:
            raise ValueError(f"kind {self.kind!r} is none of {sorted(vocabulary.KINDS)}")

    @property
    def is_consumed(self) -> bool:
        """Whether its volume is needed every month, and not once."""
        return is_consumed(self.kind, self.unit)

    @property
    def state(self) -> SlotState:
        """Filled by two companies or more, by exactly one, or open."""
        if len(self.filled_by) > 1:
            return "filled"
        return "single_source" if self.filled_by else "open"


@dataclass(frozen=True)
class Project:
    """An investment project of a chain, with its slots in order of entry."""

    id: int
    chain_id: int
    code: str
    title: str
    product: str
    okpd2: str | None = None
    stage: str = "idea"
    initiator_id: int | None = None
    capacity_per_month: float | None = None
    unit: str | None = None
    investment_rub: float | None = None
    description: str = ""
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True)
class Chain:
    """A production-cooperation chain, with its projects in order of entry."""

    id: int
    code: str
    title: str
    kind: str = "vertical"
    stage: str = "conceived"
    investment_rub: float | None = None
    description: str = ""
    projects: tuple[Project, ...] = ()

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Slots of all projects."""
        return tuple(slot for project in self.projects for slot in project.slots)

    @property
    def num_slots_by_state(self) -> dict[SlotState, int]:
        """How many slots are in each state, those that none is in too."""
        counted = Counter(slot.state for slot in self.slots)
        return {state: counted[state] for state in SLOT_STATES}

    @property
    def company_ids(self) -> frozenset[int]:
        """Whoever initiates a project or fills a slot."""
        initiators = {p.initiator_id for p in self.projects if p.initiator_id is not None}
        return frozenset(initiators.union(*(slot.filled_by for slot in self.slots)))

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """The inverse of dataclasses.asdict after a way through JSON."""
        projects = tuple(
            Project(**project | {"slots": tuple(_slot(slot) for slot in project["slots"])})
            for project in values["projects"]
        )
        return cls(**values | {"projects": projects})


def _slot(values: dict[str, Any]) -> Slot:
    return Slot(**values | {"filled_by": tuple(values["filled_by"])})
