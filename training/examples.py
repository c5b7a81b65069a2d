"""Examples for the scorer: ranked pairs of judged queries, each with its features and whether it suits."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.matcher import Matcher
from models.ranking.features import CHANNELS, FEATURES, blocked
from models.retrieval.record_index import PLAIN_ENOUGH
from training.benchmarks import Benchmark, kept_from_encoder
from training.judged_needs import JudgedNeed

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Examples:
    """Pairs of one query: features (n, len(FEATURES)), whether each suits, the company's code of each."""

    query: JudgedNeed
    features: Floats
    suits: NDArray[np.bool_]
    companies: tuple[str, ...]

    @property
    def proposable(self) -> NDArray[np.bool_]:
        """Pairs that no rule puts out."""
        return ~blocked(self.features.astype(np.float32))

    @property
    def plain_sum(self) -> Floats:
        """Of the channels, each cut at PLAIN_ENOUGH; shape (n,)."""
        channels = [FEATURES.index(name) for name in CHANNELS]
        return np.asarray(np.minimum(self.features[:, channels], PLAIN_ENOUGH).sum(axis=1))

    def best_suiting(self, score: Floats) -> Rows:
        """The pair of each suitable company that scores highest among those that no rule puts out."""
        best: dict[str, int] = {}
        for row in np.flatnonzero(self.suits & self.proposable):
            company = self.companies[row]
            if company not in best or score[row] > score[best[company]]:
                best[company] = int(row)
        return np.array(sorted(best.values()), dtype=np.int64)

    def closest_others(self, count: int) -> Rows:
        """The `count` pairs of other companies with the highest plain sum of channels."""
        rows = np.flatnonzero(~self.suits & self.proposable)
        return rows[np.argsort(-self.plain_sum[rows], kind="stable")[:count]]

    def is_right(self, first: list[str]) -> bool:
        """Whether the first three companies answer the query."""
        return self.query.is_right(first)


def judged_examples(matcher: Matcher, needs: Sequence[JudgedNeed]) -> list[Examples]:
    """Of needs with a judgement of companies; the asker is never a candidate."""
    return [_examples(matcher, need, need.suits.__contains__) for need in needs]


def benchmark_examples(matcher: Matcher, benchmark: Benchmark) -> list[Examples]:
    """Of the train queries that the encoder's adapter has not seen."""
    return list(_of_benchmark(matcher, benchmark))


def _of_benchmark(matcher: Matcher, benchmark: Benchmark) -> Iterator[Examples]:
    for id_, text in benchmark.queries.items():
        if kept_from_encoder(text):
            yield _examples(matcher, JudgedNeed.of_text(id_, text), benchmark.grades[id_].__contains__)


def _examples(matcher: Matcher, judged: JudgedNeed, suits: Callable[[str], bool]) -> Examples:
    pairs, features = matcher.supplier_features(judged.need)
    kept = [i for i, pair in enumerate(pairs) if pair.company.code != judged.asker]
    codes = tuple(pairs[i].company.code for i in kept)
    right = np.array([suits(code) for code in codes], dtype=bool)
    return Examples(judged, features[kept].astype(np.float64), right, codes)
