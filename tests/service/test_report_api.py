"""The report over HTTP: figures, files, keeping, and periods that are none."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import func, select

from data.periods import QUARTER, calendar_period
from data.store.figures import stocks
from data.store.reports import NicheCounts, State, keep
from data.tables.pool import AuditRow, CompanyRow, ContractRow, ReportRow
from service.access import Caller
from service.errors import ForbiddenError
from tests.service.conftest import assert_problem

WHOLE_YEAR = {"from": "2026-01-01", "to": "2027-01-01"}
MEMBER = Caller("key:чужой", "member")


def get(api, path="/report", **query):
    return api.get(path, query_string=query)


def count(services, table):
    with services.database.reading() as session:
        return session.scalar(select(func.count()).select_from(table))


def keep_at(services, moment, **changed):
    with services.database.changing("test", "keep") as session:
        told = replace(stocks(session), **changed)
        keep(session, State(moment, told, NicheCounts(0, 1)), "user:1")


def test_without_dates_it_is_the_quarter_of_today_beside_the_one_before(api):
    this = calendar_period(date.today(), QUARTER)
    answer = get(api).json
    assert answer["period"] == {"from": this.start.isoformat(), "to": this.end.isoformat()}
    assert answer["previous_period"]["to"] == this.start.isoformat()


def test_figures_tell_what_is_in_the_pool(api):
    answer = get(api).json
    assert answer["stocks"]["companies"] == {"member": 1, "joining": 1, "prospect": 2, "outside_customer": 1}
    assert answer["flows"] == {
        "companies": 5,
        "contracts": {"count": 0, "rub": 0.0},
        "needs": 2,
        "needs_closed": 0,
        "needs_archived": 0,
    }
    assert answer["previous_flows"]["companies"] == 0
    assert answer["previous_stocks"] is None


def test_contracts_are_those_of_the_days_asked_for(api, services):
    with services.database.changing("test", "fill") as session:
        a, b = session.scalars(select(CompanyRow.id).limit(2)).all()
        for day, amount in ((date(2026, 3, 31), 5.5), (date(2026, 4, 1), 100.0)):
            pair = {"supplier_id": a, "customer_id": b, "subject": f"Бетон {day}"}
            session.add(ContractRow(**pair, signed_on=day, amount_rub=amount))
    answer = get(api, **{"from": "2026-04-01", "to": "2026-07-01"}).json
    assert answer["flows"]["contracts"] == {"count": 1, "rub": 100.0}
    assert answer["previous_flows"]["contracts"] == {"count": 1, "rub": 5.5}


def test_a_report_keeps_its_figures_and_leaves_a_line(api, services):
    response = api.post("/report", WHOLE_YEAR)
    assert response.status_code == 201
    assert response.json["stocks"]["companies"]["prospect"] == 2
    with services.database.reading() as session:
        row = session.scalars(select(ReportRow)).one()
        assert row.figures["stocks"]["companies"]["prospect"] == 2
        assert row.taken_by.startswith("key:")
        assert session.scalars(select(AuditRow.action)).all()[-1] == "reports.keep"


@pytest.mark.parametrize("path", ["/report", "/report.docx", "/report.xlsx"])
def test_reading_keeps_nothing(api, services, path):
    assert get(api, path).status_code == 200
    assert count(services, ReportRow) == 0


def test_figures_stand_beside_the_latest_kept_before_the_period_began(api, services):
    keep_at(services, datetime(2026, 5, 1, tzinfo=UTC), needs_open=90)
    keep_at(services, datetime(2026, 6, 20, tzinfo=UTC), needs_open=77)
    keep_at(services, datetime(2026, 7, 20, tzinfo=UTC), needs_open=60)
    answer = get(api, **{"from": "2026-07-01", "to": "2026-10-01"}).json
    assert answer["previous_stocks"]["needs_open"] == 77
    assert answer["previous_stocks"]["niches"] == {"niches": 0, "unmet_needs": 1}
    assert answer["stocks"]["needs_open"] == 2


def test_the_files_open_and_are_called_by_their_period(api):
    told = get(api, "/report.docx", **WHOLE_YEAR)
    assert "2026 год" in "\n".join(p.text for p in Document(BytesIO(told.data)).paragraphs)
    table = get(api, "/report.xlsx", **WHOLE_YEAR)
    assert load_workbook(BytesIO(table.data))["Компании по статусам"]["B6"].value == 5
    assert "2026-12-31.docx" in told.headers["Content-Disposition"]
    assert table.content_type.endswith("spreadsheetml.sheet")


WRONG = [
    ({"from": "2026-01-01"}, "to"),
    ({"to": "2026-01-01"}, "from"),
    ({"from": "вчера", "to": "2026-01-01"}, "from"),
    ({"from": "2026-02-30", "to": "2026-03-01"}, "from"),
    ({"from": "2026-01-01", "to": "2026-01-01"}, "to"),
    ({"from": "2026-01-02", "to": "2026-01-01"}, "to"),
    ({"from": "2016-01-01", "to": "2026-01-03"}, "to"),
    ({"from": "0001-01-01", "to": "0002-01-01"}, "from"),
    ({"from": "2099-01-01", "to": "9999-12-31"}, "to"),
]


@pytest.mark.parametrize(("dates", "place"), WRONG)
@pytest.mark.parametrize("path", ["/report", "/report.docx", "/report.xlsx"])
def test_a_period_that_is_none_is_told_with_its_place(api, path, dates, place):
    assert_problem(get(api, path, **dates), 422, parameter=place)


@pytest.mark.parametrize(("dates", "place"), WRONG)
def test_nothing_is_kept_of_a_period_that_is_none(api, services, dates, place):
    assert_problem(api.post("/report", dates), 422, pointer=f"/{place}")
    assert count(services, ReportRow) == 0


@pytest.mark.parametrize("value", [5, True, ["2026-01-01"], {}, 20260101.5])
def test_a_date_is_a_string(api, value):
    assert_problem(api.post("/report", {"from": value, "to": "2026-01-01"}), 422, pointer="/from")


def test_ten_years_are_a_period(api):
    assert get(api, **{"from": "2016-01-01", "to": "2026-01-01"}).status_code == 200


def test_only_staff_report(services):
    period = calendar_period(date(2026, 1, 1), QUARTER)
    with pytest.raises(ForbiddenError):
        services.reporting.report(MEMBER, period)
    with pytest.raises(ForbiddenError):
        services.reporting.keep(MEMBER, period)
    assert count(services, ReportRow) == 0
