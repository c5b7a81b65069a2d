"""Whether probabilities mean what they say: calibration error, Brier score and its skill."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.evaluation.asking import Given
from training.metrics import estimate_of

Figures = dict[str, Any]
Floats = NDArray[np.float64]
Shown = Sequence[tuple[float, bool]]  # of one query: each company's probability and whether it suits

BINS = 10


def judge_calibration(
    answers: Mapping[str, Given], grades: Mapping[str, Mapping[str, int]], bins: int = BINS
) -> Figures:
    """Over the first three companies that are proposed."""
    queries = [[(f.probability, f.company in grades[id_]) for f in g.first] for id_, g in answers.items()]
    probabilities, right = _columns(queries)
    return {
        "pairs": len(right),
        "base_rate": float(right.mean()) if len(right) else float("nan"),
        "calibration_error": estimate_of(_error(bins), queries).as_dict(),
        "brier": estimate_of(_brier, queries).as_dict(),
        "brier_skill": estimate_of(_skill, queries).as_dict(),
        "bins": reliability(probabilities, right, bins),
    }


def reliability(probabilities: Floats, right: Floats, bins: int) -> list[Figures]:
    """Bins of equal mass, lowest probabilities first; no more of them than there are pairs."""
    order = np.argsort(probabilities, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    return [
        {
            "probability": float(probabilities[part].mean()),
            "right": float(right[part].mean()),
            "pairs": len(part),
        }
        for part in parts
    ]


def calibration_error(probabilities: Floats, right: Floats, bins: int) -> float:
    """Mean distance of what was said from what was so, over bins of equal mass; NaN of no pairs.

    https://arxiv.org/abs/1706.04599, with the equal masses of https://arxiv.org/abs/1909.10155
    """
    found = reliability(probabilities, right, bins)
    if not found:
        return float("nan")
    gaps = [abs(part["probability"] - part["right"]) * part["pairs"] for part in found]
    return float(sum(gaps) / len(right))


def brier_skill(probabilities: Floats, right: Floats) -> float:
    """1 of an oracle, 0 of one that always says the base rate; NaN when all are right or none is."""
    reference = float(right.mean() * (1 - right.mean())) if len(right) else 0.0
    return 1 - brier(probabilities, right) / reference if reference else float("nan")


def brier(probabilities: Floats, right: Floats) -> float:
    """Mean squared distance of the probability from the truth."""
    return float(np.mean((probabilities - right) ** 2)) if len(right) else float("nan")


def _error(bins: int) -> Any:
    return lambda queries: calibration_error(*_columns(queries), bins)


def _brier(queries: Sequence[Shown]) -> float:
    return brier(*_columns(queries))


def _skill(queries: Sequence[Shown]) -> float:
    return brier_skill(*_columns(queries))


def _columns(queries: Sequence[Shown]) -> tuple[Floats, Floats]:
    pairs = [pair for query in queries for pair in query]
    return np.array([p for p, _ in pairs], dtype=np.float64), np.array(
        [r for _, r in pairs], dtype=np.float64
    )
