"""Periods of a report: whole months, quarters and years of the calendar, or any days."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

DAY = timedelta(days=1)
MONTH, QUARTER, YEAR = 1, 3, 12


@dataclass(frozen=True)
class Period:
    """Days from `start` up to `end`, which is not of the period any more."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"a period from {self.start} to {self.end} has no day")

    @property
    def last_day(self) -> date:
        """The end as people say it."""
        return self.end - DAY

    @property
    def months(self) -> int | None:
        """How many whole months of the calendar it is; None where it is something else."""
        if self.start.day == self.end.day == 1:
            return _months(self.end) - _months(self.start)
        return None

    @property
    def before(self) -> "Period":
        """The period that ends where this one begins: of as many months, or else of as many days."""
        if self.months is not None:
            return Period(_moved(self.start, -self.months), self.start)
        return Period(self.start - (self.end - self.start), self.start)

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """Start and end at midnight of the zone that people here live in."""
        return midnight(self.start), midnight(self.end)


def midnight(day: date) -> datetime:
    """When a day begins, in the zone that people here live in."""
    return datetime.combine(day, time.min).astimezone()


def calendar_period(day: date, months: int) -> Period:
    """The MONTH, QUARTER or YEAR that a day lies in."""
    start = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Period(start, _moved(start, months))


def months_before(day: date, months: int) -> date:
    """The same day some months earlier, or the last day of a month that is too short."""
    first = _moved(day.replace(day=1), -months)
    return min(first + (day.day - 1) * DAY, _moved(first, 1) - DAY)


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def _moved(first_of_month: date, months: int) -> date:
    year, month = divmod(_months(first_of_month) + months, 12)
    return date(year, month + 1, 1)
