import pytest

from training.evaluation.asking import Found, Given
from training.evaluation.benchmarks import judge_rankings, ranking_of

GRADES = {"q1": {"a": 2}, "q2": {"b": 2}}


def test_the_ranking_goes_on_with_the_near_misses():
    given = Given((Found("a", 0.9, "fits"),), (Found("b", 0.2, None),))
    assert ranking_of({"q1": given}) == {"q1": ["a", "b"]}


def test_differences_are_paired_query_by_query():
    ours, theirs = {"q1": ["a"], "q2": ["x", "b"]}, {"q1": ["x", "a"], "q2": ["x", "b"]}
    figures = judge_rankings(ours, {"BM25": theirs}, GRADES)
    better = figures["BM25"]["ours_better_by"]
    assert better["hit@1"]["mean"] == pytest.approx((1 + 0) / 2)
    assert better["MRR"]["mean"] == pytest.approx((1 / 2 + 0) / 2)
    assert better["recall@10"] == {"mean": 0.0, "low": 0.0, "high": 0.0}


def test_our_own_row_has_measures_and_no_difference():
    figures = judge_rankings({"q1": ["a"]}, {}, GRADES)
    assert figures["Связка"]["measures"]["hit@1"]["mean"] == 1 / 2
    assert "ours_better_by" not in figures["Связка"]
