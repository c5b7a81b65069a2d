"""Recipes read out of TOML files, with the place of the first mistake."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from data import vocabulary
from data.recipes.profiles import NEEDED, Input, Recipe, RecipeError
from data.text_folding import folded
from data.units import unit_of

_HEADER = re.compile(r"\s*\[\[\s*recipe\s*]]")


def load_recipes(folder: Path) -> tuple[Recipe, ...]:
    """All recipes of a folder; raises RecipeError that names file, line and record of the first mistake."""
    found: list[Recipe] = []
    places: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        for place, recipe in _recipes_of(path):
            earlier = places.setdefault(folded(recipe.product), place)
            if earlier != place:
                raise RecipeError(f"{place}: такое изделие уже есть ({earlier})")
            found.append(recipe)
    return tuple(found)


def _recipes_of(path: Path) -> Iterator[tuple[str, Recipe]]:
    """Each recipe of a file with where it stands."""
    try:
        text = path.read_text(encoding="utf-8")
        values = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RecipeError(f"{path.name}: файл не читается: {error}") from error
    records = values.get("recipe")
    if set(values) != {"recipe"} or not isinstance(records, list):
        raise RecipeError(f"{path.name}: в файле могут быть только записи [[recipe]]")
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines, start=1) if _HEADER.match(line)]
    for count, record in enumerate(records, start=1):
        start = starts[count - 1] if len(starts) == len(records) else 0
        place = f"{path.name}, строка {start}, запись {count}"
        if isinstance(record, dict) and isinstance(record.get("product"), str):
            place += f" («{record['product']}»)"
        yield place, _recipe(record, place)


def _recipe(record: Any, place: str) -> Recipe:
    inputs = record.get("inputs") if isinstance(record, dict) else None
    try:
        if not isinstance(inputs, list):
            raise RecipeError("нет списка inputs")
        made = tuple(_input(values, number) for number, values in enumerate(inputs, start=1))
        texts = {key: _texts(record, key) for key in ("consumers", "synonyms")}
        return Recipe(**_known(record | texts | {"inputs": made, "unit": _unit(record)}, Recipe))
    except RecipeError as error:
        raise RecipeError(f"{place}: {error}") from error


def _input(values: Any, number: int) -> Input:
    name = values.get("name") if isinstance(values, dict) else None
    try:
        if not isinstance(values, dict):
            raise RecipeError("нужна запись вида { name = ... }")
        kind = _english(vocabulary.KINDS, values, "kind")
        need = _english(NEEDED, values, "need")
        return Input(**_known(values | {"kind": kind, "need": need, "unit": _unit(values)}, Input))
    except RecipeError as error:
        raise RecipeError(f"вход {number} («{name}»): {error}") from error


def _known(values: Mapping[str, Any], kind: type) -> dict[str, Any]:
    """The values when each is a field and no needed one is missing."""
    names = {f.name for f in fields(kind)}
    if strange := sorted(set(values) - names):
        raise RecipeError(f"неизвестное поле {strange[0]}")
    needed = [f.name for f in fields(kind) if f.default is MISSING]
    if missing := [name for name in needed if values.get(name) is None]:
        raise RecipeError(f"нет поля {missing[0]}")
    return dict(values)


def _texts(record: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = record.get(key, [])
    if not isinstance(values, list):
        raise RecipeError(f"поле {key}: нужен список в квадратных скобках")
    return tuple(values)


def _english(words: vocabulary.Words, values: Mapping[str, Any], key: str) -> str:
    text = values.get(key)
    name = vocabulary.english(words, text) if isinstance(text, str) else None
    if name is None:
        raise RecipeError(f"поле {key}: «{text}», а бывает {vocabulary.choices(words)}")
    return name


def _unit(values: Mapping[str, Any]) -> Any:
    unit = values.get("unit")
    return unit_of(unit) if isinstance(unit, str) else unit
