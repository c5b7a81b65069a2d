import numpy as np
import pytest

from training.evaluation.asking import Found, Given
from training.evaluation.calibration import (
    brier_skill,
    calibration_error,
    judge_calibration,
    reliability,
)


def test_the_calibration_error_is_the_mean_gap_of_bins_of_equal_mass():
    said, so = np.array([0.1, 0.9, 0.3, 0.7]), np.array([0.0, 1.0, 1.0, 0.0])
    # two bins: (.1, .3) says .2 and half are right, (.7, .9) says .8 and half are right
    assert calibration_error(said, so, bins=2) == pytest.approx((2 * 0.3 + 2 * 0.3) / 4)


def test_bins_of_unequal_size_weigh_by_their_pairs():
    said, so = np.array([0.0, 0.0, 1.0]), np.array([0.0, 1.0, 1.0])
    # numpy gives the first bin the odd pair: it says 0 and half are right; the second is right
    assert calibration_error(said, so, bins=2) == pytest.approx((2 * 0.5 + 1 * 0.0) / 3)


def test_there_are_no_more_bins_than_pairs():
    assert reliability(np.array([0.4]), np.array([1.0]), bins=10) == [
        {"probability": 0.4, "right": 1.0, "pairs": 1}
    ]


def test_the_skill_is_one_of_an_oracle_and_none_of_the_base_rate():
    so = np.array([1.0, 1.0, 1.0, 0.0])
    assert brier_skill(so, so) == 1
    assert brier_skill(np.full(4, 0.75), so) == pytest.approx(0)
    assert brier_skill(np.full(4, 0.5), so) == pytest.approx(1 - 0.25 / (0.75 * 0.25))


def test_only_the_first_three_proposed_companies_are_judged():
    matches = tuple(Found(code, 0.5, "fits") for code in "абвг")
    answers = {"q1": Given(matches, (Found("д", 0.1, None),)), "q2": Given(())}
    figures = judge_calibration(answers, {"q1": {"а": 2, "г": 1}, "q2": {"а": 2}})
    assert figures["pairs"] == 3
    assert figures["base_rate"] == pytest.approx(1 / 3)
    assert figures["calibration_error"]["mean"] == pytest.approx(1 / 2)  # each of three bins is one pair
