"""Contributions add up to the score, and every feature has its sentence."""

from math import log

import numpy as np
import pytest

from models.explaining.contributions import FEATURE_TEXTS, INTERCEPT, contributions, lacking
from models.matcher import Limits
from models.ranking.features import FEATURES
from models.ranking.scoring import Scorer
from tests.factory import company, need, offer, pool
from tests.models.worlds import SCORER, matcher_of

EVERYTHING_COUNTS = Scorer(tuple(0.3 + 0.1 * n for n in range(len(FEATURES))), -1.7, fits=0.9, shown=0.5)


def test_every_feature_has_a_sentence_for_staff():
    without = [name for name in (INTERCEPT, *FEATURES) if not FEATURE_TEXTS.get(name, "").strip()]
    assert without == [], (
        f"features without a text in models.explaining.contributions.FEATURE_TEXTS: {without}"
    )


@pytest.mark.parametrize("seed", range(5))
def test_contributions_sum_to_the_logit_of_the_probability(seed):
    row = np.random.default_rng(seed).normal(0, 1, len(FEATURES)).astype(np.float32)
    (probability,) = EVERYTHING_COUNTS.probabilities(row[np.newaxis])
    added = contributions(EVERYTHING_COUNTS, tuple(row.tolist()))
    assert [one.feature for one in added] == [INTERCEPT, *FEATURES]
    assert sum(one.contribution for one in added) == pytest.approx(log(probability / (1 - probability)))


def test_the_contributions_of_a_search_sum_to_its_probability():
    maker = company()
    matcher = matcher_of(pool(maker, offer("Кирпич керамический", company=maker)))
    (scored,) = matcher.scored_suppliers(need("кирпич лицевой"), Limits())
    total = sum(one.contribution for one in contributions(SCORER, scored.features))
    assert total == pytest.approx(log(scored.probability / (1 - scored.probability)), abs=1e-6)


def test_what_is_lacking_is_what_would_add_most():
    row = dict.fromkeys(FEATURES, 1.0) | {"title_coverage": 0.0, "words": 0.0, "code_agreement": -1.0}
    weights = dict.fromkeys(FEATURES, 0.0) | {"title_coverage": 5.0, "code_agreement": 0.5}
    scorer = Scorer(tuple(weights.values()), -3.0, fits=0.9, shown=0.5)
    assert lacking(scorer, tuple(row.values())) == [
        "слов, которыми названа потребность",
        "ОКПД2 той же группы",
    ]
    assert lacking(scorer, tuple(row.values()), count=1) == ["слов, которыми названа потребность"]
