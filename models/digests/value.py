"""How likely both sides take a proposal up: the pair suits, whoever is named answers, the reader acts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# before anything is known of a pool: a guess, worth as much as so many tries
ANSWERING, ACTING = 0.5, 0.25
POOL_WEIGHT, COMPANY_WEIGHT = 10.0, 5.0


@dataclass(frozen=True)
class Tries:
    """So often somebody was asked, and so often did something about it."""

    asked: int = 0
    done: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.done <= self.asked:
            raise ValueError(f"more done than asked: {self}")


@dataclass(frozen=True)
class Rates:
    """Of each company, drawn towards the mean of the pool the more the less is known of it."""

    mean: float
    tries: Mapping[int, Tries] = field(default_factory=dict)

    @classmethod
    def of(cls, tries: Mapping[int, Tries], guess: float) -> "Rates":
        """`guess` stands in for a pool of which nothing is known."""
        together = Tries(sum(one.asked for one in tries.values()), sum(one.done for one in tries.values()))
        return cls(smoothed(together, guess, POOL_WEIGHT), tries)

    def rate(self, company_id: int | None) -> float:
        """The mean for somebody unknown."""
        return smoothed(self.tries.get(company_id or 0, Tries()), self.mean, COMPANY_WEIGHT)


def smoothed(tries: Tries, mean: float, weight: float) -> float:
    """The mean of a Beta distribution that began as `weight` tries at the rate `mean`."""
    return (tries.done + weight * mean) / (tries.asked + weight)


def value(suits: float, answers: float, acts: float) -> float:
    """Three things that must all come true, taken as independent."""
    return suits * answers * acts
