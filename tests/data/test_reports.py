"""Figures kept by reports, found again beside a later one."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from data.store.figures import stocks
from data.store.pool import pool_revision
from data.store.reports import NicheCounts, State, keep, latest_before
from data.tables.pool import AuditRow, ChainRow, ReportRow

OCTOBER = datetime(2026, 10, 1, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


def kept_at(session, moment, niches=None):
    keep(session, State(moment, stocks(session), niches), "user:1")


def test_figures_come_back_as_they_were_kept(database):
    with database.changing("test", "keep") as session:
        session.add(ChainRow(code="Ц-1", title="Стены", investment_rub=3600.5))
        session.flush()
        told = stocks(session)
        kept_at(session, OCTOBER - INSTANT, NicheCounts(2, 5))
    with database.reading() as session:
        assert latest_before(session, OCTOBER) == State(OCTOBER - INSTANT, told, NicheCounts(2, 5))


def test_the_latest_of_those_before_the_moment_is_taken(database):
    with database.changing("test", "keep") as session:
        for days, niches in ((-9, 1), (-2, 2), (-5, 3), (0, 4), (3, 5)):
            kept_at(session, OCTOBER + timedelta(days=days), NicheCounts(niches, 0))
        assert latest_before(session, OCTOBER).niches == NicheCounts(2, 0)


def test_before_the_first_report_there_is_nothing(database):
    with database.changing("test", "keep") as session:
        kept_at(session, OCTOBER)
        assert latest_before(session, OCTOBER) is None


def test_figures_of_another_version_count_as_none(database):
    with database.changing("test", "keep") as session:
        session.add(ReportRow(taken_by="user:1", taken_at=OCTOBER - INSTANT, figures={"companies": 3}))
        session.flush()
        assert latest_before(session, OCTOBER) is None


def test_keeping_raises_no_revision_of_the_pool_and_leaves_a_line(database):
    with database.reading() as session:
        before = pool_revision(session)
    with database.changing("user:1", "reports.keep") as session:
        kept_at(session, OCTOBER)
    with database.reading() as session:
        assert pool_revision(session) == before
        assert session.scalars(select(AuditRow.action)).all() == ["reports.keep"]
