"""Figures of reports are the same on every engine."""

from datetime import UTC, datetime, timedelta

from data.periods import QUARTER, calendar_period
from data.store.figures import Flows, Sum, flows, stocks
from data.store.reports import NicheCounts, State, keep, latest_before
from data.tables.pool import CompanyRow, ContractRow, NeedRow, VerdictRow

NOON = datetime(2026, 8, 15, 12, tzinfo=UTC)
PERIOD = calendar_period(NOON.date(), QUARTER)


def fill(session):
    """Two companies, a contract, and a need that two verdicts close."""
    told = {"status": "member", "created_at": NOON}
    a, b = (CompanyRow(code=code, name=code, name_folded=code, **told) for code in "аб")
    session.add_all((a, b))
    session.flush()
    need = NeedRow(company_id=a.id, kind="product", title="Цемент", created_at=NOON - timedelta(days=90))
    contract = {"supplier_id": b.id, "customer_id": a.id, "subject": "Цемент", "amount_rub": 1_000_000.25}
    session.add_all((need, ContractRow(**contract, signed_on=NOON.date())))
    session.flush()
    said = {"need_id": need.id, "company_id": b.id, "snapshot": "с", "given_by": "user:1"}
    for moment in (NOON, NOON + timedelta(days=90)):
        session.add(VerdictRow(**said, verdict="contract", given_at=moment))
    session.flush()


def test_figures_are_counted_kept_and_found_again(database):
    with database.changing("test", "fill") as session:
        fill(session)
        told = State(NOON, stocks(session), NicheCounts(1, 2))
        keep(session, told, "user:1")
    with database.reading() as session:
        assert flows(session, PERIOD) == Flows(2, Sum(1, 1_000_000.25), 0, needs_closed=1, needs_archived=0)
        assert (told.stocks.needs_open, told.stocks.needs_closed) == (0, 1)
        assert latest_before(session, NOON + timedelta(microseconds=1)) == told
        assert latest_before(session, NOON) is None
