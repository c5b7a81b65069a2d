"""Vectors of texts as weighted sums of learned vectors of their character n-grams.

The idea is fastText's (https://arxiv.org/abs/1607.04606): names of goods are full of brands, sizes and cut
words that a sentence encoder reads badly, and their parts of words tell the trade. What ships was learnt by
`python -m training learn-ngrams`; see the model card.
"""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from models.retrieval.ngram_index import folded_for_ngrams

Floats = NDArray[np.float32]

SHIPPED = Path(__file__).parent.parent / "learned_ngrams" / "ngrams.safetensors"
BUCKETS = 2**16
MAX_CHARACTERS = 300  # what comes after says little of what a thing is


class LearnedNgrams:
    """A vector for each bucket of hashed n-grams, shape (BUCKETS, width), and the idf of each bucket."""

    def __init__(self, table: Floats, idf: Floats) -> None:
        """Raises ValueError when there is not one row and one idf a bucket."""
        if len(table) != BUCKETS or idf.shape != (BUCKETS,):
            raise ValueError(f"{BUCKETS} buckets, but {len(table)} rows and {len(idf)} idf")
        self._table = table
        self._idf = idf

    def encode(self, texts: Sequence[str]) -> Floats:
        """Unit rows, shape (len(texts), width); zeros for a text without letters."""
        sums = weighted_counts(texts, self._idf) @ self._table
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        return np.asarray(sums / np.maximum(lengths, 1e-9), dtype=np.float32)

    def save(self, path: Path) -> None:
        """Eight bits a number, one scale a row."""
        from safetensors.numpy import save_file

        scale = np.abs(self._table).max(axis=1).clip(min=1e-9) / 127
        table = np.rint(self._table / scale[:, None]).astype(np.int8)
        path.parent.mkdir(parents=True, exist_ok=True)
        save_file({"table": table, "scale": scale.astype(np.float16), "idf": self._idf}, path)

    @classmethod
    def load(cls, path: Path = SHIPPED) -> Self:
        """The inverse of `save`, but for what eight bits leave out."""
        from safetensors.numpy import load_file

        found = load_file(path)
        table = found["table"].astype(np.float32) * found["scale"].astype(np.float32)[:, None]
        return cls(table, found["idf"])


@lru_cache(maxsize=1)
def shipped() -> LearnedNgrams:
    """The vectors that ship, read once."""
    return LearnedNgrams.load()


@lru_cache(maxsize=1)
def shipped_sha256() -> str:
    """Of the file that ships: a snapshot made with another one is rebuilt."""
    return hashlib.sha256(SHIPPED.read_bytes()).hexdigest()


def weighted_counts(texts: Sequence[str], idf: Floats) -> sparse.csr_array:
    """Sublinear counts times idf, shape (len(texts), BUCKETS)."""
    counts = bucket_counts(texts)
    counts.data = (1 + np.log(counts.data)) * idf[counts.indices]
    return counts


def bucket_counts(texts: Sequence[str]) -> sparse.csr_array:
    """How often each bucket occurs in each text, shape (len(texts), BUCKETS)."""
    if not len(texts):
        return sparse.csr_array((0, BUCKETS), dtype=np.float32)
    cut = [folded_for_ngrams(text[:MAX_CHARACTERS]) for text in texts]
    return sparse.csr_array(_vectorizer().transform(cut), dtype=np.float32)


@lru_cache(maxsize=1)
def _vectorizer() -> Any:
    from sklearn.feature_extraction.text import HashingVectorizer

    return HashingVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), n_features=BUCKETS, alternate_sign=False, norm=None
    )
