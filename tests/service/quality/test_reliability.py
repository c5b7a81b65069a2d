"""Curve and precision on pairs made by hand."""

import pytest

from service.quality.judged_pairs import JudgedPair
from service.quality.reliability import MIN_JUDGED, precision, reliability
from service.quality.shares import Share


def pairs(count, probability, is_right, grade="fits"):
    return [JudgedPair(probability, grade, is_right)] * count


def test_bins_hold_what_was_told_and_what_was_right():
    found = reliability([*pairs(12, 0.9, True), *pairs(3, 1.0, False), *pairs(6, 0.1, False)])
    assert [(bin.low, bin.high, bin.found) for bin in found] == [
        (0.0, 0.2, Share(0, 6)),
        (0.8, 1.0, Share(12, 15)),
    ]
    assert found[1].told == pytest.approx((12 * 0.9 + 3 * 1.0) / 15)


def test_few_pairs_make_no_curve():
    assert reliability(pairs(MIN_JUDGED - 1, 0.5, True)) == ()
    assert len(reliability(pairs(MIN_JUDGED, 0.5, True))) == 1


def test_precision_counts_only_what_is_proposed_under_that_word():
    judged = [
        *pairs(3, 0.9, True),
        *pairs(1, 0.9, False),
        *pairs(2, 0.4, False, "clarify"),
        *pairs(5, 0.1, False, None),
    ]
    assert precision(judged, "fits") == Share(3, 4)
    assert precision(judged, "fits", "clarify") == Share(3, 6)
