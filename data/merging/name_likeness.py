"""Whether two companies are called alike: the spelling, the legal form and the alphabet do not count."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from rapidfuzz import fuzz, process

from data.company_names import bare_name, names_in
from data.text_folding import folded

ALIKE = 88  # of 100 by edit distance: «Сибпласт» and «Сибпластик», but not «Вектор» and «Сектор»
MIN_SHARED = 4  # letters of a name in quotes that says something by itself
MAX_LENGTH = 120  # of what is compared: time goes with the square of it
MAX_BEARERS = 20  # of one spelling: more companies than that bear a common word
_CHUNK = 500  # rows of the table of likenesses that are in memory at once
_LONG_FORMS = re.compile(
    r"общество с ограниченной ответственностью|индивидуальный предприниматель"
    r"|((публичное|непубличное|открытое|закрытое) )?акционерное общество|\b(llc|ltd|inc)\b"
)
_LATIN = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфхыэ", "abvgdeziiklmnoprstufhye", strict=True))
    | {
        "ж": "zh",
        "ц": "c",
        "ч": "ch",
        "ш": "sh",
        "щ": "sch",
        "ю": "yu",
        "я": "ya",
        "ъ": "",
        "ь": "",
        "y": "i",
    }
)


@dataclass(frozen=True)
class ComparedName:
    """A name made ready to be compared: its letters as they stand, its words in order, its numbers."""

    letters: str
    in_order: str
    numbers: tuple[str, ...]
    spellings: frozenset[str]

    @classmethod
    def of(cls, name: str) -> "ComparedName":
        """The name without legal form and quotes, in Latin letters."""
        name = name[:MAX_LENGTH]
        words = bare_name(_LONG_FORMS.sub(" ", folded(name))).replace("-", " ").translate(_LATIN).split()
        spellings = {spelling for spelling in names_in(name) if len(spelling) >= MIN_SHARED}
        numbers = tuple(sorted(re.findall(r"\d+", " ".join(words))))
        return cls("".join(words), "".join(sorted(words)), numbers, frozenset(spellings))

    def may_be(self, other: "ComparedName") -> bool:
        """Whether nothing that counts more than spelling tells the two apart."""
        return bool(self.letters) and self.numbers == other.numbers


def alike_pairs(names: Sequence[ComparedName]) -> Iterator[tuple[int, int]]:
    """Positions of all names that are alike, the smaller first; «ЖБИ-1» and «ЖБИ-2» are not."""
    for start in range(0, len(names), _CHUNK):
        rows = names[start : start + _CHUNK]
        for row, column in zip(*np.nonzero(_alike(rows, names)), strict=True):
            first, second = start + int(row), int(column)
            if first < second and names[first].may_be(names[second]):
                yield first, second
    yield from _by_spelling(names)


def alike(name: ComparedName, others: Sequence[ComparedName]) -> list[int]:
    """Positions of the names that are like this one, the likest first; those that begin with it come last."""
    found = _alike([name], others)[0] if others else []
    nearness = {
        position: _nearness(name, other, int(found[position])) for position, other in enumerate(others)
    }
    return sorted((position for position in nearness if nearness[position]), key=lambda p: (-nearness[p], p))


def _nearness(name: ComparedName, other: ComparedName, likeness: int) -> int:
    if likeness and name.may_be(other):
        return likeness
    if name.spellings & other.spellings:
        return ALIKE
    return int(len(name.letters) >= MIN_SHARED and other.letters.startswith(name.letters))


def _alike(rows: Sequence[ComparedName], columns: Sequence[ComparedName]) -> np.ndarray:
    return np.maximum(
        _likeness([name.letters for name in rows], [name.letters for name in columns]),
        _likeness([name.in_order for name in rows], [name.in_order for name in columns]),
    )


def _likeness(rows: list[str], columns: list[str]) -> np.ndarray:
    return process.cdist(rows, columns, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8)


def _by_spelling(names: Sequence[ComparedName]) -> Iterator[tuple[int, int]]:
    bearers: dict[str, list[int]] = {}
    for position, name in enumerate(names):
        for spelling in name.spellings:
            bearers.setdefault(spelling, []).append(position)
    for positions in bearers.values():
        if len(positions) <= MAX_BEARERS:
            yield from combinations(positions, 2)
