import pytest

from training.evaluation.asking import Found, Given
from training.evaluation.coverage import (
    Point,
    coverage_curve,
    first_companies,
    judge_fits,
    threshold_for,
)

FIRST = [(0.9, True), (0.8, True), (0.7, False), (0.0, False)]  # the fourth need got nobody


def test_the_curve_has_a_point_for_every_probability_of_a_first_company():
    assert coverage_curve(FIRST) == [
        Point(0.9, coverage=1 / 4, wrong=0.0),
        Point(0.8, coverage=2 / 4, wrong=0.0),
        Point(0.7, coverage=3 / 4, wrong=pytest.approx(1 / 3)),
    ]


def test_the_threshold_is_the_lowest_that_keeps_the_precision():
    points = coverage_curve(FIRST)
    assert threshold_for(points, precision=0.9) == Point(0.8, 0.5, 0.0)
    assert threshold_for(points, precision=0.6).threshold == 0.7
    assert threshold_for(coverage_curve([(0.9, False)]), precision=0.9) is None


def test_a_near_miss_is_no_proposal():
    answers = {"q1": Given((), (Found("а", 0.4, None),)), "q2": Given((Found("б", 0.6, "clarify"),))}
    assert first_companies(answers, {"q1": {"а": 2}, "q2": {"б": 2}}) == [(0.0, False), (0.6, True)]


def test_fits_is_judged_over_every_company_so_graded_and_by_needs_that_get_one():
    answers = {
        "q1": Given((Found("а", 0.9, "fits"), Found("б", 0.9, "fits"), Found("в", 0.5, "clarify"))),
        "q2": Given((Found("г", 0.9, "fits"),)),
        "q3": Given((Found("д", 0.5, "clarify"),)),
        "q4": Given(()),
    }
    figures = judge_fits(answers, {"q1": {"а": 2}, "q2": {"г": 1}, "q3": {"д": 2}, "q4": {"е": 2}})
    assert figures["precision"]["mean"] == pytest.approx(2 / 3)
    assert figures["precision"]["n"] == 3
    assert figures["coverage"]["mean"] == pytest.approx(2 / 4)
