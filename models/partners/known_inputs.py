"""What a company's products take, and what staff said of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from data.profiles import Company, Offer
from models.demands.demand import Demand
from models.demands.inputs import Decisions, inferred_inputs, input_key
from models.partners.own_supply import makes_itself

InputState = Literal["inferred", "accepted", "struck"]
STATES: Mapping[bool | None, InputState] = {None: "inferred", True: "accepted", False: "struck"}


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


def known_inputs(company: Company, offers: Iterable[Offer], said: Decisions) -> list[KnownInput]:
    """The necessary first, what was struck among them; `said` is by input_key."""
    found = []
    for demand, made_itself in _inferred(company, tuple(offers)):
        state = STATES[said.get(input_key(demand.need.title))]
        found.append(KnownInput(replace(demand, accepted=state == "accepted"), state, made_itself))
    return found


@lru_cache(maxsize=8192)  # a pool is gone through whole for partners of one stage
def _inferred(company: Company, offers: tuple[Offer, ...]) -> tuple[tuple[Demand, bool], ...]:
    demands = inferred_inputs(company, offers, {})
    return tuple((demand, makes_itself(company, offers, demand.need)) for demand in demands)
