"""Verdicts counted by kind and by month."""

from datetime import date, datetime

from data.store.verdict_figures import GivenVerdict
from service.quality.verdict_counts import verdict_counts


def given(verdict, *moment):
    return GivenVerdict(1, verdict, None, datetime(*moment).astimezone())


def test_kinds_without_a_verdict_are_told_too_and_months_come_in_order():
    found = verdict_counts(
        [given("contract", 2026, 11, 1), given("contract", 2026, 9, 30), given("known", 2026, 11, 30)]
    )
    assert found.by_kind == {
        "suitable": 0,
        "unsuitable": 0,
        "known": 1,
        "contacted": 0,
        "quoted": 0,
        "contract": 2,
    }
    assert list(found.by_month.items()) == [(date(2026, 9, 1), 1), (date(2026, 11, 1), 2)]
