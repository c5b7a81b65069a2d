"""Reference files that ship with the project: places, names of codes, stop words."""

import csv
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from data.places import Place, Places

FOLDER = Path(__file__).parent / "reference"


@lru_cache(maxsize=1)
def places() -> Places:
    """Municipalities with coordinates."""
    with (FOLDER / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return Places(
        Place(
            row["name"],
            row["region"],
            float(row["latitude"]),
            float(row["longitude"]),
            int(row["population"]),
        )
        for row in rows
    )


@lru_cache(maxsize=1)
def okpd2_names() -> MappingProxyType[str, str]:
    """Official name of each product code that ships."""
    return _names("okpd2.csv")


@lru_cache(maxsize=1)
def okved2_names() -> MappingProxyType[str, str]:
    """Official name of each activity code that ships."""
    return _names("okved2.csv")


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Lemmas that say nothing about what is needed."""
    return frozenset((FOLDER / "stop_words.txt").read_text(encoding="utf-8").split())


def _names(file_name: str) -> MappingProxyType[str, str]:
    with (FOLDER / file_name).open(encoding="utf-8", newline="") as file:
        return MappingProxyType({row["code"]: row["name"] for row in csv.DictReader(file, delimiter=";")})
