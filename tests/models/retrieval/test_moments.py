from math import sqrt

import numpy as np
import pytest

from models.retrieval.moments import REFERENCE_ROWS, ChannelMoments, Moments


def test_moments_of_two_pools_put_together_are_those_of_all_rows():
    ours, others = np.array([1.0, 3.0] * 50), np.array([5.0, 5.0] * (REFERENCE_ROWS // 2))
    together = np.concatenate([ours, others])
    found = Moments.of(ours).beside(Moments.of(others), num_rows=100)
    assert (found.mean, found.deviation) == pytest.approx((together.mean(), together.std()))


def test_an_empty_pool_has_the_moments_of_the_reference():
    assert Moments.of(np.empty(0)).beside(Moments(0.8, 0.02), 0) == Moments(0.8, 0.02)


def test_a_large_pool_keeps_its_own_moments():
    found = Moments(0.5, 0.1).beside(Moments(0.9, 0.3), 10**7)
    assert (found.mean, found.deviation) == pytest.approx((0.5, 0.1), abs=1e-3)


def test_scores_are_told_in_deviations_from_the_mean():
    assert list(Moments(0.8, 0.05).standardised(np.array([0.9, 0.8]))) == pytest.approx([2.0, 0.0])


def test_nothing_stands_out_where_nothing_deviates():
    assert list(Moments(1.0, 0.0).standardised(np.array([1.0, 1.0]))) == [0.0, 0.0]


def test_the_reference_survives_a_file():
    moments = ChannelMoments({"meaning": Moments(1.0, 2.0), "words": Moments(5.0, sqrt(2))})
    assert ChannelMoments.from_dict(moments.as_dict()) == moments
