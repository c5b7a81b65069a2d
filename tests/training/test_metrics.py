from math import log2

import numpy as np
import pytest

from training.metrics import difference, estimate, estimate_of, per_query

GRADES = {"q1": {"a": 2, "b": 1}, "q2": {"c": 1}}


def test_ndcg_has_the_exponential_gain():
    values = per_query({"q1": ["b", "a"], "q2": ["c"]}, GRADES)
    dcg = 1 / log2(2) + 3 / log2(3)
    ideal = 3 / log2(2) + 1 / log2(3)
    assert values["nDCG@10"] == pytest.approx([dcg / ideal, 1.0])


def test_hits_recall_and_reciprocal_rank_of_a_small_run():
    values = per_query({"q1": ["x", "a"], "q2": ["c"]}, GRADES)
    assert list(values["hit@1"]) == [0, 1]
    assert list(values["recall@10"]) == [0.5, 1]
    assert list(values["MRR"]) == [0.5, 1]


def test_a_query_without_an_answer_counts_as_zero():
    assert list(per_query({"q2": ["c"]}, GRADES)["nDCG@10"]) == [0, 1]


def test_the_interval_holds_the_mean_and_shrinks_to_it_without_variance():
    varied, constant = estimate(np.array([0.0, 1.0] * 50)), estimate(np.full(100, 0.25))
    assert varied.low < varied.mean == 0.5 < varied.high
    assert (constant.low, constant.mean, constant.high) == (0.25, 0.25, 0.25)


def test_a_paired_difference_sees_a_small_but_steady_gain():
    theirs = np.linspace(0, 1, 50)
    assert difference(theirs + 0.01, theirs).low == pytest.approx(0.01)


def test_a_ratio_has_an_interval_over_queries():
    queries = [[True], [True, False], [False]] * 20

    def share_right(drawn):
        return sum(map(sum, drawn)) / sum(map(len, drawn))

    found = estimate_of(share_right, queries)
    assert found.low < found.mean == 0.5 < found.high
