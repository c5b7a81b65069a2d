"""Records gathered by where they are; those without a known place are gathered too, not lost."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from data.places import Place, Places
from data.store.whereabouts import CompanyAt

Lacking = Literal["unset", "unknown"]
LACKING: tuple[Lacking, ...] = ("unset", "unknown")


@dataclass(frozen=True)
class Item:
    """One thing on the map, whose it is, and the place in the words that it was told in.

    `told` is what stands beside the company's name: a need, an offer, or nothing for the company itself.
    """

    company: CompanyAt
    told: str = ""
    need_id: int | None = None
    place: str | None = None


@dataclass(frozen=True)
class Spot:
    """A municipality, or what lacks one, and what is there."""

    place: Place | Lacking
    items: tuple[Item, ...]

    @property
    def key(self) -> str:
        """How an address names it."""
        return self.place if isinstance(self.place, str) else spot_key(self.place)


def spot_key(place: Place) -> str:
    """«Тюмень, Тюменская область»."""
    return f"{place.name}, {place.region}"


def gathered(items: Iterable[Item], places: Places) -> tuple[Spot, ...]:
    """The fullest first, then by name; what lacks a place comes last."""
    found: dict[Place | Lacking, list[Item]] = {}
    for item in items:
        found.setdefault(_where(item, places), []).append(item)
    spots = [Spot(place, tuple(held)) for place, held in found.items()]
    return tuple(sorted(spots, key=_order))


def known_places(items: Iterable[Item], places: Places) -> frozenset[Place]:
    """The municipalities that any of them lies in."""
    return frozenset(where for item in items if isinstance(where := _where(item, places), Place))


def _where(item: Item, places: Places) -> Place | Lacking:
    if not item.place or not item.place.strip():
        return "unset"
    return places.find(item.place, item.company.region) or "unknown"


def _order(spot: Spot) -> tuple[bool, int, str]:
    is_lacking = isinstance(spot.place, str)
    return is_lacking, 0 if is_lacking else -len(spot.items), spot.key
