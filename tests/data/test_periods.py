"""Periods of the calendar and the ones before them."""

from datetime import date

import pytest

from data.periods import MONTH, QUARTER, YEAR, Period, calendar_period

CALENDAR = [
    (date(2026, 11, 27), MONTH, date(2026, 11, 1), date(2026, 12, 1)),
    (date(2026, 11, 27), QUARTER, date(2026, 10, 1), date(2027, 1, 1)),
    (date(2026, 3, 31), QUARTER, date(2026, 1, 1), date(2026, 4, 1)),
    (date(2024, 2, 29), YEAR, date(2024, 1, 1), date(2025, 1, 1)),
]


@pytest.mark.parametrize(("day", "months", "start", "end"), CALENDAR)
def test_a_day_lies_in_its_month_quarter_and_year(day, months, start, end):
    assert calendar_period(day, months) == Period(start, end)


BEFORE = [
    (date(2026, 1, 1), date(2026, 4, 1), date(2025, 10, 1)),
    (date(2026, 3, 1), date(2026, 4, 1), date(2026, 2, 1)),
    (date(2025, 1, 1), date(2026, 1, 1), date(2024, 1, 1)),
    (date(2026, 3, 2), date(2026, 3, 12), date(2026, 2, 20)),
]


@pytest.mark.parametrize(("start", "end", "before"), BEFORE)
def test_the_period_before_is_as_long_in_months_or_else_in_days(start, end, before):
    assert Period(start, end).before == Period(before, start)


def test_a_period_without_a_day_is_none():
    with pytest.raises(ValueError, match="no day"):
        Period(date(2026, 1, 1), date(2026, 1, 1))


def test_the_last_day_is_told_as_people_say_it():
    assert Period(date(2026, 1, 1), date(2026, 4, 1)).last_day == date(2026, 3, 31)
