"""Which offers answer which demand: ranked once for all who ask the same, wherever they are."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from data.profiles import Need, Offer
from models.candidates import Candidate, ScoredPair, ranked_companies
from models.checksums import text_key
from models.demands.asked import asked_in
from models.matcher import Matcher
from models.ranking.agreements import Pair, reach
from models.ranking.features import FEATURES, Floats, blocked
from models.reading.circumstances import completed

DEPTH = 32  # pairs kept of a demand: 120 gave other companies for 3 of a thousand demands of the demo
_REACH = FEATURES.index("reach")

Ranked = tuple[NDArray[np.int64], Floats]
Allowed = Callable[[Offer], bool]
NOTHING_KEPT: Mapping[bytes, Ranked] = MappingProxyType({})


class Rankings:
    """Of one snapshot and scorer; keeps what it has ranked. Threads may share it.

    `kept` is what others ranked of the same snapshot, by the keys of `by_key`.
    """

    def __init__(
        self,
        matcher: Matcher,
        known: dict[Need, Ranked] | None = None,
        kept: Mapping[bytes, Ranked] = NOTHING_KEPT,
    ) -> None:
        self.matcher = matcher
        self._known: dict[Need, Ranked] = {} if known is None else known
        self._kept = kept

    def __len__(self) -> int:
        return len(self._known)

    @property
    def has_news(self) -> bool:
        """Whether something was ranked that is not among what was kept."""
        return not self.by_key().keys() <= self._kept.keys()

    def by_key(self) -> dict[bytes, Ranked]:
        """What was ranked, by the sha256 of what each ranking depends on."""
        return {_key(need): ranked for need, ranked in self._known.copy().items()}

    def following(self, matcher: Matcher) -> "Rankings":
        """For a later snapshot; what was ranked stays true while offers and their companies are the same.

        What nobody asks for any more is forgotten.
        """
        before, after = self.matcher.snapshot.pool, matcher.snapshot.pool
        same = (before.offers, before.companies) == (after.offers, after.companies)
        if not same or matcher.scorer is not self.matcher.scorer:
            return Rankings(matcher)
        asked = set(map(_asked_by_anybody, asked_in(after)))
        known = self._known.copy()  # at once: other threads go on ranking
        still = {need: ranked for need, ranked in known.items() if need in asked}
        return Rankings(matcher, still, self._kept)

    def rank(self, need: Need) -> None:
        """Ranks ahead."""
        self._ranked(_asked_by_anybody(need))

    def pairs(self, need: Need, allowed: Allowed | None = None, least: float = 0.0) -> list[ScoredPair]:
        """The nearest offers of others, the most probable first; the asker's own are left out.

        Pairs that would not reach the probability `least` in any place are left out too.
        """
        pool, (rows, features) = self.matcher.snapshot.pool, self._likely(need, least)
        need = completed(need, self.matcher.places)
        offers = [pool.offers[row] for row in rows.tolist()]
        others = [i for i, offer in enumerate(offers) if offer.company_id != need.company_id]
        kept = [i for i in others if not allowed or allowed(offers[i])]
        pairs = [Pair(need, offers[i], pool.company_by_id[offers[i].company_id]) for i in kept]
        return sorted(self._scored(pairs, features[kept]), key=lambda pair: -pair.probability)

    def candidates(self, need: Need, allowed: Allowed | None = None) -> list[Candidate]:
        """Companies in rank order, near misses (without a grade) after those that are proposed."""
        return self._companies(self.pairs(need, allowed))

    def proposed(self, need: Need, allowed: Allowed | None = None) -> list[Candidate]:
        """The same without near misses, in less time."""
        found = self._companies(self.pairs(need, allowed, self.matcher.scorer.shown))
        return [candidate for candidate in found if candidate.grade]

    def _likely(self, need: Need, least: float) -> Ranked:
        """Rows that could reach the probability `least` in some place."""
        rows, features = self._ranked(_asked_by_anybody(need))
        if not least:
            return rows, features
        within = features.copy()
        within[:, _REACH] = 1.0
        likely = self.matcher.scorer.probabilities(within) >= least
        return rows[likely], features[likely]

    def _scored(self, pairs: list[Pair], features: Floats) -> list[ScoredPair]:
        """Pairs with features of their own, placed where the need is."""
        features[:, _REACH] = [reach(pair, self.matcher.places) for pair in pairs]
        probabilities, out = self.matcher.scorer.probabilities(features), blocked(features)
        return [
            ScoredPair(pair, float(p), bool(b), tuple(row.tolist()))
            for pair, p, b, row in zip(pairs, probabilities, out, features, strict=True)
        ]

    def _companies(self, pairs: list[ScoredPair]) -> list[Candidate]:
        scored = ((pair.pair.company, pair) for pair in pairs)
        return ranked_companies(scored, self.matcher.scorer, self.matcher.scorer.near_best)

    def _ranked(self, need: Need) -> Ranked:
        known = self._known.get(need)
        if known is None:
            kept = self._kept.get(_key(need)) if self._kept else None
            known = self._known[need] = kept or self.matcher.offer_rows(need, DEPTH)
        return known


def _asked_by_anybody(need: Need) -> Need:
    """The need without who asks, where and how much: all that its ranking does not depend on."""
    return Need(title=need.title, kind=need.kind, description=need.description, okpd2=need.okpd2)


def _key(need: Need) -> bytes:
    return text_key("\0".join(part or "" for part in (need.title, need.kind, need.description, need.okpd2)))
