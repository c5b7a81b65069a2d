"""Batches to adapt the encoder with: one source a batch, one pair a class, often of alike classes."""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Self

from sklearn.feature_extraction.text import TfidfVectorizer

from training.adaptation_pairs import TextPair

EVERYDAY = "everyday need and offer"
# how often a source is drawn from; sources that look like needs more often than classifiers
SHARES = {
    "train need_to_catalogue": 2.0,
    "train item_to_producer": 2.0,
    "train item_to_section": 2.0,
    "need and offer": 2.0,
    EVERYDAY: 40.0,
    "market and official name": 2.0,
    "resource and section": 2.5,
    "product and the activity that makes it": 4.0,
    "resource and product": 1.0,
    "code and parent": 0.5,
    "code and what it lists": 1.0,
    "section and what it lists": 1.0,
}
# classes that look alike differ in earnest here; elsewhere they often are the same thing in another size
NEIGHBOURS_FROM = frozenset(
    {
        "train need_to_catalogue",
        "train item_to_producer",
        "train item_to_section",
        "resource and section",
        "product and the activity that makes it",
        "code and what it lists",
    }
)
SHARE_OF_NEIGHBOURS = 0.4  # of the batches of such a source
SHARE_OF_SENTENCES = 0.3  # of the left texts, said as people write needs

SENTENCES = (
    "нужен {}",
    "Нужно: {}, с доставкой на объект",
    "требуется {} на объект, оплата по счёту",
    "ищем {} от производителя, срок до конца месяца",
    "Здравствуйте! Кто может поставить {}? Объём уточним",
    "заявка на {}, безнал, самовывоз возможен",
    "интересует {}, дайте цену",
    "для строительства дома нужны: {}",
    "закупаем {} регулярно, ищем постоянного поставщика",
    "надо срочно {}",
)


class Source:
    """The pairs of one source by class."""

    def __init__(self, pairs: Sequence[TextPair]) -> None:
        self._by_group: dict[str, list[TextPair]] = defaultdict(list)
        for pair in pairs:
            self._by_group[pair.group].append(pair)
        self._groups = list(self._by_group)
        self._texts: Any = None

    @classmethod
    def with_neighbours(cls, pairs: Sequence[TextPair]) -> Self:
        """Knows which classes look alike by the characters of their first right text."""
        source = cls(pairs)
        rights = [source._by_group[group][0].right for group in source._groups]
        source._texts = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(3, 4), max_features=50_000
        ).fit_transform(rights)
        return source

    def batch(self, size: int, generator: random.Random) -> list[TextPair]:
        """Up to `size` pairs, each of a class of its own."""
        size = min(size, len(self._groups))
        if self._texts is not None and generator.random() < SHARE_OF_NEIGHBOURS:
            groups = self._alike(generator.randrange(len(self._groups)), size)
        else:
            groups = generator.sample(self._groups, size)
        return [generator.choice(self._by_group[group]) for group in groups]

    def _alike(self, anchor: int, size: int) -> list[str]:
        closeness = (self._texts @ self._texts[anchor].T).toarray().ravel()
        return [self._groups[i] for i in (-closeness).argsort(kind="stable")[:size]]


def batches(
    pairs: Mapping[str, Sequence[TextPair]], steps: int, size: int, random_state: int
) -> Iterator[list[TextPair]]:
    """`steps` batches; a batch has one source, for negatives from elsewhere would be too easy."""
    generator = random.Random(random_state)  # noqa: S311 no secret
    names = [name for name in SHARES if pairs.get(name)]
    sources = {
        name: (Source.with_neighbours if name in NEIGHBOURS_FROM else Source)(pairs[name]) for name in names
    }
    shares = [SHARES[name] for name in names]
    for _ in range(steps):
        name = generator.choices(names, shares)[0]
        batch = sources[name].batch(size, generator)
        yield batch if name == EVERYDAY else [_said(pair, generator) for pair in batch]


def _said(pair: TextPair, generator: random.Random) -> TextPair:
    if generator.random() >= SHARE_OF_SENTENCES:
        return pair
    left = pair.left[:1].lower() + pair.left[1:] if pair.left[1:2].islower() else pair.left
    return replace(pair, left=generator.choice(SENTENCES).format(left))
