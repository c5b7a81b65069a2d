"""The last day of a term that somebody told in words: «до конца месяца», «к 5 декабря», «I квартал 2027».

Only what certainly ends is read; «ежемесячно», «с марта», «срочно» or anything unknown has no last day.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from data.periods import DAY, MONTH, QUARTER, YEAR, calendar_period
from data.text_folding import folded

_MONTHS = (
    "январ",
    "феврал",
    "март",
    "апрел",
    "ма",
    "июн",
    "июл",
    "август",
    "сентябр",
    "октябр",
    "ноябр",
    "декабр",
)
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})(?:[ьйяаюуе])?"
_YEAR = r"(?: (?P<year>20\d\d)(?: ?г(?:ода|\.)?)?)?"
_WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
_WEEKDAY = rf"(?P<weekday>{'|'.join(_WEEKDAYS)})[аыуея]?"
_BY = r"(?:(?:до|к|не позднее|не позже) )?"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_UNITS = {"д": 1, "с": 1, "н": 7, "м": 30}  # days of a day, сутки, a week and a month

Reader = Callable[[re.Match[str], date], date | None]


def last_day(words: str, told_on: date) -> date | None:
    """The day after which a term told on a given day is past; None where nothing says so."""
    told = folded(words).rstrip(".! ")
    for pattern, read in _READERS:
        if found := pattern.fullmatch(told):
            return read(found, told_on)
    return None


def _iso(found: re.Match[str], told_on: date) -> date | None:
    return _date(*map(int, found.groups()))


def _end_of(months: int) -> Reader:
    return lambda found, told_on: calendar_period(told_on, months).last_day


def _in_days(days: int) -> Reader:
    return lambda found, told_on: told_on + days * DAY


def _end_of_week(weeks: int) -> Reader:
    return lambda found, told_on: told_on + (6 - told_on.weekday() + 7 * weeks) * DAY


def _weekday(found: re.Match[str], told_on: date) -> date | None:
    return told_on + (_WEEKDAYS.index(found["weekday"]) - told_on.weekday()) % 7 * DAY


def _within(found: re.Match[str], told_on: date) -> date | None:
    return told_on + timedelta(days=int(found["count"]) * _UNITS[found["unit"][0]])


def _day_of_month(found: re.Match[str], told_on: date) -> date | None:
    month = int(found["number"]) if "number" in found.re.groupindex else _month(found)
    if found["year"]:
        return _date(int(found["year"]) % 100 + 2000, month, int(found["day"]))
    days = (_date(year, month, int(found["day"])) for year in range(told_on.year, told_on.year + 5))
    return next((day for day in days if day and day >= told_on), None)


def _end_of_month(found: re.Match[str], told_on: date) -> date | None:
    return calendar_period(_first_of_month(found, told_on), MONTH).last_day


def _before_month(found: re.Match[str], told_on: date) -> date | None:
    day = _first_of_month(found, told_on) - DAY
    return day if day >= told_on or found["year"] else _date(day.year + 1, day.month, day.day)


def _quarter(found: re.Match[str], told_on: date) -> date | None:
    month = 3 * _QUARTERS[found["quarter"]] - 2
    year = int(found["year"]) if found["year"] else told_on.year
    last = calendar_period(date(year, month, 1), QUARTER).last_day
    return (
        last
        if last >= told_on or found["year"]
        else calendar_period(date(year + 1, month, 1), QUARTER).last_day
    )


def _first_of_month(found: re.Match[str], told_on: date) -> date:
    month = _month(found)
    if found["year"]:
        return date(int(found["year"]), month, 1)
    return date(told_on.year + (month < told_on.month), month, 1)


def _month(found: re.Match[str]) -> int:
    return _MONTHS.index(found["month"]) + 1


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"(\d{4})-(\d\d)-(\d\d)", _iso),
        (r"сегодня", _in_days(0)),
        (r"(?:до |на )?завтра", _in_days(1)),
        (r"(?:(?:до|в|к) )?кон(?:ца|це|цу|ец) (?:этого |текущего )?месяца|в этом месяце", _end_of(MONTH)),
        (r"(?:(?:до|в|к) )?кон(?:ца|це|цу|ец) (?:этого |текущего )?квартала", _end_of(QUARTER)),
        (r"(?:(?:до|в|к) )?кон(?:ца|це|цу|ец) (?:этого |текущего )?года|до нового года", _end_of(YEAR)),
        (r"(?:до конца недели|(?:на )?эт(?:ой|а) недел[ея])", _end_of_week(0)),
        (r"(?:до конца следующей недели|на (?:следующей|той) неделе)", _end_of_week(1)),
        (rf"(?:до|к|в|во) {_WEEKDAY}", _weekday),
        (r"в течение (?P<count>\d{1,3}) (?P<unit>дн|сут|недел|мес)\w*", _within),
        (rf"{_BY}(?P<day>\d{{1,2}}) {_MONTH}{_YEAR}", _day_of_month),
        (
            rf"{_BY}(?P<day>\d{{1,2}})\.(?P<number>\d{{1,2}})(?:\.(?P<year>(?:20)?\d\d))?",
            _day_of_month,
        ),
        (rf"(?:до|к) {_MONTH}{_YEAR}", _before_month),
        (rf"(?:в |(?:(?:до|в|к) )?кон(?:ца|це|цу|ец) )?{_MONTH}{_YEAR}", _end_of_month),
        (
            rf"(?:(?:в|во|до конца) )?(?P<quarter>i{{1,3}}|iv|[1-4])(?:-?\w{{1,3}})? квартал[еа]?{_YEAR}",
            _quarter,
        ),
    )
)
