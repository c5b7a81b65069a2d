"""Vectors of what the pool itself asks with, kept in its snapshot: asking again costs no encoding."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from data.places import Places
from data.profiles import Need
from models.checksums import text_key
from models.reading.circumstances import core_text
from models.retrieval.moments import Moments
from models.retrieval.passages import Encode, first_sentence

Floats = NDArray[np.float32]


def asked_texts(need: Need, places: Places) -> tuple[str, str]:
    """What a need is compared by: its text without circumstances, and the thing that it names first."""
    titled = Need(title=need.title)
    return core_text(need, places), first_sentence(core_text(titled, places))


class KnownQueries:
    """Unit rows by the sha256 of their texts."""

    def __init__(self, keys: Sequence[bytes], vectors: Floats) -> None:
        self._rows = {key: row for row, key in enumerate(keys)}
        self._vectors = vectors

    @classmethod
    def build(cls, needs: Iterable[Need], places: Places, encode: Encode) -> Self:
        """The texts of all needs, each once."""
        texts = list(dict.fromkeys(text for need in needs for text in asked_texts(need, places)))
        return cls([text_key(text) for text in texts], encode(texts))

    def __len__(self) -> int:
        return len(self._rows)

    @cached_property
    def cosines(self) -> Moments:
        """Of the cosines between all the texts, each with every other; (0, 0) below two texts."""
        count, rows = len(self._vectors), np.asarray(self._vectors, dtype=np.float64)
        if count < 2:
            return Moments(0.0, 0.0)
        # sums over all pairs without making them; a row with itself gives 1
        mean = (np.square(rows.sum(axis=0)).sum() - count) / (count * (count - 1))
        second = (np.square(rows.T @ rows).sum() - count) / (count * (count - 1))
        return Moments(float(mean), float(np.sqrt(max(second - mean**2, 0.0))))

    def vectors(self, texts: Sequence[str], encode: Encode) -> Floats:
        """Unit rows, shape (len(texts), width); the encoder is asked only for what is not known."""
        strange = [text for text in texts if text_key(text) not in self._rows]
        if len(strange) == len(texts):
            return encode(texts)
        made = dict(zip(strange, encode(strange), strict=True)) if strange else {}
        rows = [made[t] if t in made else self._vectors[self._rows[text_key(t)]] for t in texts]
        return np.stack(rows)

    def save(self, folder: Path) -> None:
        """Keys and vectors, row by row."""
        keys = np.frombuffer(b"".join(self._rows), np.uint8).reshape(len(self._rows), 32)
        np.save(folder / "keys.npy", keys)
        np.save(folder / "vectors.npy", self._vectors)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The inverse of `save`; raises ValueError when keys and vectors do not belong together."""
        keys = np.load(folder / "keys.npy", allow_pickle=False)
        vectors = np.load(folder / "vectors.npy", mmap_mode="r", allow_pickle=False)
        if len(keys) != len(vectors):
            raise ValueError(f"{len(keys)} keys, but {len(vectors)} vectors")
        return cls([key.tobytes() for key in keys], vectors)
