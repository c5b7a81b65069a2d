"""Cosine of character n-grams: what survives typos, inflection and words that no dictionary knows."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float32]


class NgramIndex:
    """TF-IDF over hashed n-grams of 3 to 5 characters within words; rows are texts in the order given."""

    def __init__(self, matrix: sparse.csr_array, idf: Floats) -> None:
        self._by_feature = sparse.csc_array(matrix)
        self._matrix = matrix
        self._idf = idf

    @classmethod
    def build(cls, texts: Sequence[str]) -> Self:
        """Sublinear counts times smoothed idf, rows of unit length."""
        counts = _counts(texts)
        document_frequency = np.bincount(counts.indices, minlength=counts.shape[1])
        # https://scikit-learn.org/stable/modules/feature_extraction.html#tfidf-term-weighting
        idf = (np.log((1 + len(texts)) / (1 + document_frequency)) + 1).astype(np.float32)
        return cls(_weighted(counts, idf), idf)

    def scores(self, text: str) -> Floats:
        """Cosine of every text with the query, shape (num_texts,), 0..1."""
        query = _weighted(_counts([text]), self._idf)
        columns = self._by_feature[:, query.indices]
        return np.asarray(columns @ query.data, dtype=np.float32)

    def save(self, folder: Path) -> None:
        """A sparse matrix and the idf."""
        sparse.save_npz(folder / "matrix.npz", self._matrix)
        np.save(folder / "idf.npy", self._idf)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The inverse of `save`."""
        matrix = sparse.csr_array(sparse.load_npz(folder / "matrix.npz"))
        return cls(matrix, np.load(folder / "idf.npy", allow_pickle=False))


def folded_for_ngrams(text: str) -> str:
    """Lower case, е for ё."""
    return text.casefold().replace("ё", "е")


@lru_cache(maxsize=1)
def _vectorizer() -> Any:
    # importing scikit-learn takes seconds, and most commands never look for anything
    from sklearn.feature_extraction.text import HashingVectorizer

    return HashingVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), n_features=2**18, alternate_sign=False, norm=None
    )


def _counts(texts: Sequence[str]) -> sparse.csr_array:
    folded = [folded_for_ngrams(text) for text in texts]
    if not folded:
        return sparse.csr_array((0, _vectorizer().n_features), dtype=np.float32)
    return sparse.csr_array(_vectorizer().transform(folded), dtype=np.float32)


def _weighted(counts: sparse.csr_array, idf: Floats) -> sparse.csr_array:
    weighted = counts.copy()
    weighted.data = (1 + np.log(weighted.data)) * idf[weighted.indices]
    lengths = np.sqrt(np.add.reduceat(np.append(weighted.data**2, 0), weighted.indptr[:-1]))
    lengths[np.diff(weighted.indptr) == 0] = 1  # a row without n-grams stays empty
    weighted.data /= np.repeat(lengths, np.diff(weighted.indptr)).astype(np.float32)
    return weighted
