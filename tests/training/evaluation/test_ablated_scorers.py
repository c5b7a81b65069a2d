import json
from dataclasses import replace

import numpy as np
import pytest

from models.ranking.features import FEATURES
from models.ranking.scoring import Scorer
from models.retrieval.moments import ChannelMoments
from training.evaluation.ablated_scorers import ABLATIONS, plain_sum, refitted, write_scorer
from training.examples import Examples
from training.fitting import Collected
from training.judged_needs import JudgedNeed

REFERENCE = ChannelMoments({})


def need(number):
    """Two companies: the one that suits is nearer by words and by meaning."""
    generator = np.random.default_rng(number)
    features = generator.normal(0, 0.5, (2, len(FEATURES)))
    features[:, [FEATURES.index("reach"), FEATURES.index("refused")]] = 0
    features[0, [FEATURES.index("words"), FEATURES.index("meaning")]] += 1.5
    judged = replace(JudgedNeed.of_text(str(number), "бетон"), suits=frozenset("а"))
    return Examples(judged, features, np.array([True, False]), ("а", "б"))


COLLECTED = Collected(REFERENCE, [need(n) for n in range(40)], [])


@pytest.mark.parametrize("dropped", ABLATIONS.values())
def test_what_is_taken_away_weighs_nothing_and_the_rest_is_fitted_again(dropped, tmp_path):
    scorer = Scorer.load(write_scorer(refitted(COLLECTED.without(dropped)), tmp_path / "scorer.json"))
    weights = dict(zip(FEATURES, scorer.weights, strict=True))
    assert all(weights[name] == 0 for name in dropped)
    assert max(weights["words"], weights["meaning"]) > 0


def test_the_plain_sum_weighs_channels_alike_and_nothing_else():
    weights = dict(zip(FEATURES, plain_sum(COLLECTED)["weights"], strict=True))
    assert weights["words"] == weights["meaning"] == weights["trade"] > 0
    assert weights["title_coverage"] == weights["code_agreement"] == 0


def test_a_rule_is_not_switched_off_by_a_weight():
    with pytest.raises(ValueError, match="refused"):
        COLLECTED.without({"refused"})


def test_the_file_is_json_of_features_in_the_order_of_the_code(tmp_path):
    path = write_scorer(plain_sum(COLLECTED), tmp_path / "scorer.json")
    assert json.loads(path.read_text(encoding="utf-8"))["features"] == list(FEATURES)
