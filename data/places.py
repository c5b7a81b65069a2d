"""Where things are: places by name, distances between them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from data.text_folding import folded

EARTH_RADIUS_KM = 6371.0
_PREFIXES = ("г.", "г ", "гор.", "город ", "с.", "село ", "пос.", "п.", "пгт ", "пгт.", "р.п.", "рп ", "д.")


@dataclass(frozen=True)
class Place:
    """A municipality; coordinates in degrees."""

    name: str
    region: str
    latitude: float
    longitude: float
    population: int


class Places:
    """Municipalities by name; of namesakes the one in the stated region, else the larger one."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._by_name: dict[str, list[Place]] = {}
        for place in sorted(places, key=lambda p: -p.population):
            self._by_name.setdefault(folded(place.name), []).append(place)
        # a search asks for the same few places once for every pair of need and offer
        self._remembered = lru_cache(maxsize=4096)(self._find)

    def __iter__(self) -> Iterator[Place]:
        return (place for namesakes in self._by_name.values() for place in namesakes)

    def find(self, text: str | None, region: str | None = None) -> Place | None:
        """The place that a text names, alone or before a comma, with or without «г.»; None when unknown."""
        return self._remembered(text, region) if text else None

    def _find(self, text: str, region: str | None) -> Place | None:
        for part in text.split(","):
            namesakes = self._by_name.get(_bare(part), [])
            if namesakes:
                return next((p for p in namesakes if p.region == region), namesakes[0])
        return None


def distance_km(a: Place, b: Place) -> float:
    """Great-circle distance by https://en.wikipedia.org/wiki/Haversine_formula; roads are longer."""
    latitude_a, latitude_b = radians(a.latitude), radians(b.latitude)
    half_latitude = (latitude_b - latitude_a) / 2
    half_longitude = radians(b.longitude - a.longitude) / 2
    h = sin(half_latitude) ** 2 + cos(latitude_a) * cos(latitude_b) * sin(half_longitude) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(h))


def _bare(text: str) -> str:
    name = folded(text)
    for prefix in _PREFIXES:
        if name.startswith(prefix):
            return name.removeprefix(prefix).strip()
    return name
