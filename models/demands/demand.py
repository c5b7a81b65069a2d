"""What is asked for in the pool, wherever that is known from: a stated need, a slot, an inferred input."""

from dataclasses import dataclass
from typing import Literal

from data.chains.profiles import Project, Slot
from data.profiles import Company, Need
from data.recipes.profiles import Input
from data.units import is_consumed

Origin = Literal["need", "slot", "input"]


@dataclass(frozen=True)
class Demand:
    """`need` is what the matcher reads, `record_id` the id of the need or slot; an input has none.

    An input was inferred from `products` of the company; `necessity` is its word in the recipe (NEEDED).
    """

    origin: Origin
    need: Need
    record_id: int | None = None
    products: tuple[str, ...] = ()
    necessity: str = "required"
    accepted: bool = False

    @property
    def company_id(self) -> int | None:
        """Who asks; None for a slot of a project without an initiator."""
        return self.need.company_id

    @property
    def is_monthly(self) -> bool:
        """Whether its volume is one of every month: a need tells one amount, equipment is bought once."""
        return self.origin != "need" and is_consumed(self.need.kind, self.need.unit)

    @property
    def is_only_inferred(self) -> bool:
        """Whether nobody has said that this is needed."""
        return self.origin == "input" and not self.accepted

    @property
    def is_optional(self) -> bool:
        """Whether it is needed now and then, for all that is known: no ground for a proposal alone."""
        return self.necessity == "optional" and self.is_only_inferred


def of_need(need: Need) -> Demand:
    """A stated need."""
    return Demand("need", need, need.id)


def of_slot(slot: Slot, project: Project, initiator: Company | None) -> Demand:
    """What a project requires, where its initiator is."""
    need = Need(
        title=slot.title,
        company_id=project.initiator_id,
        kind=slot.kind,
        description=slot.description,
        okpd2=slot.okpd2,
        volume=slot.volume_per_month,
        unit=slot.unit,
        place=initiator.municipality if initiator else None,
    )
    return Demand("slot", need, slot.id)


def input_need(input_: Input) -> Need:
    """What any maker of the product asks with."""
    return Need(title=input_.name, kind=input_.kind, okpd2=input_.okpd2, unit=input_.unit)
