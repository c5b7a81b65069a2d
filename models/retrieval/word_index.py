"""BM25 over the terms of texts, with the share of a query's weight that a text covers."""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import bm25s
import numpy as np
from numpy.typing import NDArray

from models.reading.tokens import terms

Floats = NDArray[np.float32]

_NEVER = "\x00"  # stands in every index, in no text: bm25s cannot index a corpus without a term


class WordIndex:
    """Rows are texts in the order given."""

    def __init__(self, bm25: bm25s.BM25, num_texts: int) -> None:
        self._bm25 = bm25
        self.num_texts = num_texts
        self._indptr = np.asarray(bm25.scores["indptr"])

    @classmethod
    def build(cls, texts: Sequence[str]) -> Self:
        """k1 and b were chosen on dev: trade texts differ in length for no reason of relevance."""
        bm25 = bm25s.BM25(method="lucene", k1=1.2, b=0.5)
        bm25.index([[*terms(text), _NEVER] for text in texts] or [[_NEVER]], show_progress=False)
        return cls(bm25, len(texts))

    def scores(self, query: Sequence[str]) -> Floats:
        """BM25 of every text, shape (num_texts,), 0 where no term is shared."""
        known = [term for term in query if term in self._bm25.vocab_dict]
        if not known or not self.num_texts:
            return np.zeros(self.num_texts, dtype=np.float32)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float32)

    def coverage(self, query: Sequence[str]) -> Floats:
        """Share of the query's idf mass that each text covers, 0..1; a term that no text has weighs most."""
        covered = np.zeros(self.num_texts, dtype=np.float32)
        total = 0.0
        for term in set(query):
            rows = self._rows_with(term)
            idf = self._idf(len(rows))
            total += idf
            covered[rows] += idf
        return covered / total if total else covered

    def _idf(self, num_rows: int) -> float:
        # https://www.cs.otago.ac.nz/homepages/andrew/papers/2014-2.pdf (Lucene's)
        return float(np.log1p((self.num_texts - num_rows + 0.5) / (num_rows + 0.5)))

    def save(self, folder: Path) -> None:
        """Arrays as .npy, vocabulary and parameters as JSON."""
        self._bm25.save(str(folder), show_progress=False)

    @classmethod
    def load(cls, folder: Path, num_texts: int) -> Self:
        """The inverse of `save`."""
        return cls(bm25s.BM25.load(str(folder), show_progress=False), num_texts)

    def _rows_with(self, term: str) -> NDArray[np.int32]:
        column = self._bm25.vocab_dict.get(term)
        if column is None or not self.num_texts:
            return np.empty(0, dtype=np.int32)
        start, end = self._indptr[column], self._indptr[column + 1]
        return np.asarray(self._bm25.scores["indices"][start:end], dtype=np.int32)
