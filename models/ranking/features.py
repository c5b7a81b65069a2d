"""What is known of a pair of need and offer, as numbers: one named feature a column."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from data.places import Places
from models.ranking.agreements import (
    Pair,
    code_agreement,
    kind_agreement,
    only_words,
    purpose_agreement,
    reach,
    refused,
    spec_agreement,
    spec_conflict,
)
from models.reading.talk import is_line
from models.retrieval.record_index import Retrieved

Floats = NDArray[np.float32]

CHANNELS = ("meaning", "meaning_passage", "trade", "trade_passage", "words", "ngrams")
# learned from names of goods: of talk they know nothing, and on judged needs they did harm there
OF_LINES = frozenset({"trade", "trade_passage"})
FEATURES = (
    *CHANNELS,
    "title_coverage",
    "only_words",
    "code_agreement",
    "kind_agreement",
    "purpose_agreement",
    "spec_agreement",
    "spec_conflict",
    "reach",
    "refused",
)


def feature_matrix(found: Retrieved, pairs: Sequence[Pair], places: Places) -> Floats:
    """Rows are pairs, columns are FEATURES, shape (len(pairs), len(FEATURES))."""
    return _matrix(found, pairs, [_facts(pair, places) for pair in pairs])


def best_case_matrix(found: Retrieved, pairs: Sequence[Pair]) -> Floats:
    """The same as if all that costs time to read spoke for the pair: no pair can do better than that."""
    return _matrix(found, pairs, [_best_case(pair) for pair in pairs])


def _matrix(found: Retrieved, pairs: Sequence[Pair], facts: list[tuple[float, ...]]) -> Floats:
    if not pairs:
        return np.empty((0, len(FEATURES)), np.float32)
    lines = np.array([is_line(pair.need) for pair in pairs], dtype=np.float32)
    channels = (found.channels[name] * (lines if name in OF_LINES else 1) for name in CHANNELS)
    return np.column_stack([*channels, found.title_coverage, np.array(facts, dtype=np.float32)])


def blocked(features: Floats) -> NDArray[np.bool_]:
    """Which rows are never proposed: out of the seller's reach, or what the need says is not wanted."""
    return np.asarray(
        (features[:, FEATURES.index("reach")] < 0) | (features[:, FEATURES.index("refused")] > 0)
    )


def contradicted(row: Sequence[float]) -> bool:
    """Whether something known speaks against the pair: another class of code, kind or purpose, a grade.

    Such a pair is never called fitting without a question, however much its words agree.
    """
    values = dict(zip(FEATURES, row, strict=False))
    others = ("code_agreement", "kind_agreement", "purpose_agreement")
    return any(values.get(name, 0.0) < 0 for name in others) or values.get("spec_conflict", 0.0) > 0


def _best_case(pair: Pair) -> tuple[float, ...]:
    return (only_words(pair), code_agreement(pair), kind_agreement(pair), 1.0, 1.0, 0.0, 1.0, 0.0)


def _facts(pair: Pair, places: Places) -> tuple[float, ...]:
    return (
        only_words(pair),
        code_agreement(pair),
        kind_agreement(pair),
        purpose_agreement(pair),
        spec_agreement(pair),
        spec_conflict(pair),
        reach(pair, places),
        refused(pair),
    )
