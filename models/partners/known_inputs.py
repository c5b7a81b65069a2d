"""What a company's products take, and what staff said of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, Self

from data.profiles import Company, Offer
from models.demands.demand import Demand
from models.demands.inputs import Decisions, inferred_inputs, input_key
from models.partners.own_supply import makes_itself

InputState = Literal["inferred", "accepted", "struck"]


@dataclass(frozen=True)
class KnownInput:
    """An inferred input, and whether the company makes it itself."""

    demand: Demand
    state: InputState
    made_itself: bool

    @property
    def name(self) -> str:
        """As the recipe has it."""
        return self.demand.need.title

    @property
    def is_asked(self) -> bool:
        """Whether a supplier is looked for."""
        return self.state != "struck" and not self.made_itself

    def decided(self, accepted: bool) -> Self:
        """The same after staff accepted or struck it."""
        demand = replace(self.demand, accepted=accepted)
        return replace(self, demand=demand, state="accepted" if accepted else "struck")


def known_inputs(company: Company, offers: Iterable[Offer], said: Decisions) -> list[KnownInput]:
    """The necessary first, what was struck among them; `said` is by input_key."""
    answers = ((known, said.get(input_key(known.name))) for known in _inferred(company, tuple(offers)))
    return [known if accepted is None else known.decided(accepted) for known, accepted in answers]


@lru_cache(maxsize=8192)  # a pool is gone through whole for partners of one stage
def _inferred(company: Company, offers: tuple[Offer, ...]) -> tuple[KnownInput, ...]:
    demands = inferred_inputs(company, offers, {})
    return tuple(KnownInput(d, "inferred", makes_itself(company, offers, d.need)) for d in demands)
