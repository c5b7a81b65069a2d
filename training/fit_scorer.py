"""Fits the scorer: a logistic regression on train queries of the benchmarks and on judged needs.

Thresholds are chosen on probabilities that cross-validation gave to judged needs it had not seen: `shown` is
the lowest one with about as many needs answered right in the first three as any, `fits` the lowest one from
which on the stated share of companies is suitable.
"""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from models.encoder import Encoder
from models.features import FEATURES, out_of_reach
from models.matcher import Matcher
from models.moments import ChannelMoments, Moments
from models.scoring import Scorer
from models.vector_cache import VectorCache
from training.benchmarks import Benchmark, read_benchmarks
from training.judged_needs import JudgedNeed, demo_judged_needs
from training.pools import benchmark_pool, demo_pool, matcher_over

log = logging.getLogger(__name__)

BENCHMARK_SHARE = 0.3  # weight of all benchmark pairs against all judged needs; chosen on dev and by folds
FOLDS = 5
PRECISION_OF_FITS = 0.8
TOLERANCE = 0.015
# the adapter of the encoder has seen the train pairs, so a fit on them trusts meaning too much and words too
# little; by how much was chosen on dev
_TRUST = np.array([{"meaning": 0.85, "words": 1.15, "ngrams": 1.15}.get(name, 1.0) for name in FEATURES])
_UNFITTED = Scorer((0.0,) * len(FEATURES), 0.0, 1.0, 1.0)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Examples:
    """Pairs of one query: features (n, len(FEATURES)), whether each suits, the company's code of each."""

    features: Floats
    suits: NDArray[np.bool_]
    companies: tuple[str, ...]


