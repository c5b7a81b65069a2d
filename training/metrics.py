"""Figures of quality with bootstrap intervals, and paired differences."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

import ir_measures
import numpy as np
from ir_measures import RR, R, Success, nDCG
from numpy.typing import NDArray

MEASURES = {
    "nDCG@10": nDCG @ 10,
    "hit@1": Success @ 1,
    "hit@10": Success @ 10,
    "recall@10": R @ 10,
    "MRR": RR,
}
RESAMPLES = 2000
FEWER_RESAMPLES = 500  # for statistics that numpy cannot take over all resamples at once

Run = Mapping[str, Sequence[str]]  # query id -> document ids, best first
Query = TypeVar("Query")
PerQuery = dict[str, NDArray[np.float64]]  # measure -> value of each query, in order of the grades


@dataclass(frozen=True)
class Estimate:
    """A mean with the 95 % interval of the bootstrap over queries."""

    mean: float
    low: float
    high: float

    def as_dict(self) -> dict[str, float]:
        """Plain values for JSON."""
        return asdict(self)

    def __str__(self) -> str:
        return f"{self.mean:.3f} [{self.low:.3f}; {self.high:.3f}]"


def per_query(run: Run, grades: Mapping[str, Mapping[str, int]]) -> PerQuery:
    """Every measure for every judged query; a query without an answer counts as 0."""
    scores = {q: {d: float(-rank) for rank, d in enumerate(found)} for q, found in run.items()}
    values: dict[str, dict[str, float]] = {name: dict.fromkeys(grades, 0.0) for name in MEASURES}
    names = {str(measure): name for name, measure in MEASURES.items()}
    # the gain is exponential: linear gain over 2^grade - 1 is the same as nDCG(dcg="exp-log2"), without perl
    qrels: Any = {q: {d: 2**grade - 1 for d, grade in found.items()} for q, found in grades.items()}
    for metric in ir_measures.iter_calc(list(MEASURES.values()), qrels, scores):
        values[names[str(metric.measure)]][metric.query_id] = metric.value
    return {name: np.array(list(found.values())) for name, found in values.items()}


def estimate(values: NDArray[np.float64], random_state: int = 0) -> Estimate:
    """Mean and interval."""
    if not len(values):
        return Estimate(float("nan"), float("nan"), float("nan"))
    generator = np.random.default_rng(random_state)
    means = values[generator.integers(0, len(values), (RESAMPLES, len(values)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return Estimate(float(values.mean()), float(low), float(high))


def difference(ours: NDArray[np.float64], theirs: NDArray[np.float64]) -> Estimate:
    """Ours minus theirs, query by query: the interval that says whether one is better."""
    return estimate(ours - theirs)


def estimate_of(
    statistic: Callable[[Sequence[Query]], float], queries: Sequence[Query], random_state: int = 0
) -> Estimate:
    """A figure that is no mean of queries (a ratio, a calibration error), with an interval over queries."""
    generator = np.random.default_rng(random_state)
    drawn = generator.integers(0, len(queries), (FEWER_RESAMPLES, len(queries)))
    values = [statistic([queries[i] for i in row]) for row in drawn]
    low, high = np.nanpercentile(values, [2.5, 97.5])
    return Estimate(statistic(queries), float(low), float(high))
