"""The route of recipes: what a product takes and who buys it."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from data.exchange.cells import clean_text
from data.recipes.book import recipes
from data.recipes.choice import recipes_of, unknown_product
from service.api.documented import PREFIX, SECURITY, problems
from service.errors import NotFoundError
from service.schemas.recipes import RecipeList, RecipeQuery, recipe_reply

api = APIBlueprint(
    "recipes",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Рецептуры", description="Что нужно для изделия и кто его покупает")],
    abp_security=SECURITY,
    abp_responses=problems(404, 422, 503),
)


@api.get("/recipes", summary="Рецептуры изделий", responses={200: RecipeList})
def recipe_list(query: RecipeQuery) -> dict[str, Any]:
    """Изделия с единицами; с product — рецептура изделия с входами и потребителями."""
    if query.product is None:
        known = sorted(recipes(), key=lambda recipe: recipe.product)
        return {"recipes": [recipe_reply(recipe, is_whole=False) for recipe in known]}
    product = clean_text(query.product)
    found = recipes_of(product)
    if not found:
        raise NotFoundError(unknown_product(product))
    return {"recipes": [recipe_reply(recipe, is_whole=True) for recipe in found]}
