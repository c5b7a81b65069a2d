"""What a company takes and makes itself."""

from collections.abc import Iterable

from data.profiles import Company, Need, Offer
from models.demands.inputs import made_by, product_recipes
from models.demands.same_product import code_and_noun
from models.ranking.agreements import kind_group

_GROUP = len("23.61")


def makes_itself(company: Company, offers: Iterable[Offer], need: Need) -> bool:
    """Whether an own offer is what is needed: the product of the same recipe, or the same group and noun."""
    return any(_is_it(company, offer, need) for offer in offers if _same_kind(offer, need))


def _same_kind(offer: Offer, need: Need) -> bool:
    return not offer.provisional and (need.kind is None or kind_group(need.kind) == kind_group(offer.kind))


def _is_it(company: Company, offer: Offer, need: Need) -> bool:
    asked = {recipe.product for recipe in product_recipes(need.title, need.okpd2)}
    if asked & {recipe.product for recipe in made_by(company, offer)}:
        return True
    named = code_and_noun(need.title, need.okpd2, _GROUP)
    return named is not None and named == code_and_noun(offer.title, offer.okpd2, _GROUP)
