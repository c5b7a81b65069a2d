"""JSON forms of recipes."""

from typing import Annotated, Any

from pydantic import Field

from data.recipes.profiles import Input, Recipe
from service.schemas.fields import MAX_TITLE, Query, Reply
from service.schemas.records import fields_of


class InputReply(Reply):
    """Что нужно для изделия; количество — на единицу изделия."""

    name: str
    kind: str
    need: Annotated[str, Field(description="required, usual или optional")]
    okpd2: str | None
    quantity: float | None
    unit: str | None
    basis: Annotated[str, Field(description="стандарт или слово «оценка»")]


class RecipeReply(Reply):
    """Изделие и единица, на которую считает рецептура; входы и потребители — когда спросили об изделии."""

    product: str
    synonyms: list[str]
    okpd2: str | None
    unit: str
    inputs: list[InputReply] | None
    consumers: list[str] | None


class RecipeList(Reply):
    """Все изделия по алфавиту либо рецептуры спрошенного; их несколько, когда слово значит разное."""

    recipes: list[RecipeReply]


class RecipeQuery(Query):
    """О каком изделии вопрос."""

    product: Annotated[
        str | None, Field(min_length=1, max_length=MAX_TITLE, description="изделие, как его называют")
    ] = None


def recipe_reply(recipe: Recipe, is_whole: bool) -> dict[str, Any]:
    """A recipe as plain JSON values, with inputs and consumers when it is whole."""
    return fields_of(
        recipe,
        RecipeReply,
        synonyms=list(recipe.synonyms),
        inputs=[_input(needed) for needed in recipe.inputs] if is_whole else None,
        consumers=list(recipe.consumers) if is_whole else None,
    )


def _input(needed: Input) -> dict[str, Any]:
    return fields_of(needed, InputReply)
