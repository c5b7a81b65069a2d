"""Who makes the same product: a competitor or a colleague of the same stage, never a supplier of it."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from data.phrases import Phrase
from data.profiles import Company, Offer
from models.demands.inputs import made_by

_FULL_CODE = len("23.61.11")


class Makers:
    """What each company makes itself, by recipes and by codes with the noun of the title."""

    def __init__(self, companies: Mapping[int, Company], offers: Iterable[Offer]) -> None:
        self._companies = companies
        self._made: dict[int, set[str]] = {}
        for offer in offers:
            company = companies.get(offer.company_id)
            if company:
                self._made.setdefault(company.id, set()).update(products_of(company, offer))

    def make_the_same(self, company_id: int | None, offer: Offer) -> bool:
        """Whether the company makes what the offer's company makes and offers here."""
        own = self._made.get(company_id or 0)
        supplier = self._companies.get(offer.company_id)
        return bool(own and supplier and own & products_of(supplier, offer))

    def are_colleagues(self, one_id: int, other_id: int | None) -> bool:
        """Whether two make the same product: whatever else they sell, they stand beside each other."""
        return bool(self._made.get(one_id, set()) & self._made.get(other_id or 0, set()))


@lru_cache(maxsize=65_536)
def products_of(company: Company, offer: Offer) -> frozenset[str]:
    """Names of the recipes by which the company makes the offer, and its code with the noun of its title."""
    names = {recipe.product for recipe in made_by(company, offer)}
    named = code_and_noun(offer.title, offer.okpd2, _FULL_CODE)
    if names and named:
        names.add(" ".join(named))
    return frozenset(names)


def code_and_noun(title: str, code: str | None, length: int) -> tuple[str, str] | None:
    """The beginning of a code and the noun that heads a title; None where the code is shorter than that."""
    return (code[:length], Phrase.heading(title).head) if code and len(code) >= length else None
