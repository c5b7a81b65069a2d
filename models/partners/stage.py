"""A company and everybody beside it: what partners of the same stage are found among."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from data.profiles import Company, Offer
from models.demands.demand import Demand
from models.demands.same_product import products_of


@dataclass(frozen=True)
class Stage:
    """`offers` and `demands` are by company, those of the company itself too, `others` everybody else.

    `grade_of` is the word for a probability, None for one too low to propose anybody by it alone.
    """

    company: Company
    others: Mapping[int, Company]
    offers: Mapping[int, list[Offer]]
    demands: Mapping[int, list[Demand]]
    grade_of: Callable[[float], str | None]

    @cached_property
    def products(self) -> dict[Offer, frozenset[str]]:
        """What the company makes itself, with the names by which others are known to make the same."""
        made = {offer: products_of(self.company, offer) for offer in self.offers.get(self.company.id, ())}
        return {offer: names for offer, names in made.items() if names}

    def grade(self, probability: float) -> str:
        """«уточните» at the least: more than the probability speaks for these pairs."""
        return self.grade_of(probability) or "clarify"