def fit_scorer(encoder: Encoder, cache: VectorCache, bench: Path | None, out: Path) -> dict[str, float]:
    """Writes the scorer to `out`; returns figures of the cross-validation."""
    judged = demo_judged_needs()
    pool = demo_pool()
    with matcher_over(pool, encoder, cache, _UNFITTED) as matcher:
        reference = average_moments([matcher.supplier_moments(need.need) for need in judged])
    unfitted = replace(_UNFITTED, reference=reference)
    with matcher_over(pool, encoder, cache, unfitted) as matcher:
        needs = [_judged_examples(matcher, need) for need in judged]
    others = []
    for benchmark in read_benchmarks(bench, "train") if bench else ():
        with matcher_over(benchmark_pool(benchmark), encoder, cache, unfitted) as matcher:
            others.append(_benchmark_examples(matcher, benchmark))
        log.info("%s: %d queries", benchmark.name, len(others[-1]))
    held_out = _cross_validated(needs, others)
    shown = _best_threshold(judged, needs, held_out)
    fits = _precise_threshold(needs, held_out, shown)
    weights, intercept = _fit(needs, others)
    figures = {
        "headline_cross_validated": _headline(judged, needs, held_out, shown),
        "precision_of_fits": PRECISION_OF_FITS,
        "judged_needs": float(len(judged)),
    }
    values = {
        "features": list(FEATURES),
        "weights": [round(float(w), 5) for w in weights],
        "intercept": round(intercept, 5),
        "fits": fits,
        "shown": shown,
        "reference": reference.as_dict(),
        "made": {"by": "python -m training fit-scorer", "encoder": encoder.identity.as_dict(), **figures},
    }
    out.write_text(json.dumps(values, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return figures


def average_moments(found: Sequence[ChannelMoments]) -> ChannelMoments:
    """The mean of means and of deviations, channel by channel."""

    def average(moments: Sequence[Moments]) -> Moments:
        means, deviations = [m.mean for m in moments], [m.deviation for m in moments]
        return Moments(float(np.mean(means)), float(np.mean(deviations)))

    return ChannelMoments(
        meaning=average([f.meaning for f in found]),
        words=average([f.words for f in found]),
        ngrams=average([f.ngrams for f in found]),
    )


def _judged_examples(matcher: Matcher, judged: JudgedNeed) -> Examples:
    return _examples(matcher, judged, lambda code: code in judged.suits, judged.asker)


def _benchmark_examples(matcher: Matcher, benchmark: Benchmark) -> list[Examples]:
    found = []
    for id_, text in benchmark.queries.items():
        grades = benchmark.grades[id_]
        query = JudgedNeed.of_text(id_, text)
        found.append(_examples(matcher, query, grades.__contains__))
    return found


def _examples(
    matcher: Matcher, judged: JudgedNeed, suits: Callable[[str], bool], asker: str | None = None
) -> Examples:
    pairs, features = matcher.supplier_features(judged.need)
    kept = [i for i, pair in enumerate(pairs) if pair.company.code != asker]
    codes = tuple(pairs[i].company.code for i in kept)
    right = np.array([suits(code) for code in codes], dtype=bool)
    return Examples(features[kept].astype(np.float64), right, codes)


def _fit(needs: Sequence[Examples], others: Sequence[Sequence[Examples]]) -> tuple[Floats, float]:
    groups = [(needs, 1.0), *((other, BENCHMARK_SHARE) for other in others)]
    rows, labels, weights = [], [], []
    for group, share in groups:
        for example in group:
            rows.append(example.features)
            labels.append(example.suits)
            weights.append(np.full(len(example.suits), 100 * share / len(group)))
    matrix = np.vstack(rows)
    scale = matrix.std(axis=0) + 1e-9
    model = LogisticRegression(C=1.0, max_iter=3000)
    model.fit(matrix / scale, np.concatenate(labels), sample_weight=np.concatenate(weights))
    return model.coef_[0] / scale * _TRUST, float(model.intercept_[0])


def _cross_validated(needs: Sequence[Examples], others: Sequence[Sequence[Examples]]) -> list[Floats]:
    probabilities: list[Floats] = [np.empty(0)] * len(needs)
    groups = np.arange(len(needs))
    for train, test in GroupKFold(FOLDS, shuffle=True, random_state=0).split(groups, groups=groups):
        weights, intercept = _fit([needs[i] for i in train], others)
        for i in test:
            logits = needs[i].features @ weights + intercept
            reachable = ~out_of_reach(needs[i].features.astype(np.float32))
            probabilities[i] = np.where(reachable, 1 / (1 + np.exp(-logits)), 0.0)
    return probabilities


def _first_three(example: Examples, probabilities: Floats, shown: float) -> list[str]:
    best: dict[str, float] = {}
    for code, p in zip(example.companies, probabilities, strict=True):
        best[code] = max(best.get(code, 0.0), float(p))
    ranked = sorted(best, key=lambda code: -best[code])
    return [code for code in ranked if best[code] >= shown][:3]


def _headline(
    judged: Sequence[JudgedNeed], needs: Sequence[Examples], held_out: Sequence[Floats], shown: float
) -> float:
    right = [
        need.is_right(_first_three(example, p, shown))
        for need, example, p in zip(judged, needs, held_out, strict=True)
    ]
    return float(np.mean(right))


def _best_threshold(
    judged: Sequence[JudgedNeed], needs: Sequence[Examples], held_out: Sequence[Floats]
) -> float:
    grid = [round(step * 0.02, 2) for step in range(2, 26)]
    right = {shown: _headline(judged, needs, held_out, shown) for shown in grid}
    # of thresholds that do about as well, the lowest one leaves the fewest askers without an answer
    return min(shown for shown in grid if right[shown] >= max(right.values()) - TOLERANCE)


def _precise_threshold(needs: Sequence[Examples], held_out: Sequence[Floats], shown: float) -> float:
    best = []  # (probability, suits) of the first three companies of every need
    for example, p in zip(needs, held_out, strict=True):
        right = dict(zip(example.companies, example.suits, strict=True))
        for code in _first_three(example, p, shown):
            of_code = np.array([c == code for c in example.companies])
            best.append((float(p[of_code].max()), right[code]))
    best.sort(reverse=True)
    hits = np.cumsum([suits for _, suits in best]) / np.arange(1, len(best) + 1)
    precise = [
        probability for (probability, _), share in zip(best, hits, strict=True) if share >= PRECISION_OF_FITS
    ]
    return round(min(precise, default=0.9), 3)
