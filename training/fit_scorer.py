"""Fits the scorer: a logistic regression on train queries of the benchmarks, judged needs and verdicts.

Cross-validation grouped by need gives probabilities of needs that the fit had not seen; on them the
probabilities are calibrated and the thresholds chosen. Control needs take no part: they judge.
"""

import json
import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from models.encoding.encoder import Encoder
from models.encoding.vector_cache import VectorCache
from models.ranking.features import FEATURES
from models.ranking.scoring import Scorer
from models.retrieval.moments import ChannelMoments
from training.benchmarks import read_benchmarks
from training.examples import benchmark_examples, judged_examples
from training.fitting import PRECISION_OF_FITS, Collected, fitted
from training.judged_needs import demo_judged_needs
from training.pools import benchmark_pool, demo_pool, matcher_over
from training.thresholds import headline
from training.verdicts import verdict_examples

log = logging.getLogger(__name__)

BENCHMARK_SHARE = 0.3  # weight of a benchmark's queries against all judged needs; chosen on dev and by folds
VERDICT_SHARE = 1.0
UNFITTED = Scorer((0.0,) * len(FEATURES), 0.0, 1.0, 1.0)


def fit_scorer(
    encoder: Encoder, cache: VectorCache, bench: Path | None, verdicts: Path | None, out: Path
) -> dict[str, Any]:
    """Writes the scorer to `out`; returns figures of the cross-validation."""
    collected = collect(encoder, cache, bench, verdicts)
    values, unseen = fitted(collected)
    figures = {
        "headline_cross_validated": headline(unseen, values["shown"], values["near_best"]),
        "precision_of_fits": PRECISION_OF_FITS,
        "judged_needs": len(collected.needs),
        "verdicts": sum(len(group) for group, share in collected.others if share == VERDICT_SHARE),
    }
    made = {"by": "python -m training fit-scorer", "encoder": encoder.identity.as_dict(), **figures}
    out.write_text(json.dumps(values | {"made": made}, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return figures


def collect(encoder: Encoder, cache: VectorCache, bench: Path | None, verdicts: Path | None) -> Collected:
    """Examples of the demo's judged needs, of the benchmarks' train queries and of verdicts; minutes."""
    pool, judged = demo_pool(), demo_judged_needs()
    with matcher_over(pool, encoder, cache, UNFITTED) as matcher:
        reference = average_moments([matcher.supplier_moments(need.need) for need in judged])
    unfitted = replace(UNFITTED, reference=reference)
    with matcher_over(pool, encoder, cache, unfitted) as matcher:
        needs = judged_examples(matcher, judged)
    others = []
    if verdicts:
        others.append((verdict_examples(verdicts, pool, encoder, cache, unfitted), VERDICT_SHARE))
    for benchmark in read_benchmarks(bench, "train") if bench else ():
        with matcher_over(benchmark_pool(benchmark), encoder, cache, unfitted) as matcher:
            others.append((benchmark_examples(matcher, benchmark), BENCHMARK_SHARE))
        log.info("%s: %d queries", benchmark.name, len(others[-1][0]))
    return Collected(reference, needs, [(group, share) for group, share in others if group])


def average_moments(found: Sequence[ChannelMoments]) -> ChannelMoments:
    """The mean of means and of deviations, channel by channel."""
    plain = [moments.as_dict() for moments in found]

    def average(channel: str) -> dict[str, float]:
        return {name: float(np.mean([p[channel][name] for p in plain])) for name in plain[0][channel]}

    return ChannelMoments.from_dict({channel: average(channel) for channel in plain[0]})
