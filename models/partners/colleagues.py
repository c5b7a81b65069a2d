"""Makers of the same product: of one stage, so that neither is proposed to supply the other."""

from collections.abc import Mapping
from typing import Self

from data.profiles import Company, Offer
from models.demands.same_product import products_of


class Colleagues:
    """Who makes something that another one makes too.

    Whatever else such a company sells, it stands beside the other, and there it is proposed: horizontally.
    """

    def __init__(self, made: Mapping[int, frozenset[str]]) -> None:
        self._made = made

    @classmethod
    def among(cls, companies: Mapping[int, Company], offers: Mapping[int, list[Offer]]) -> Self:
        """Of companies and their offers, both by id of the company."""
        return cls(
            {
                id_: frozenset[str]().union(*(products_of(companies[id_], offer) for offer in own))
                for id_, own in offers.items()
                if id_ in companies
            }
        )

    def are(self, one_id: int, other_id: int | None) -> bool:
        """Whether the two make the same product."""
        nothing: frozenset[str] = frozenset()
        return not self._made.get(one_id, nothing).isdisjoint(self._made.get(other_id or 0, nothing))
