"""Wilson's interval: against values of the published formula, and where little is known."""

import pytest

from service.quality.shares import Share


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [
        (8, 10, 0.4902, 0.9433),  # worked by hand from the formula
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (50, 100, 0.4038, 0.5962),
    ],
)
def test_the_interval_is_wilsons(right, of, low, high):
    assert Share(right, of).interval == pytest.approx((low, high), abs=1e-4)


def test_nothing_proves_nothing():
    assert (Share(0, 0).mean, Share(0, 0).interval) == (None, (0.0, 1.0))


def test_more_of_the_same_proves_more():
    few, many = Share(4, 5).interval, Share(400, 500).interval
    assert few[0] < many[0] < 0.8 < many[1] < few[1]
