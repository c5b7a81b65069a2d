"""Thresholds chosen on small worlds with one right answer."""

import numpy as np
import pytest

from models.ranking.features import FEATURES
from training.examples import Examples
from training.judged_needs import JudgedNeed
from training.thresholds import Judged, calibration, choose_fits, choose_shown, headline


def judged(probabilities, suits=(), mistakes=()):
    """A need; each company has one pair, its probability is given by its code."""
    codes = tuple(probabilities)
    need = JudgedNeed(
        "П-1",
        JudgedNeed.of_text("", "бетон").need,
        "",
        frozenset(suits),
        dict.fromkeys(mistakes, "kind"),
        "none",
        False,
    )
    right = np.array([code in suits for code in codes], dtype=bool)
    rows = np.zeros((len(codes), len(FEATURES)))
    return Judged(Examples(need, rows, right, codes), np.array(list(probabilities.values())))


def test_the_first_three_are_those_above_both_thresholds():
    need = judged({"А": 0.9, "Б": 0.5, "В": 0.2})
    assert list(need.first_three(0.1, 0.0)) == ["А", "Б", "В"]
    assert list(need.first_three(0.3, 0.0)) == ["А", "Б"]
    assert list(need.first_three(0.1, 0.6)) == ["А"]


def test_a_company_counts_by_its_best_pair():
    need = judged({"А": 0.9, "Б": 0.5})
    twice = Judged(
        Examples(need.examples.query, np.zeros((2, len(FEATURES))), np.array([True, False]), ("А", "А")),
        np.array([0.2, 0.8]),
    )
    assert twice.by_company() == {"А": 0.8}


def test_a_need_is_right_with_a_suitable_company_and_no_mistake():
    good = judged({"А": 0.9, "Б": 0.5}, suits=["А"], mistakes=["В"])
    bad = judged({"А": 0.9, "Б": 0.5}, suits=["А"], mistakes=["Б"])
    assert headline([good, bad], shown=0.3, near_best=0.0) == 0.5


def test_thresholds_leave_out_the_mistake_and_as_little_else_as_possible():
    needs = [judged({"А": 0.9, "Б": 0.5}, ["А"], ["Б"]), judged({"А": 0.5, "Б": 0.1}, ["А"], ["Б"])]
    shown, near_best = choose_shown(needs)
    assert headline(needs, shown, near_best) == 1.0
    assert (shown, near_best) == (0.04, 0.6)


def test_nobody_is_right_where_nobody_suits():
    assert choose_shown([judged({"А": 0.2}), judged({"Б": 0.4}, ["Б"])])[0] == pytest.approx(0.22)


def test_fits_begins_where_the_stated_share_is_right():
    needs = [
        judged({"А": 0.9}, ["А"]),
        judged({"А": 0.8}, ["А"]),
        judged({"А": 0.7}),
        judged({"А": 0.6}, ["А"]),
    ]
    assert choose_fits(needs, 0.1, 0.0, precision=0.9) == 0.8
    assert choose_fits(needs, 0.1, 0.0, precision=0.7) == 0.6
    assert choose_fits([judged({"А": 0.9})], 0.1, 0.0, precision=0.9) == 0.99


def test_calibration_draws_boastful_probabilities_together():
    boastful = [
        judged({"А": 0.99}, ["А"]),
        judged({"А": 0.99}),
        judged({"А": 0.01}, ["А"]),
        judged({"А": 0.01}),
    ]
    slope, shift = calibration(boastful)
    assert slope == pytest.approx(0, abs=1e-3)
    assert shift == pytest.approx(0, abs=1e-3)
