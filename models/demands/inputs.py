"""Inputs that a company must have because of what it makes, inferred through recipes."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from data.densities import density_of
from data.profiles import Company, Offer
from data.recipes.book import recipes_for
from data.recipes.profiles import NEEDED, Input, Recipe
from data.text_folding import folded
from data.units import UnitsError, converted
from data.vocabulary import GOODS_KINDS
from models.demands.demand import Demand, input_need

Decisions = Mapping[str, bool]  # of staff: accepted or struck, by input_key


def input_key(name: str) -> str:
    """By which a decision on an inferred input is found again."""
    return folded(name)


def inferred_inputs(company: Company, offers: Iterable[Offer], decisions: Decisions) -> list[Demand]:
    """Each input once, the necessary first; what staff struck is left out.

    The volume is what the products take in a month at their present utilisation, where units convert.
    """
    found: dict[str, Demand] = {}
    for offer in offers:
        for recipe in made_by(company, offer):
            for input_ in recipe.inputs:
                key = input_key(input_.name)
                if decisions.get(key, True):
                    demand = _demand(company, offer, recipe, input_, accepted=key in decisions)
                    found[key] = _merged(found[key], demand) if key in found else demand
    order = list(NEEDED)
    return sorted(found.values(), key=lambda demand: order.index(demand.necessity))


def made_by(company: Company, offer: Offer) -> tuple[Recipe, ...]:
    """Recipes of what the company makes itself: a dealer needs no cement for the blocks that it sells."""
    if offer.provisional or offer.kind not in GOODS_KINDS | {"equipment"} or not _is_maker(company):
        return ()
    return product_recipes(offer.title, offer.okpd2)


@lru_cache(maxsize=65_536)
def product_recipes(title: str, okpd2: str | None) -> tuple[Recipe, ...]:
    """Recipes of a product by its name."""
    return recipes_for(title, okpd2)


def _is_maker(company: Company) -> bool:
    # sections A to C of OKVED2 (01-33) make goods
    if company.roles:
        return "manufacturer" in company.roles
    return any(code[:2].isdigit() and int(code[:2]) <= 33 for code in company.okved2)


def _demand(company: Company, offer: Offer, recipe: Recipe, input_: Input, accepted: bool) -> Demand:
    need = replace(
        input_need(input_),
        company_id=company.id,
        place=company.municipality,
        volume=_monthly(offer, recipe, input_),
    )
    return Demand("input", need, None, (offer.title,), input_.need, accepted)


def _monthly(offer: Offer, recipe: Recipe, input_: Input) -> float | None:
    if not input_.quantity or not offer.capacity_per_month or not offer.unit:
        return None
    utilisation = 100.0 if offer.utilisation_percent is None else offer.utilisation_percent
    try:
        made = converted(offer.capacity_per_month, offer.unit, recipe.unit, density_of(offer.title))
    except UnitsError:
        return None
    return input_.quantity * made * utilisation / 100


def _merged(one: Demand, other: Demand) -> Demand:
    """Two products of a company that take the same input."""
    order = list(NEEDED)
    volumes = [v for v in (one.need.volume, other.need.volume) if v is not None]
    same_unit = one.need.unit == other.need.unit
    return replace(
        one,
        need=replace(one.need, volume=sum(volumes) if volumes and same_unit else one.need.volume),
        products=tuple(dict.fromkeys((*one.products, *other.products))),
        necessity=min(one.necessity, other.necessity, key=order.index),
    )
