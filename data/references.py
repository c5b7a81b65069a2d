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
def everyday_names() -> tuple[tuple[str, str], ...]:
    """How people call goods and trades that no recipe names, each with its product code."""
    with (FOLDER / "everyday_names.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return tuple((name.strip(), row["okpd2"]) for row in rows for name in row["name"].split(","))


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Lemmas that say nothing about what is needed."""
    return frozenset((FOLDER / "stop_words.txt").read_text(encoding="utf-8").split())


@lru_cache(maxsize=1)
def synonyms() -> tuple[tuple[str, ...], ...]:
    """Groups of spellings of one thing, the name of the group first."""
    lines = (FOLDER / "synonyms.txt").read_text(encoding="utf-8").splitlines()
    groups = (line.split("=") for line in lines if line.strip() and not line.startswith("#"))
    return tuple(tuple(spelling.strip() for spelling in group) for group in groups)


@lru_cache(maxsize=1)
def exclusive_words() -> tuple[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]], ...]:
    """Groups of words that exclude each other: what they are said of (may be empty) and the alternatives.

    «*» at the end stands for any ending, «!» for a word that needs no other to be understood.
    """
    lines = (FOLDER / "exclusive_words.txt").read_text(encoding="utf-8").replace("ё", "е").splitlines()
    groups = (line.split(":") for line in lines if line.strip() and not line.startswith("#"))
    return tuple((_spellings(about), tuple(map(_spellings, words.split("|")))) for about, words in groups)


def region_of(inn: str | None) -> str:
    """Where the tax office is that gave out a tax id; empty when its code is none of a region's."""
    return _regions().get((inn or "")[:2], "")


@lru_cache(maxsize=1)
def _regions() -> MappingProxyType[str, str]:
    return _names("regions.csv")


def _spellings(part: str) -> tuple[str, ...]:
    return tuple(spelling.strip() for spelling in part.split(",") if spelling.strip())


def _names(file_name: str) -> MappingProxyType[str, str]:
    with (FOLDER / file_name).open(encoding="utf-8", newline="") as file:
        return MappingProxyType({row["code"]: row["name"] for row in csv.DictReader(file, delimiter=";")})
