"""Recipes as profiles: what a product takes, and who buys it."""

import math
from collections.abc import Collection
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from data import vocabulary
from data.exchange.cells import CellError
from data.identifiers import classifier_code
from data.text_folding import folded
from data.units import UNITS

ESTIMATE = "оценка"  # the basis of what no standard or handbook tells
NEEDED: vocabulary.Words = MappingProxyType(
    {"required": ("обязательно",), "usual": ("обычно",), "optional": ("иногда",)}
)


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
