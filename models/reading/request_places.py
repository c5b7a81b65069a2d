"""A place that stands in a pasted request without a preposition: «48 шт, Ялуторовск», «песок ялуторовск»."""

import re
from functools import lru_cache

from data.places import Places
from models.reading.tokens import is_place_name

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@lru_cache(maxsize=512)
def read_place(text: str, places: Places) -> str | None:
    """The first word that the dictionary knows as a place, where it is one of the known places."""
    found = (places.find(word) for word in _WORD.findall(text) if is_place_name(word))
    return next((place.name for place in found if place), None)
