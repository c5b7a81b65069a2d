import json

import numpy as np
import pytest

from models.ranking.features import FEATURES
from models.ranking.scoring import DEFAULT_SCORER, Scorer, ScorerError


def scorer(shown=0.3, fits=0.8, **weights):
    return Scorer(tuple(weights.get(name, 0.0) for name in FEATURES), 0.0, fits, shown)


def test_the_probability_is_the_logistic_of_the_weighted_sum():
    row = np.zeros((1, len(FEATURES)), dtype=np.float32)
    row[0, FEATURES.index("meaning")] = 2
    assert scorer(meaning=1.5).probabilities(row)[0] == pytest.approx(1 / (1 + np.exp(-3)))


def test_grades_follow_the_thresholds():
    grades = [scorer().grade(p, provisional=False) for p in (0.29, 0.3, 0.79, 0.8)]
    assert grades == [None, "clarify", "clarify", "fits"]


def test_a_provisional_offer_never_fits():
    assert scorer().grade(0.99, provisional=True) == "little_data"


def test_a_scorer_of_other_features_is_refused(tmp_path):
    values = json.loads(DEFAULT_SCORER.read_text()) | {"features": ["age"]}
    path = tmp_path / "scorer.json"
    path.write_text(json.dumps(values))
    with pytest.raises(ScorerError, match="других признаках"):
        Scorer.load(path)


def test_the_shipped_scorer_grows_with_what_speaks_for_a_pair_and_falls_with_what_speaks_against():
    weights = dict(zip(FEATURES, Scorer.load().weights, strict=True))
    assert all(weights[name] > 0 for name in ("meaning", "trade", "words", "title_coverage", "reach"))
    assert weights["spec_conflict"] < 0
    against = {"spec_conflict", "refused"}
    assert all(weight >= 0 for name, weight in weights.items() if name not in against | {"only_words"})
