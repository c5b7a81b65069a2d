"""The outcome ledger: a period as a table, and the same with single requests as a workbook."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import render_template, request
from werkzeug.wrappers import Response

from data.exchange import cells
from data.exchange.cells import CellError
from data.periods import DAY, MONTH, QUARTER, YEAR, Period, calendar_period
from service.api.context import caller, services
from service.api.downloads import download
from service.errors import InvalidError
from service.journal.outcomes_file import (
    GROUP_NAMES,
    HEADS,
    group_name,
    ledger_name,
    outcomes_xlsx,
    reasons_told,
)
from service.office_files import XLSX
from service.reports.reporting import asked_period
from service.web.blueprint import Page, blueprint
from service.wording import day

CALENDAR = (("Этот месяц", MONTH), ("Этот квартал", QUARTER), ("Этот год", YEAR))
LAST = {MONTH: "Прошлый месяц", QUARTER: "Прошлый квартал", YEAR: "Прошлый год"}


@blueprint.get("/journal/outcomes")
def outcomes() -> Page:
    """From requests to contracts; of this year, by month, unless the address asks otherwise."""
    group = request.args.get("group", "")
    group = group if group in GROUP_NAMES else "month"
    try:
        period = _period(request.args)
    except InvalidError as error:
        return _page(group, request.args, errors=dict(error.places)), 422
    ledger = services().request_ledger.ledger(caller(), period)
    rows = [(group_name(group, one), one, reasons_told(one)) for one in ledger.groups[group]]
    told = f"{day(period.start)} — {day(period.last_day)}"
    total = (ledger.total, reasons_told(ledger.total))
    return _page(group, _dates(period), period_told=told, rows=rows, total=total)


@blueprint.get("/journal/outcomes.xlsx")
def journal_outcomes() -> Response:
    """The same as a workbook: a sheet a grouping, and the requests."""
    ledger = services().request_ledger.ledger(caller(), _period(request.args))
    return download(outcomes_xlsx(caller(), ledger), XLSX, ledger_name(ledger))


def _page(group: str, dates: Mapping[str, Any], **values: Any) -> str:
    return render_template(
        "journal_outcomes.html",
        group=group,
        groups=GROUP_NAMES,
        heads=HEADS,
        dates=dates,
        choices=_choices(date.today()),
        **({"errors": {}} | values),
    )


def _choices(today: date) -> list[tuple[str, dict[str, str]]]:
    found = []
    for name, months in CALENDAR:
        period = calendar_period(today, months)
        found += [(name, _dates(period)), (LAST[months], _dates(period.before))]
    return found


def _dates(period: Period) -> dict[str, str]:
    return {"from": period.start.isoformat(), "through": period.last_day.isoformat()}


def _period(asked: Mapping[str, str]) -> Period:
    """People name the last day of a period. Raises InvalidError."""
    dates = (
        asked if asked.get("from") or asked.get("through") else _dates(calendar_period(date.today(), YEAR))
    )
    start, through = (_day(dates, name) for name in ("from", "through"))
    end = through + DAY if through and through < date.max else through
    try:
        return asked_period(start, end, date.today())
    except InvalidError as error:
        places = [("through" if name == "to" else name, message) for name, message in error.places]
        raise InvalidError(places) from error


def _day(dates: Mapping[str, str], name: str) -> date | None:
    try:
        return cells.day(dates.get(name))
    except CellError as error:
        raise InvalidError([(name, str(error))]) from error
