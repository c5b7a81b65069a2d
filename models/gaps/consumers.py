"""Who could buy the product of a project: trades by its recipe, and companies that ask for such a product."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from data.chains.profiles import Project
from data.profiles import Company, Need
from data.vocabulary import GOODS_KINDS
from models.demands.demand import Demand
from models.demands.inputs import product_recipes

_MADE = GOODS_KINDS | {"equipment", None}


@dataclass(frozen=True)
class Asking:
    """A company with a stated need."""

    company: Company
    need: Need


@dataclass(frozen=True)
class Consumers:
    """`trades` are words of recipes, `asking` those who need a product of the same recipe."""

    trades: tuple[str, ...] = ()
    asking: tuple[Asking, ...] = ()


def consumers_of(project: Project, needs: Iterable[Demand], companies: Mapping[int, Company]) -> Consumers:
    """Others than the initiator; of a product without a recipe nobody is known."""
    recipes = product_recipes(project.product, project.okpd2)
    trades = dict.fromkeys(trade for recipe in recipes for trade in recipe.consumers)
    others = (d.need for d in needs if d.company_id != project.initiator_id and d.company_id in companies)
    asking = _for_one_of({recipe.product for recipe in recipes}, others)
    return Consumers(tuple(trades), tuple(Asking(companies[n.company_id or 0], n) for n in asking))


def _for_one_of(products: set[str], needs: Iterable[Need]) -> Iterator[Need]:
    for need in needs:
        asked = product_recipes(need.title, need.okpd2) if need.kind in _MADE else ()
        if products & {recipe.product for recipe in asked}:
            yield need
