"""The recipes that ship: readable TOML under `data/recipes`, one file per group of trades."""

from collections.abc import Collection
from functools import lru_cache
from itertools import takewhile
from pathlib import Path

from data.phrases import Phrase
from data.recipes.files import load_recipes
from data.recipes.profiles import Recipe

FOLDER = Path(__file__).parent
_FIRST_DIVISION_OF_SERVICES = 33  # of OKPD2: repair, building, transport and what follows


@lru_cache(maxsize=1)
def recipes() -> tuple[Recipe, ...]:
    """The recipes that ship with the project."""
    return load_recipes(FOLDER)


def recipes_for(
    title: str, okpd2: str | None = None, known: Collection[Recipe] | None = None
) -> tuple[Recipe, ...]:
    """Recipes whose product or synonym heads the title of an offer, only those with the longest such name.

    «Газоблок D500» is headed by «газоблок», «Формы для газоблока» and «Кладка газоблока» are not. A code of
    a service or work has no recipe; of several recipes those stay whose code agrees best.
    """
    if okpd2 and int(okpd2[:2]) >= _FIRST_DIVISION_OF_SERVICES:
        return ()
    wanted = Phrase.heading(title)
    searched = recipes() if known is None else known
    lengths = [(max(map(wanted.length_of, recipe.names)), recipe) for recipe in searched]
    longest = max((length for length, _ in lengths), default=0)
    matching = tuple(recipe for length, recipe in lengths if length == longest > 0)
    agreement = [_shared_parts(recipe.okpd2, okpd2) for recipe in matching]
    return tuple(r for r, shared in zip(matching, agreement, strict=True) if shared == max(agreement))


def _shared_parts(one: str | None, other: str | None) -> int:
    """How many leading parts two codes share."""
    pairs = zip((one or "").split("."), (other or "").split("."), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1] != "", pairs))
