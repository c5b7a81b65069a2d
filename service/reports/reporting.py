"""The use case of the report for the authorities: figures of a period beside those of the one before."""

from dataclasses import dataclass
from datetime import date, timedelta

from data.database import Database
from data.periods import QUARTER, Period, calendar_period
from data.store.figures import Flows, flows, stocks
from data.store.reports import NicheCounts, State, keep, latest_before
from data.tables.pool import now
from service.access import Caller, may_keep_reports, may_report
from service.errors import ForbiddenError, InvalidError, NotReadyError
from service.market.niches import Niches
from service.need_terms import NeedTerms

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)
MAX_DAYS = timedelta(days=3653)  # ten years with three leap days


@dataclass(frozen=True)
class NicheTold:
    """A niche in words that may leave the association: `companies` ask for it."""

    title: str
    companies: int
    is_niche: bool


@dataclass(frozen=True)
class Report:
    """Flows of two periods; the state of now beside the one kept latest before the period began, if any was.

    `niches` are None where there is no snapshot yet.
    """

    period: Period
    flows: Flows
    flows_before: Flows
    now: State
    before: State | None
    niches: tuple[NicheTold, ...] | None


class Reporting:
    """Every use case raises ForbiddenError for a caller who may not report."""

    def __init__(self, database: Database, niches: Niches, terms: NeedTerms) -> None:
        self._database = database
        self._niches = niches
        self._terms = terms

    def report(self, caller: Caller, period: Period) -> Report:
        """The report of this moment; changes nothing."""
        _check(caller)
        niches = self._told_niches(caller)
        with self._database.reading() as session:
            return Report(
                period=period,
                flows=flows(session, period),
                flows_before=flows(session, period.before),
                now=State(now(), stocks(session, self._terms.first_day), _counts(niches)),
                before=latest_before(session, period.moments[0]),
                niches=niches,
            )

    def keep(self, caller: Caller, period: Period) -> Report:
        """The report of this moment, whose figures a later one is set beside."""
        if not may_keep_reports(caller):
            raise ForbiddenError("Цифры справки сохраняют сотрудники ассоциации")
        report = self.report(caller, period)
        with self._database.changing(caller.actor, "reports.keep") as session:
            keep(session, report.now, caller.actor)
        return report

    def _told_niches(self, caller: Caller) -> tuple[NicheTold, ...] | None:
        try:
            found = self._niches.current(caller)
        except NotReadyError:
            return None
        return tuple(NicheTold(found.names[n.id], n.companies, n.is_niche) for n in found.niches)


def asked_period(start: date | None, end: date | None, today: date) -> Period:
    """The period that was asked for, or else the quarter of today. Raises InvalidError with the places."""
    if start is None and end is None:
        return calendar_period(today, QUARTER)
    if start is None or end is None:
        raise InvalidError([("to" if end is None else "from", "нужны обе даты: начало и конец периода")])
    strange = [
        (name, day) for name, day in (("from", start), ("to", end)) if not FIRST_DAY <= day <= LAST_DAY
    ]
    if strange:
        raise InvalidError([(name, "нужна дата от 01.01.2000 до 01.01.2100") for name, _ in strange])
    if start >= end:
        raise InvalidError([("to", "конец периода должен быть позже начала")])
    if end - start > MAX_DAYS:
        raise InvalidError([("to", "период не длиннее 10 лет")])
    return Period(start, end)


def _counts(niches: tuple[NicheTold, ...] | None) -> NicheCounts | None:
    if niches is None:
        return None
    asked_by_several = sum(niche.is_niche for niche in niches)
    return NicheCounts(asked_by_several, len(niches) - asked_by_several)


def _check(caller: Caller) -> None:
    if not may_report(caller):
        raise ForbiddenError("Справку составляют сотрудники ассоциации")
