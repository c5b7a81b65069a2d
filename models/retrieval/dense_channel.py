"""Records compared by vectors: whole text with whole text, the thing asked for with the closest passage."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from models.retrieval.moments import Moments
from models.retrieval.passages import Encode, PassageIndex
from models.retrieval.vector_index import VectorIndex

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class AskedVectors:
    """Vectors of a query's whole text and of the thing that it names first."""

    text: Floats
    thing: Floats


class DenseChannel:
    """One way of making vectors over one kind of record."""

    def __init__(self, whole: VectorIndex, passages: PassageIndex) -> None:
        self.whole = whole
        self._passages = passages

    @classmethod
    def build(cls, texts: Sequence[str], titles: Sequence[str], encode: Encode) -> Self:
        """Rows are records in the order of their texts."""
        return cls(VectorIndex.build(encode(texts)), PassageIndex.build(texts, titles, encode))

    def nearest(self, asked: AskedVectors, depth: int, allowed: Rows | None) -> Rows:
        """Records near by their whole text or by a passage; up to `depth` of each."""
        whole = self.whole.nearest(asked.text, depth, allowed)
        return np.union1d(whole, self._passages.nearest(asked.thing, depth, allowed))

    def scores(self, asked: AskedVectors, rows: Rows) -> tuple[Floats, Floats]:
        """(whole text, closest passage) of each row."""
        return self.whole.scores(asked.text, rows), self._passages.closest(asked.thing, rows)

    def moments(self, asked: AskedVectors) -> tuple[Moments, Moments]:
        """Of the whole texts and of the passages, over all records."""
        return self.whole.moments(asked.text), self._passages.moments(asked.thing)

    def save(self, folder: Path) -> None:
        """Two sub-folders."""
        for name in ("whole", "passages"):
            (folder / name).mkdir(parents=True)
        self.whole.save(folder / "whole")
        self._passages.save(folder / "passages")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The inverse of `save`."""
        return cls(VectorIndex.load(folder / "whole"), PassageIndex.load(folder / "passages"))
