"""Retrieval over one kind of record (offers or needs): channels of meaning and words, scores side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from models.reading.tokens import terms
from models.retrieval.dense_channel import AskedVectors, DenseChannel
from models.retrieval.learned_ngrams import shipped
from models.retrieval.moments import ChannelMoments, Moments
from models.retrieval.ngram_index import NgramIndex
from models.retrieval.passages import Encode
from models.retrieval.word_index import WordIndex

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]

DEPTH = 400  # rows that each channel puts forward
PLAIN_ENOUGH = 4.0  # deviations: above it a channel is sure, and is not to drown what only another one sees


@dataclass(frozen=True)
class Asked:
    """A query's text, and the thing it names first, without the talk; `meaning` are the encoder's vectors.

    They are None where the encoder is off: then words and learned n-grams decide.
    """

    text: str
    thing: str
    meaning: AskedVectors | None

    @classmethod
    def whole(cls, text: str, vector: Floats | None) -> Self:
        """A text that is the thing itself."""
        return cls(text, text, None if vector is None else AskedVectors(vector, vector))


@dataclass(frozen=True)
class Retrieved:
    """Rows put forward by any channel, and what each channel says of each of them.

    `meaning` (the encoder) and `trade` (learned n-grams) compare whole texts, `meaning_passage` and
    `trade_passage` the thing asked for with the closest passage; `words` is BM25, `ngrams` a cosine. All are
    standardised over all rows of the index (mean 0, deviation 1) put together with those of a reference pool,
    where one is given; `moments` are those of the index alone.
    `title_coverage` is the share of the thing's word weight that the row's title covers: a word in passing is
    not what is offered. All of shape (len(rows),).
    """

    rows: Rows
    channels: Mapping[str, Floats]
    title_coverage: Floats
    moments: ChannelMoments

    def total(self) -> Floats:
        """The plain sum of the channels, each cut at PLAIN_ENOUGH."""
        cut = (np.minimum(scores, PLAIN_ENOUGH) for scores in self.channels.values())
        return np.asarray(sum(cut), dtype=np.float32)

    def best(self, count: int) -> "Retrieved":
        """The `count` rows with the highest plain sum of channels."""
        return self.only(np.sort(np.argsort(-self.total(), kind="stable")[:count]))

    def only(self, kept: Rows) -> "Retrieved":
        """Some of the rows, by their positions here."""
        channels = {name: scores[kept] for name, scores in self.channels.items()}
        return Retrieved(self.rows[kept], channels, self.title_coverage[kept], self.moments)


class RecordIndex:
    """Rows are records in the order of their texts."""

    def __init__(
        self,
        meaning: DenseChannel,
        trade: DenseChannel,
        words: WordIndex,
        titles: WordIndex,
        ngrams: NgramIndex,
    ) -> None:
        self.meaning = meaning
        self._trade = trade
        self._words = words
        self._titles = titles
        self._ngrams = ngrams

    @classmethod
    def build(cls, texts: Sequence[str], titles: Sequence[str], encode: Encode) -> Self:
        """Raises ValueError when there is not one title a text."""
        if len(texts) != len(titles):
            raise ValueError(f"{len(texts)} texts, but {len(titles)} titles")
        return cls(
            DenseChannel.build(texts, titles, encode),
            DenseChannel.build(texts, titles, shipped().encode),
            WordIndex.build(texts),
            WordIndex.build(titles),
            NgramIndex.build(texts),
        )

    def __len__(self) -> int:
        return len(self.meaning.whole)

    def retrieve(
        self,
        asked: Asked,
        allowed: Rows | None,
        reference: ChannelMoments | None = None,
        depth: int = DEPTH,
    ) -> Retrieved:
        """Rows for a query."""
        words, ngrams = self._words.scores(terms(asked.text)), self._ngrams.scores(asked.text)
        trade = AskedVectors(*shipped().encode([asked.text, asked.thing]))
        fronts = [_best(words, depth, allowed), _best(ngrams, depth, allowed)]
        fronts.append(self._trade.nearest(trade, depth, allowed))
        if asked.meaning is not None:
            fronts.append(self.meaning.nearest(asked.meaning, depth, allowed))
        rows = np.unique(np.concatenate(fronts)).astype(np.int64)

        found = {"words": (words[rows], Moments.of(words)), "ngrams": (ngrams[rows], Moments.of(ngrams))}
        found |= _scored("trade", self._trade, trade, rows)
        found |= _scored("meaning", self.meaning, asked.meaning, rows)
        moments = ChannelMoments({name: of_all for name, (_, of_all) in found.items()})
        steady = moments.beside(reference, len(self)) if reference else moments
        return Retrieved(
            rows=rows,
            channels={name: steady[name].standardised(scores) for name, (scores, _) in found.items()},
            title_coverage=self._titles.coverage(terms(asked.thing))[rows],
            moments=moments,
        )

    def save(self, folder: Path) -> None:
        """One sub-folder a channel."""
        channels: dict[str, DenseChannel | WordIndex | NgramIndex] = {
            "meaning": self.meaning,
            "trade": self._trade,
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
        meaning, trade = DenseChannel.load(folder / "meaning"), DenseChannel.load(folder / "trade")
        words = WordIndex.load(folder / "words", len(meaning.whole))
        titles = WordIndex.load(folder / "titles", len(meaning.whole))
        return cls(meaning, trade, words, titles, NgramIndex.load(folder / "ngrams"))


def _scored(
    name: str, channel: DenseChannel, asked: AskedVectors | None, rows: Rows
) -> dict[str, tuple[Floats, Moments]]:
    if asked is None:
        nothing = (np.zeros(len(rows), np.float32), Moments(0.0, 0.0))
        return {name: nothing, f"{name}_passage": nothing}
    (whole, passage), (of_whole, of_passages) = channel.scores(asked, rows), channel.moments(asked)
    return {name: (whole, of_whole), f"{name}_passage": (passage, of_passages)}


def _best(scores: Floats, depth: int, allowed: Rows | None) -> Rows:
    rows = np.flatnonzero(scores > 0) if allowed is None else allowed[scores[allowed] > 0]
    if len(rows) > depth:
        rows = rows[np.argpartition(-scores[rows], depth)[:depth]]
    return rows.astype(np.int64)
