"""Which recipe a product named by a person means, and which ones come near when none does."""

from difflib import SequenceMatcher

from data.exchange.rows import FieldError
from data.recipes.book import recipes, recipes_for
from data.recipes.profiles import Recipe
from data.text_folding import folded

MAX_NEAREST = 5
_ALIKE = 0.7  # how much of two words must agree for a misspelling
_MAX_WORDS, _MAX_LETTERS = 8, 30  # of what was typed: comparing takes time that grows with both


def recipes_of(product: str, okpd2: str | None = None) -> tuple[Recipe, ...]:
    """The recipe of exactly that name, else all that head the product and agree best with its code."""
    named = tuple(recipe for recipe in recipes() if folded(product) in map(folded, recipe.names))
    return named or recipes_for(product, okpd2)


def only_recipe(product: str, okpd2: str | None = None) -> Recipe:
    """The one recipe that a product means; raises FieldError that lists the choices when there is not one."""
    found = recipes_of(product, okpd2)
    if len(found) > 1:
        choices = ", ".join(f"«{recipe.product}»" for recipe in found)
        raise FieldError("product", f"Рецептур несколько, назовите одну из них: {choices}")
    if not found:
        raise FieldError("product", unknown_product(product))
    return found[0]


def unknown_product(product: str) -> str:
    """That there is no such recipe, and which products are named most like it."""
    near = ", ".join(f"«{name}»" for name in nearest_products(product))
    return "Рецептуры такого изделия нет" + (f"; похожие: {near}" if near else "")


def nearest_products(product: str) -> list[str]:
    """Up to five products of the recipes that share words with the given one, the most alike first."""
    words = [word[:_MAX_LETTERS] for word in folded(product).split()[:_MAX_WORDS]]
    likeness = {recipe.product: max(_likeness(words, name) for name in recipe.names) for recipe in recipes()}
    near = sorted((name for name in likeness if likeness[name] > 0), key=lambda name: -likeness[name])
    return near[:MAX_NEAREST]


def _likeness(words: list[str], name: str) -> float:
    """How many of the words stand in a name, each counted by how much of it is spelled alike."""
    own = folded(name).split()
    best = (max(SequenceMatcher(None, word, other).ratio() for other in own) for word in words)
    return sum(ratio for ratio in best if ratio >= _ALIKE) / len(own)
