"""The last day of a term told in words, counted from the day on which it was told."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.tables.pool import NeedRow
from data.terms import last_day

THURSDAY = date(2026, 11, 12)


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("До конца месяца", date(2026, 11, 30)),
        ("до конца квартала", date(2026, 12, 31)),
        ("до конца недели", date(2026, 11, 15)),
        ("на следующей неделе", date(2026, 11, 22)),
        ("в течение 10 дней", date(2026, 11, 22)),
        ("в течение двух недель", None),
        ("до субботы", date(2026, 11, 14)),
        ("до четверга", THURSDAY),
        ("сегодня", THURSDAY),
        ("к 5 декабря", date(2026, 12, 5)),
        ("до 1 марта", date(2027, 3, 1)),
        ("до 1 марта 2028 г.", date(2028, 3, 1)),
        ("15.12", date(2026, 12, 15)),
        ("до 15.12.26", date(2026, 12, 15)),
        ("до апреля", date(2027, 3, 31)),
        ("в ноябре", date(2026, 11, 30)),
        ("май", date(2027, 5, 31)),
        ("II квартал 2027", date(2027, 6, 30)),
        ("до 29 февраля", date(2028, 2, 29)),
    ],
)
def test_words_that_end_have_a_last_day(words, last):
    assert last_day(words, THURSDAY) == last


@pytest.mark.parametrize(
    "words",
    [
        "ежемесячно",
        "с марта",
        "срочно",
        "как снег сойдёт",
        "до 31 февраля",
        "2026-13-45",
        "",
        "к маю, партиями",
    ],
)
def test_words_that_may_mean_anything_have_none(words):
    assert last_day(words, THURSDAY) is None


@given(st.text(max_size=40), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_no_words_break_the_reading(words, told_on):
    last = last_day(words, told_on)
    assert last is None or isinstance(last, date)


@given(
    st.sampled_from(
        ["до конца месяца", "к 5 декабря", "до апреля", "в мае", "I квартал", "до пятницы", "31.12"]
    )
)
def test_a_term_without_a_year_is_never_past_when_it_is_told(words):
    days = (date(2026, 1, 1) + timedelta(days=n) for n in range(366))
    assert all(last_day(words, day) >= day for day in days)


def test_a_need_remembers_the_day_on_which_its_term_was_told():
    need = NeedRow(title="Песок", due="до конца месяца")
    assert need.due_told_on == date.today() and need.due_on == last_day("до конца месяца", date.today())
    need.due_told_on = need.due_on = date(2026, 1, 31)
    need.due = "до конца месяца"
    assert need.due_on == date(2026, 1, 31), "the same words again are no new term"
    need.due = None
    assert (need.due_on, need.due_told_on) == (None, date.today())
