"""How people call what codes name officially: in the recipes, and in a list of what no recipe names."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from data import references
from data.recipes.book import recipes


@dataclass(frozen=True)
class EverydayName:
    """A name with its product code; that of an input tells of its product too, as «доставка газоблока»."""

    name: str
    okpd2: str
    is_input: bool = False


@lru_cache(maxsize=1)
def everyday_names() -> tuple[EverydayName, ...]:
    """Each name once."""
    return tuple(dict.fromkeys(_names()))


def _names() -> Iterator[EverydayName]:
    for name, okpd2 in references.everyday_names():
        yield EverydayName(name, okpd2)
    for recipe in recipes():
        if recipe.okpd2:
            yield from (EverydayName(name, recipe.okpd2) for name in (recipe.product, *recipe.synonyms))
        yield from (EverydayName(made.name, made.okpd2, True) for made in recipe.inputs if made.okpd2)
