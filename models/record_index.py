"""Retrieval over one kind of record (offers or needs): three channels, their scores side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from models.moments import ChannelMoments, Moments
from models.ngram_index import NgramIndex
from models.tokens import terms
from models.vector_index import VectorIndex
from models.word_index import WordIndex

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]

DEPTH = 400  # rows that each channel puts forward


@dataclass(frozen=True)
class Retrieved:
    """Rows put forward by any channel, and what each channel says of each of them.

    `meaning`, `words` and `ngrams` are standardised over all rows of the index (mean 0, deviation 1) put
    together with those of a reference pool, where one is given; `moments` are those of the index alone.
    `title_coverage` is the share of the query's word weight that the row's title covers: a word in passing is
    not what is offered. All of shape (len(rows),).
    """

    rows: Rows
    meaning: Floats
    words: Floats
    ngrams: Floats
    title_coverage: Floats
    moments: ChannelMoments


class RecordIndex:
    """Rows are records in the order of their texts."""

    def __init__(self, vectors: VectorIndex, words: WordIndex, titles: WordIndex, ngrams: NgramIndex) -> None:
        self.vectors = vectors
        self._words = words
        self._titles = titles
        self._ngrams = ngrams

    @classmethod
    def build(cls, texts: Sequence[str], titles: Sequence[str], vectors: Floats) -> Self:
        """Raises ValueError when there is not one vector and one title a text."""
        if not len(texts) == len(titles) == len(vectors):
            raise ValueError(f"{len(texts)} texts, but {len(titles)} titles and {len(vectors)} vectors")
        return cls(
            VectorIndex.build(vectors),
            WordIndex.build(texts),
            WordIndex.build(titles),
            NgramIndex.build(texts),
        )

    def __len__(self) -> int:
        return len(self.vectors)

    def retrieve(
        self,
        text: str,
        vector: Floats | None,
        allowed: Rows | None,
        reference: ChannelMoments | None = None,
        depth: int = DEPTH,
    ) -> Retrieved:
        """Rows for a query; without a vector (encoder off) the words alone decide."""
        query_terms = terms(text)
        words, ngrams = self._words.scores(query_terms), self._ngrams.scores(text)
        fronts = [_best(words, depth, allowed), _best(ngrams, depth, allowed)]
        cosine_moments = Moments(0.0, 0.0)
        if vector is not None:
            fronts.append(self.vectors.nearest(vector, depth, allowed))
            cosine_moments = self.vectors.moments(vector)
        rows = np.unique(np.concatenate(fronts))
        cosine = self.vectors.scores(vector, rows) if vector is not None else np.zeros(len(rows), np.float32)
        moments = ChannelMoments(cosine_moments, Moments.of(words), Moments.of(ngrams))
        steady = moments.beside(reference, len(self)) if reference else moments
        return Retrieved(
            rows=rows,
            meaning=steady.meaning.standardised(cosine) if vector is not None else cosine,
            words=steady.words.standardised(words[rows]),
            ngrams=steady.ngrams.standardised(ngrams[rows]),
            title_coverage=self._titles.coverage(query_terms)[rows],
            moments=moments,
        )

    def save(self, folder: Path) -> None:
        """One sub-folder a channel."""
        channels: dict[str, VectorIndex | WordIndex | NgramIndex] = {
            "vectors": self.vectors,
            "words": self._words,
            "titles": self._titles,
            "ngrams": self._ngrams,
        }
        for name, channel in channels.items():
            (folder / name).mkdir(parents=True)
            channel.save(folder / name)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The inverse of `save`."""
        vectors = VectorIndex.load(folder / "vectors")
        words = WordIndex.load(folder / "words", len(vectors))
        titles = WordIndex.load(folder / "titles", len(vectors))
        return cls(vectors, words, titles, NgramIndex.load(folder / "ngrams"))


def _best(scores: Floats, depth: int, allowed: Rows | None) -> Rows:
    rows = np.flatnonzero(scores > 0) if allowed is None else allowed[scores[allowed] > 0]
    if len(rows) > depth:
        rows = rows[np.argpartition(-scores[rows], depth)[:depth]]
    return rows.astype(np.int64)
