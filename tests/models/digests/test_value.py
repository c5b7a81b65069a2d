"""How likely both sides take a proposal up."""

import pytest

from models.digests.value import Rates, Tries, smoothed, value


def test_all_three_must_come_true():
    assert value(0.8, 0.5, 0.25) == pytest.approx(0.1)


def test_without_tries_the_mean_is_all_there_is():
    assert smoothed(Tries(), 0.3, 5.0) == pytest.approx(0.3)


def test_tries_draw_the_mean_to_themselves():
    assert smoothed(Tries(asked=5, done=5), 0.5, 5.0) == pytest.approx(0.75)
    assert smoothed(Tries(asked=5, done=0), 0.5, 5.0) == pytest.approx(0.25)


def test_somebody_unknown_has_the_rate_of_the_pool():
    rates = Rates.of({1: Tries(10, 10), 2: Tries(10, 0)}, guess=0.5)
    assert rates.mean == rates.rate(99) == rates.rate(None) == pytest.approx(0.5)


def test_who_answers_is_worth_more_than_who_does_not():
    rates = Rates.of({1: Tries(10, 10), 2: Tries(10, 0)}, guess=0.5)
    assert rates.rate(1) == pytest.approx(12.5 / 15) and rates.rate(2) == pytest.approx(2.5 / 15)


def test_a_pool_of_which_nothing_is_known_has_the_guess():
    assert Rates.of({}, guess=0.25).rate(7) == pytest.approx(0.25)


def test_more_done_than_asked_is_refused():
    with pytest.raises(ValueError, match="more done"):
        Tries(asked=1, done=2)
