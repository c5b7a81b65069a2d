"""The page of the report: its tables, the choice of the period, and both files."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from data.exchange import cells
from data.exchange.cells import CellError
from data.periods import DAY, MONTH, QUARTER, YEAR, Period, calendar_period
from service.api.context import caller, services
from service.api.report import file_answer
from service.errors import InvalidError
from service.reports.files import FILES
from service.reports.reporting import asked_period
from service.reports.sections import sections
from service.reports.words import introduction, period_name
from service.web.blueprint import blueprint
from service.web.notices import Notice, leave_notice

Page = str | tuple[str, int]

KEPT = "Справка сформирована: цифры сохранены для сравнения, файлы можно скачать."
CALENDAR = (
    ("Этот месяц", "Прошлый месяц", MONTH),
    ("Этот квартал", "Прошлый квартал", QUARTER),
    ("Этот год", "Прошлый год", YEAR),
)


@blueprint.get("/report")
def report() -> Page:
    """The figures of a period as tables; of the current quarter unless dates are given."""
    try:
        period = _period(request.args)
    except InvalidError as error:
        return _page(errors=dict(error.places)), 422
    found = services().reporting.report(caller(), period)
    return _page(period, introduction=introduction(found), sections=sections(found))


@blueprint.post("/report")
def keep_report() -> Response:
    """Keeps the figures of this moment."""
    period = _period(request.form)
    services().reporting.keep(caller(), period)
    leave_notice(Notice(KEPT))
    return redirect(url_for("web.report", **_dates(period)), 303)


@blueprint.get("/report.<any(docx, xlsx):extension>")
def report_file(extension: str) -> Response:
    """The report as a file; keeps nothing."""
    return file_answer(FILES[extension], services().reporting.report(caller(), _period(request.args)))


def _page(period: Period | None = None, errors: Mapping[str, str] | None = None, **values: object) -> str:
    dates = _dates(period) if period else request.args
    choices = [(name, _dates(chosen)) for name, chosen in _calendar(date.today())]
    name = period_name(period) if period else ""
    common = {"dates": dates, "choices": choices, "period_name": name, "errors": errors or {}}
    return render_template("report.html", **common, **values)


def _calendar(today: date) -> list[tuple[str, Period]]:
    found = []
    for this, last, months in CALENDAR:
        period = calendar_period(today, months)
        found += [(this, period), (last, period.before)]
    return found


def _dates(period: Period) -> dict[str, Any]:
    return {"from": period.start.isoformat(), "through": period.last_day.isoformat()}


def _period(values: Mapping[str, str]) -> Period:
    """People name the last day of a period, programs the day after it."""
    start, through = (_day(values, name) for name in ("from", "through"))
    end = through + DAY if through and through < date.max else through
    try:
        return asked_period(start, end, date.today())
    except InvalidError as error:
        places = [("through" if name == "to" else name, message) for name, message in error.places]
        raise InvalidError(places) from error


def _day(values: Mapping[str, str], name: str) -> date | None:
    try:
        return cells.day(values.get(name))
    except CellError as error:
        raise InvalidError([(name, str(error))]) from error
