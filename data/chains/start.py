"""A chain, or a project of one, started from a product: its recipe tells which slots there are."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from data.densities import density_of
from data.entry import EntryError, checked, create
from data.exchange.rows import FieldError
from data.recipes.choice import only_recipe
from data.recipes.profiles import Input, Recipe
from data.tables.pool import ChainRow, ProjectRow, SlotRow
from data.text_folding import folded
from data.units import UnitsError, converted

OF_PROJECT = ("product", "okpd2", "initiator_id", "capacity_per_month", "unit")  # the rest is of the chain


def start_chain(session: Session, values: Mapping[str, Any], include_optional: bool = False) -> ChainRow:
    """A chain with one project, started from `values["product"]`; raises EntryError.

    Without a title the chain is named after the product. Values of OF_PROJECT go to the project.
    """
    title = values.get("title") or f"Цепочка: {values.get('product') or ''}"
    of_chain = {name: value for name, value in values.items() if name not in OF_PROJECT}
    chain = create(session, ChainRow, of_chain | {"title": title})
    of_project = {name: values[name] for name in OF_PROJECT if name in values}
    start_project(session, of_project | {"chain_id": chain.id}, include_optional)
    return chain


def start_project(session: Session, values: Mapping[str, Any], include_optional: bool = False) -> ProjectRow:
    """A project with a slot for each input of its product; raises EntryError.

    The inputs that are sometimes needed come along when asked for. Without a title the project is named
    after the product; a volume is known where the capacity is.
    """
    told = checked(ProjectRow, {name: values.get(name) for name in ("product", "okpd2")})
    try:
        recipe = only_recipe(told["product"], told["okpd2"])
    except FieldError as error:
        raise EntryError([error]) from error
    named = {"title": values.get("title") or told["product"], "okpd2": told["okpd2"] or recipe.okpd2}
    project = create(session, ProjectRow, {**values, **named})
    amount = _amount(project, recipe)
    for needed in recipe.inputs:
        is_taken = include_optional or needed.need != "optional"
        if is_taken and folded(needed.name) != folded(project.product):
            create(session, SlotRow, _slot(needed, amount) | {"project_id": project.id})
    return project


def _amount(project: ProjectRow, recipe: Recipe) -> float | None:
    """The monthly capacity in the recipe's unit; None when it is unknown."""
    if project.capacity_per_month is None or project.unit is None:
        return None
    try:
        density = density_of(project.product)
        return converted(project.capacity_per_month, project.unit, recipe.unit, density)
    except UnitsError as error:
        message = f"Рецептура считает на {recipe.unit}: {error}"
        raise EntryError([FieldError("unit", message)]) from error


def _slot(needed: Input, amount: float | None) -> dict[str, Any]:
    # no description: it would be compared with offers, and a recipe says nothing of the thing but its name
    return {
        "kind": needed.kind,
        "title": needed.name,
        "okpd2": needed.okpd2,
        "volume_per_month": _volume(needed, amount),
        "unit": needed.unit,
    }


def _volume(needed: Input, amount: float | None) -> float | None:
    if amount is None or needed.quantity is None:
        return None
    return float(f"{amount * needed.quantity:.6g}")  # 1.15 × 2000 is 2300, not 2299.9999999999995
