"""Who offers the same product as a company, by what both offer now or have offered."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from sqlalchemy.orm import Session

from data.profiles import Company, Offer
from data.store.pool import offer_profile
from data.tables.pool import CompanyRow
from data.text_folding import folded
from models.demands.inputs import product_recipes

FULL_CODE = len("23.61.11")


@dataclass(frozen=True)
class Competition:
    """A company and what it offers.

    Archived offers count too, and nobody's word that it is only a dealer: neither must open what is hidden.
    """

    company_id: int = 0
    products: frozenset[str] = frozenset()

    @classmethod
    def of(cls, session: Session, company_id: int | None) -> Self:
        """The competition of a company of the pool; nobody competes with one that is not there."""
        row = session.get(CompanyRow, company_id) if company_id else None
        return cls(row.id, _products(map(offer_profile, row.offers))) if row else cls()

    def includes(self, company: Company, offers: Iterable[Offer]) -> bool:
        """Whether the other company offers one of the products, too."""
        return company.id != self.company_id and bool(self.products & _products(offers))


def _products(offers: Iterable[Offer]) -> frozenset[str]:
    return frozenset(name for offer in offers for name in _names_of(offer.title, offer.okpd2))


@lru_cache(maxsize=65_536)
def _names_of(title: str, code: str | None) -> frozenset[str]:
    """What a product is known by: its recipes, its code to the last but one digit, its title."""
    names = {recipe.product for recipe in product_recipes(title, code)} | {folded(title)}
    return frozenset(names | {code[:FULL_CODE]} if code and len(code) >= FULL_CODE else names)
