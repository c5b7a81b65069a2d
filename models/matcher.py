"""The pipeline: filter, retrieve, rank, group by company, abstain, explain."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from data.places import Place, Places
from data.profiles import Company, Need, Offer
from models.candidates import Answer, ScoredPair, explained, ranked_companies
from models.encoding.encoder import Encoder
from models.ranking.agreements import Pair, company_place
from models.ranking.features import Floats, best_case_matrix, blocked, feature_matrix
from models.ranking.filters import Filters, Withdrawn, company_passes, record_passes
from models.ranking.scoring import Scorer
from models.reading.circumstances import completed
from models.reading.text import offer_text
from models.retrieval.dense_channel import AskedVectors
from models.retrieval.known_queries import asked_texts
from models.retrieval.moments import ChannelMoments
from models.retrieval.passages import first_sentence
from models.retrieval.record_index import DEPTH, Asked, RecordIndex, Retrieved
from models.snapshot import Snapshot

Rows = NDArray[np.int64]
Told = Callable[[Need, Company], tuple[Need, Company]]

LEAST_HOPE = 0.5  # of the probability from which on companies are shown
NEAREST = 8  # pairs of a demand that are looked at closely even without hope: they are the near misses
WIDER = 4  # times as many rows does each channel put forward as are kept of all
RANKED = 120  # retrieved pairs that are looked at closely, far more than anybody reads


@dataclass(frozen=True)
class Limits:
    """How many companies are wanted, and what the search must leave out.

    `told` says how a need of the pool and who asks for it are spoken of: what it leaves out, ranking and
    reasons do not know.
    """

    limit: int = 10
    filters: Filters = field(default_factory=Filters)
    withdrawn: Withdrawn = field(default_factory=Withdrawn)
    told: Told = lambda need, company: (need, company)


@dataclass(frozen=True)
class _Query:
    """One side of a search: its text, the index over the other side, the rows in question.

    `company` tells which of a pair's two companies the answer is about.
    """

    text: str
    thing: str
    index: RecordIndex
    rows: Rows | None
    pair: Callable[[int], Pair]
    company: Callable[[Pair], Company]


class Matcher:
    """Answers from one snapshot; keeps nothing between calls, so threads may share it."""

    def __init__(self, snapshot: Snapshot, encoder: Encoder | None, scorer: Scorer, places: Places) -> None:
        """Without an encoder the words alone decide: an ablation, not a way to serve."""
        self.snapshot = snapshot
        self._encoder = encoder
        self._scorer = scorer
        self.places = places

    @property
    def scorer(self) -> Scorer:
        """Whose probabilities the answers state."""
        return self._scorer

    def suppliers(self, need: Need, limits: Limits) -> Answer:
        """Companies whose offers suit the need; never the asker itself, never an outside customer."""
        return self._answer(self._supplier_query(need, limits), limits.limit, self._scorer.near_best)

    def scored_suppliers(self, need: Need, limits: Limits) -> list[ScoredPair]:
        """Every pair that was ranked, in no order: what an explanation looks through."""
        return self._scored(self._supplier_query(need, limits), _Clock())

    def scored_offers(self, need: Need, company_id: int) -> list[ScoredPair]:
        """The pairs of one company's offers, whatever a search would leave out; none of who cannot supply."""
        query = self._supplier_query(replace(need, company_id=None), Limits())
        offers = self.snapshot.pool.offers
        rows = () if query.rows is None else query.rows.tolist()
        own = [row for row in rows if offers[row].company_id == company_id]
        return self._scored(replace(query, rows=np.array(own, dtype=np.int64)), _Clock()) if own else []

    def supplier_features(self, need: Need) -> tuple[list[Pair], Floats]:
        """Every ranked pair with its row of features: what a scorer is trained on."""
        return self._features(self._supplier_query(need, Limits()), _Clock())

    def offer_rows(self, need: Need, depth: int) -> tuple[Rows, Floats]:
        """Rows of the `depth` nearest offers, whoever makes them, with their features; in no order.

        Those that could not become likely whatever their texts say are left out, but for the nearest few.
        """
        query = self._query(need, *self._all_suppliers)
        found = self._retrieve(query, _Clock(), WIDER * depth).best(depth)
        pairs = [query.pair(int(row)) for row in found.rows]
        hopes = self._scorer.probabilities(best_case_matrix(found, pairs))
        kept = np.flatnonzero(
            (hopes >= LEAST_HOPE * self._scorer.shown) | (np.argsort(np.argsort(-hopes)) < NEAREST)
        )
        found = found.only(kept)
        return found.rows, feature_matrix(found, [pairs[i] for i in kept], self.places)

    def supplier_moments(self, need: Need) -> ChannelMoments:
        """Moments of the channels' scores over the whole pool: what small pools are set beside."""
        return self._retrieve(self._supplier_query(need, Limits()), _Clock()).moments

    def _supplier_query(self, need: Need, limits: Limits) -> _Query:
        need = completed(need, self.places)
        companies = self._companies(need.company_id, self.places.find(need.place), limits)
        companies = {id_: c for id_, c in companies.items() if c.can_supply}
        offers = self.snapshot.pool.offers
        return self._query(
            need, companies, self._rows(offers, companies, limits.withdrawn.offers, limits.filters)
        )

    def _query(self, need: Need, companies: Mapping[int, Company], rows: Rows | None) -> _Query:
        need = completed(need, self.places)
        offers = self.snapshot.pool.offers

        def pair(row: int) -> Pair:
            return Pair(need, offers[row], companies[offers[row].company_id])

        texts = asked_texts(need, self.places)
        return _Query(*texts, self.snapshot.offers, rows, pair, lambda pair: pair.company)

    @cached_property
    def _all_suppliers(self) -> tuple[Mapping[int, Company], Rows | None]:
        """Whoever may supply at all, and their offers; None for all offers, which need no selection."""
        pool = self.snapshot.pool
        companies = {id_: c for id_, c in pool.company_by_id.items() if c.can_supply}
        rows = self._rows(pool.offers, companies, frozenset(), Filters())
        return companies, None if len(rows) == len(pool.offers) else rows

    def buyers(self, offer: Offer, seller: Company, limits: Limits) -> Answer:
        """Companies whose needs the offer suits; never the seller itself."""
        return self._answer(self._buyer_query(offer, seller, limits), limits.limit)

    def scored_needs(self, offer: Offer, seller: Company, limits: Limits) -> list[ScoredPair]:
        """Every need that was ranked for an offer, in no order; the offer may be one that nobody has made."""
        return self._scored(self._buyer_query(offer, seller, limits), _Clock())

    def _buyer_query(self, offer: Offer, seller: Company, limits: Limits) -> _Query:
        pool = self.snapshot.pool
        companies = self._companies(seller.id, company_place(seller, self.places), limits)
        rows = self._rows(pool.needs, companies, limits.withdrawn.needs, limits.filters)

        askers: dict[int | None, Company] = {}

        def pair(row: int) -> Pair:
            need = pool.needs[row]
            told, askers[need.id] = limits.told(need, companies[need.company_id or 0])
            return Pair(told, offer, seller)

        return _Query(
            offer_text(offer),
            first_sentence(offer.title),
            self.snapshot.needs,
            rows,
            pair,
            lambda pair: askers[pair.need.id],
        )

    def _companies(self, asker: int | None, origin: Place | None, limits: Limits) -> dict[int, Company]:
        gone = limits.withdrawn.companies
        return {
            id_: company
            for id_, company in self.snapshot.pool.company_by_id.items()
            if id_ != asker
            and id_ not in gone
            and company_passes(limits.filters, company, origin, self.places)
        }

    def _rows(
        self,
        records: Sequence[Offer | Need],
        companies: dict[int, Company],
        withdrawn: frozenset[int],
        filters: Filters,
    ) -> Rows:
        rows = [
            row
            for row, record in enumerate(records)
            if record.company_id in companies
            and record.id not in withdrawn
            and record_passes(filters, record)
        ]
        return np.array(rows, dtype=np.int64)

    def _retrieve(self, query: _Query, clock: "_Clock", depth: int = DEPTH) -> Retrieved:
        texts = list(dict.fromkeys([query.text, query.thing]))
        known = self.snapshot.queries
        vectors = known.vectors(texts, self._encoder.encode_queries) if self._encoder else None
        clock.lap("encode")
        meaning = None if vectors is None else AskedVectors(vectors[0], vectors[-1])
        asked = Asked(query.text, query.thing, meaning)
        found = query.index.retrieve(asked, query.rows, self._scorer.reference, depth)
        clock.lap("retrieve")
        return found

    def _features(self, query: _Query, clock: "_Clock") -> tuple[list[Pair], Floats]:
        found = self._retrieve(query, clock).best(RANKED)
        pairs = [query.pair(int(row)) for row in found.rows]
        return pairs, feature_matrix(found, pairs, self.places)

    def _scored(self, query: _Query, clock: "_Clock") -> list[ScoredPair]:
        pairs, features = self._features(query, clock)
        probabilities, out = self._scorer.probabilities(features), blocked(features)
        return [
            ScoredPair(pair, float(p), bool(b), tuple(row.tolist()))
            for pair, p, b, row in zip(pairs, probabilities, out, features, strict=True)
        ]

    def _answer(self, query: _Query, limit: int, near_best: float = 0.0) -> Answer:
        clock = _Clock()
        scored = ((query.company(pair.pair), pair) for pair in self._scored(query, clock))
        ranked = ranked_companies(scored, self._scorer, near_best)[:limit]
        clock.lap("rank")
        shown = [explained(candidate, self.places) for candidate in ranked]
        clock.lap("explain")
        return Answer(
            matches=tuple(c for c in shown if c.grade),
            near_misses=tuple(c for c in shown if not c.grade),
            snapshot=self.snapshot.name,
            model=self.snapshot.identity.name,
            seconds=clock.laps,
        )


class _Clock:
    """How long each step took, in seconds."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.laps[name] = now - self._last
        self._last = now
