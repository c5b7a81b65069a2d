"""Search of a classifier by words: which texts of its codes name what somebody typed."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.codes.typed_words import TypedWord, typed_words

# how much a word counts that stands at the head of a name, later in it, or in the description only
IN_HEAD, IN_NAME, IN_DESCRIPTION = 1.0, 0.85, 0.45
HEAD = 2  # words of a name that say what it is: «блоки силикатные», «услуги по аренде»
TYPED_BEGINNING = 0.9  # of a word of which all but the ending was typed
MIN_BEGINNING = 3
ALIKE = 0.5  # «кровля» and «кровельный»: what they begin with alike is this share of the one typed
STEM, MIN_STEM, MAX_ENDING = 0.55, 4, 6
EVERYDAY = 0.95  # of an everyday name: the official one comes first
MOST = 0.6  # of the name of an input must have been typed: «смазка для форм газобетона» is no газобетон
WORTH = 0.5  # what scores less, of the best score, is left out
BRIEFNESS = 0.3  # what a name gains that says nothing else
LEAST = 0.34  # a smaller share of what was typed is no answer
_OF_EVERY_SERVICE = frozenset({"услуга", "работа"})

Floats = NDArray[np.float64]
Postings = dict[str, NDArray[np.int32]]


@dataclass(frozen=True)
class IndexedText:
    """A text that leads to the code at `position`: its official name with a description, or an everyday name.

    Terms come from models.codes.words. A text that `is_whole` leads nowhere unless most of it was typed.
    """

    position: int
    terms: Sequence[str]
    described: Sequence[str] = ()
    everyday: str = ""
    is_whole: bool = False


@dataclass(frozen=True)
class Hit:
    """A code that fits; `everyday` is the name that led to it, where it was not the official one."""

    position: int
    score: float
    everyday: str = ""


class CodeIndex:
    """Postings of one classifier; `lengths` are those of its codes, by position."""

    def __init__(self, texts: Sequence[IndexedText], lengths: Sequence[int]) -> None:
        self._sources = [(text.position, text.everyday) for text in texts]
        self._lengths = lengths
        named = _postings(text.terms for text in texts)
        described = _postings(text.described for text in texts)
        headed = _postings(_head(text.terms) for text in texts)
        self._fields = ((IN_DESCRIPTION, described), (IN_NAME, named), (IN_HEAD, headed))
        self._num_texts = {term: len(found) for term, found in named.items()}
        self._vocabulary = sorted(named.keys() | described.keys())
        self._is_everyday = np.array([bool(text.everyday) for text in texts])
        self._is_whole = np.array([text.is_whole for text in texts])
        self._name_weights = np.array([sum(map(self._weight, _words(text.terms))) for text in texts])

    def find(self, typed: str, limit: int) -> list[Hit]:
        """The best codes, best first; of equally good ones the more general comes first."""
        known = [(word, fits) for word in typed_words(typed) if (fits := self._fits(word)).any()]
        if not known:
            return []
        weights = np.array([self._weight(word.term) for word, _ in known])
        covered = weights @ np.array([fits for _, fits in known])
        share = covered / weights.sum()
        brief = np.minimum(1.0, covered / np.maximum(self._name_weights, 1e-9))
        scores = share * (1 + BRIEFNESS * brief) * np.where(self._is_everyday, EVERYDAY, 1.0)
        scores *= ~self._is_whole | (brief >= MOST)
        fitting = (share >= LEAST) & (scores >= WORTH * scores.max())
        return self._best(scores, np.flatnonzero(fitting), limit)

    def _best(self, scores: Floats, fitting: NDArray[np.intp], limit: int) -> list[Hit]:
        best: dict[int, Hit] = {}
        for at in fitting[np.argsort(-scores[fitting], kind="stable")]:
            position, everyday = self._sources[at]
            best.setdefault(position, Hit(position, round(float(scores[at]), 6), everyday))
        order = sorted(best.values(), key=lambda hit: (-hit.score, self._lengths[hit.position], hit.position))
        return order[:limit]

    def _fits(self, word: TypedWord) -> Floats:
        """How well each text has the word, 0..1."""
        fits = np.zeros(len(self._sources))
        for term, likeness in self._terms_like(word).items():
            for field_weight, postings in self._fields:
                if (texts := postings.get(term)) is not None:
                    fits[texts] = np.maximum(fits[texts], likeness * field_weight)
        return fits

    def _terms_like(self, word: TypedWord) -> dict[str, float]:
        like: dict[str, float] = {}
        for begun in (word.term, word.typed):
            stem = begun[: max(MIN_STEM, math.ceil(len(begun) * STEM))]
            if len(begun) > MIN_STEM:
                alike = (term for term in self._beginning(stem) if len(term) <= len(stem) + MAX_ENDING)
                like |= dict.fromkeys(alike, ALIKE)
        for begun in (word.term, word.typed):
            for term in self._beginning(begun) if len(begun) >= MIN_BEGINNING else ():
                like[term] = max(like.get(term, 0.0), TYPED_BEGINNING * len(begun) / len(term))
        return like | dict.fromkeys((word.term, *word.phrases), 1.0)

    def _beginning(self, begun: str) -> list[str]:
        first = bisect_left(self._vocabulary, begun)
        return self._vocabulary[first : bisect_left(self._vocabulary, begun + "\uffff")]

    def _weight(self, term: str) -> float:
        """How much a term says: the more, the fewer names have it."""
        return math.log(1 + len(self._sources) / self._num_texts.get(term, 1))


def _head(terms: Sequence[str]) -> list[str]:
    words = [term for term in _words(terms) if term not in _OF_EVERY_SERVICE]
    return [*words[:HEAD], *(term for term in terms if term[0] == "=")]


def _words(terms: Sequence[str]) -> list[str]:
    return [term for term in terms if term[0] != "="]


def _postings(texts: Iterable[Sequence[str]]) -> Postings:
    found: dict[str, list[int]] = defaultdict(list)
    for at, terms in enumerate(texts):
        for term in terms:
            found[term].append(at)
    return {term: np.array(ids, dtype=np.int32) for term, ids in found.items()}
