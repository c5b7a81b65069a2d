"""What fields of forms suggest while somebody types: pairs of what is entered and what is told beside it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from data.profiles import Company
from data.recipes.book import recipes
from data.store.company_choice import with_code
from data.store.records import names_by_code
from data.text_folding import folded
from data.units import UNITS
from service.access import visible_companies
from service.api.context import caller, services
from service.errors import NotReadyError

Suggestions = list[tuple[str, str]]


def suggested(names: Iterable[str]) -> dict[str, Suggestions]:
    """The lists of these names."""
    return {name: _LISTS[name]() for name in sorted(set(names)) if name}


def _units() -> Suggestions:
    return _alone(UNITS)


def _municipalities() -> Suggestions:
    return _alone(sorted({c.municipality for c in _companies_of_snapshot() if c.municipality}))


def _regions() -> Suggestions:
    return _alone(sorted({c.region for c in _companies_of_snapshot() if c.region}))


def _products() -> Suggestions:
    return sorted((recipe.product, f"на {recipe.unit}") for recipe in recipes())


def _companies() -> Suggestions:
    with services().database.reading() as session:
        named = names_by_code(session)
    num_named = Counter(map(folded, named.values()))
    # of namesakes the name alone would mean the first
    return [
        (name if num_named[folded(name)] == 1 else with_code(name, code), code)
        for code, name in named.items()
    ]


def _companies_of_snapshot() -> list[Company]:
    try:
        return visible_companies(caller(), services().live.current().snapshot.pool.companies)
    except NotReadyError:
        return []


def _alone(values: Iterable[str]) -> Suggestions:
    return [(value, "") for value in values]


_LISTS: Mapping[str, Callable[[], Suggestions]] = {
    "units": _units,
    "municipalities": _municipalities,
    "regions": _regions,
    "products": _products,
    "companies": _companies,
}
