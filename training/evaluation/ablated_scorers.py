"""Scorers with some of the features taken away, fitted again without them."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from models.ranking.features import CHANNELS, FEATURES
from training.fitting import Collected, Linear, Unseen, fitted, scorer_values
from training.thresholds import Judged

_LEXICAL = {"words", "ngrams"}
NOTHING: frozenset[str] = frozenset()
ABLATIONS: dict[str, frozenset[str]] = {
    "всё, веса заново": NOTHING,
    "без энкодера": frozenset({"meaning", "meaning_passage"}),
    "без обученных n-грамм": frozenset({"trade", "trade_passage"}),
    "без слов": frozenset(name for name in FEATURES if name in _LEXICAL or name.startswith("title_")),
    "без характеристик": frozenset(name for name in FEATURES if name.startswith("spec_")),
}
PLAIN_SUM = "без обученной оценки"


def refitted(collected: Collected) -> dict[str, Any]:
    """A scorer file's values, weights and thresholds chosen as for the scorer that ships."""
    return fitted(collected)[0]


def plain_sum(collected: Collected) -> dict[str, Any]:
    """Every standardised channel weighs the same and nothing else counts; thresholds chosen as ever."""
    # a tenth: log-odds of a few units, so that no probability is rounded to one
    linear = Linear(np.array([0.1 if name in CHANNELS else 0.0 for name in FEATURES]), 0.0)
    judged = [Judged(e, linear.probabilities(e)) for e in collected.needs]
    return scorer_values(linear, Unseen(judged, []), collected.reference)[0]


def write_scorer(values: dict[str, Any], path: Path) -> Path:
    """The file that SCORER may name."""
    path.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
    return path
