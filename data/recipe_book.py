"""What a product takes and who buys it: readable TOML under `data/recipes`, one file per group of trades."""

import math
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType
from typing import Any

from data import vocabulary
from data.cells import CellError
from data.identifiers import classifier_code
from data.phrases import Phrase
from data.text_folding import folded
from data.units import UNITS, unit_of

FOLDER = Path(__file__).parent / "recipes"
ESTIMATE = "оценка"  # the basis of what no standard or handbook tells
NEEDED: vocabulary.Words = MappingProxyType(
    {"required": ("обязательно",), "usual": ("обычно",), "optional": ("иногда",)}
)

_HEADER = re.compile(r"\s*\[\[\s*recipe\s*]]")
_FIRST_DIVISION_OF_SERVICES = 33  # of OKPD2: repair, building, transport and what follows


class RecipeError(ValueError):
    """A recipe contradicts itself, or its file cannot be read; the message is for people."""


@dataclass(frozen=True)
class Input:
    """What goes into a product or is needed to make it; the quantity is per unit of the product."""

    name: str
    kind: str
    need: str
    okpd2: str | None = None
    quantity: float | None = None
    unit: str | None = None
    basis: str = ESTIMATE

    def __post_init__(self) -> None:
        _check_text("name", self.name)
        _check_text("basis", self.basis)
        _check_one_of("kind", self.kind, vocabulary.KINDS)
        _check_one_of("need", self.need, NEEDED)
        _check_code(self.okpd2)
        if (self.quantity is None) != (self.unit is None):
            raise RecipeError("количество и единица указываются вместе")
        if self.unit is not None:
            _check_one_of("unit", self.unit, UNITS)
        if self.quantity is not None:
            _check_quantity(self.quantity)


@dataclass(frozen=True)
class Recipe:
    """A product, how people call it, its inputs and the trades or products that buy it."""

    product: str
    unit: str
    inputs: tuple[Input, ...]
    consumers: tuple[str, ...]
    synonyms: tuple[str, ...] = ()
    okpd2: str | None = None

    def __post_init__(self) -> None:
        for key in ("inputs", "consumers"):
            if not getattr(self, key):
                raise RecipeError(f"поле {key} пусто")
        for text in (self.product, *self.synonyms, *self.consumers):
            _check_text("product, synonyms, consumers", text)
        _check_one_of("unit", self.unit, UNITS)
        _check_code(self.okpd2)
        own = set(map(folded, self.names))
        taken = [folded(i.name) for i in self.inputs]
        for name in taken:
            if name in own:
                raise RecipeError(f"изделие указано входом самого себя: «{name}»")
            if taken.count(name) > 1:
                raise RecipeError(f"вход указан дважды: «{name}»")

    @property
    def names(self) -> tuple[str, ...]:
        """The product and its synonyms."""
        return (self.product, *self.synonyms)


@lru_cache(maxsize=1)
def recipes() -> tuple[Recipe, ...]:
    """The recipes that ship with the project."""
    return load_recipes(FOLDER)


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


def _check_text(key: str, text: Any) -> None:
    if not isinstance(text, str) or not text.strip():
        raise RecipeError(f"поле {key}: нужен непустой текст, а здесь «{text}»")


def _check_one_of(key: str, value: Any, allowed: Collection[str]) -> None:
    if value not in allowed:
        raise RecipeError(f"поле {key}: «{value}», а бывает {', '.join(allowed)}")


def _check_quantity(quantity: Any) -> None:
    number = isinstance(quantity, int | float) and not isinstance(quantity, bool)
    if not number or not 0 < quantity < math.inf:
        raise RecipeError(f"поле quantity: нужно число больше нуля, а здесь {quantity}")


def _check_code(code: Any) -> None:
    if code is None:
        return
    try:
        right = classifier_code(code)
    except CellError as error:
        raise RecipeError(f"поле okpd2: {error}") from error
    if right != code:
        raise RecipeError(f"поле okpd2: «{code}», а нужен текст вида 23.61.11")
