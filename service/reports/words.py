"""How a report names its periods and what it sets beside each other."""

from data.periods import MONTH, QUARTER, YEAR, Period
from service.reports.reporting import Report
from service.wording import day

TITLE = "Справка о работе промышленного кластера"
_MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
_QUARTERS = ("I", "II", "III", "IV")


def period_name(period: Period) -> str:
    """«IV квартал 2026 года», «2026 год», «ноябрь 2026 года», else «с 05.10.2026 по 20.10.2026»."""
    start, months = period.start, period.months
    if months == YEAR and start.month == 1:
        return f"{start.year} год"
    if months == QUARTER and start.month % QUARTER == 1:
        return f"{_QUARTERS[start.month // QUARTER]} квартал {start.year} года"
    if months == MONTH:
        return f"{_MONTHS[start.month - 1]} {start.year} года"
    return f"с {day(start)} по {day(period.last_day)}"


def period_days(period: Period) -> str:
    """«01.10.2026–31.12.2026»."""
    return f"{day(period.start)}–{day(period.last_day)}"


def introduction(report: Report) -> tuple[str, ...]:
    """Which periods are told and which days compared, one sentence each."""
    period, before = report.period, report.period.before
    return (
        f"Период: {period_name(period)} ({period_days(period)}).",
        f"Прошлый период: {period_name(before)} ({period_days(before)}).",
        f"Состояние на {day(report.now.taken_at.astimezone())}. {_compared(report)}",
    )


def _compared(report: Report) -> str:
    if report.before:
        return f"Сравнивается с цифрами справки от {day(report.before.taken_at.astimezone())}."
    return f"Данных за прошлый период нет: до {day(report.period.start)} справка не составлялась."
