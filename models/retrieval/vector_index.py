"""Nearest vectors by inner product in FAISS, with exact moments of the scores over all rows."""

from pathlib import Path
from typing import Self

import faiss
import numpy as np
from numpy.typing import NDArray

from models.retrieval.moments import Moments

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]


class VectorIndex:
    """Unit rows of float32, shape (n, width); exact search.

    Mean and deviation of the scores q·x over all rows follow from the rows' mean m and second moment S
    (q·m and qᵀSq - (q·m)²), so that standardising needs no pass over the rows, whatever their number.
    """

    def __init__(self, index: faiss.Index, vectors: Floats, mean: Floats, second: Floats) -> None:
        self._index = index
        self._vectors = vectors
        self._mean = mean
        self._second = second

    @classmethod
    def build(cls, vectors: Floats) -> Self:
        """Raises ValueError when the matrix is not (n, width) float32."""
        if vectors.ndim != 2 or vectors.dtype != np.float32:
            raise ValueError(f"vectors must be (n, width) float32, not {vectors.shape} {vectors.dtype}")
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors))
        count = np.float32(max(len(vectors), 1))
        return cls(index, vectors, vectors.sum(axis=0) / count, vectors.T @ vectors / count)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def width(self) -> int:
        """Number of dimensions."""
        return int(self._index.d)

    def nearest(self, query: Floats, depth: int, allowed: Rows | None = None) -> Rows:
        """Up to `depth` rows, nearest first, among the allowed ones."""
        depth = min(depth, len(self) if allowed is None else len(allowed))
        if depth == 0:
            return np.empty(0, dtype=np.int64)
        parameters = None
        if allowed is not None:
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBatch(allowed))  # type: ignore[call-arg]
        _, rows = self._index.search(query.reshape(1, -1), depth, params=parameters)
        return rows[0][rows[0] >= 0].astype(np.int64)

    def scores(self, query: Floats, rows: Rows) -> Floats:
        """Inner products of the query with some rows."""
        return np.asarray(self._vectors[rows] @ query, dtype=np.float32)

    def moments(self, query: Floats) -> Moments:
        """Of q·x over all rows."""
        mean = float(query @ self._mean)
        variance = float(query @ self._second @ query) - mean**2
        return Moments(mean, float(np.sqrt(max(variance, 1e-12))))

    def save(self, folder: Path) -> None:
        """The FAISS index, the vectors and their moments."""
        faiss.write_index(self._index, str(folder / "vectors.faiss"))
        np.save(folder / "vectors.npy", self._vectors)
        np.save(folder / "mean.npy", self._mean)
        np.save(folder / "second_moment.npy", self._second)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Maps the files into memory, so that several processes share one copy."""
        index = faiss.read_index(str(folder / "vectors.faiss"), faiss.IO_FLAG_MMAP)
        vectors = np.load(folder / "vectors.npy", mmap_mode="r", allow_pickle=False)
        mean = np.load(folder / "mean.npy", allow_pickle=False)
        second = np.load(folder / "second_moment.npy", allow_pickle=False)
        return cls(index, vectors, mean, second)
