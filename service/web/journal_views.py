"""The journal: the list of requests, a new one pasted, and the outcome ledger as a file."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO

from flask import redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from data import cells
from data.cells import CellError
from data.entry import EntryError
from data.periods import YEAR, calendar_period
from data.store.journal import Selection
from data.vocabulary import CHANNELS, REQUEST_STATES
from service.api.context import caller, services
from service.errors import InvalidError
from service.journal.outcomes_file import outcomes_xlsx
from service.office_files import XLSX
from service.reports.reporting import asked_period
from service.web.blueprint import blueprint
from service.web.notices import Notice, leave_notice

Page = str | Response | tuple[str, int]
OVERDUE, SILENT = "overdue", "silent"


@blueprint.get("/journal")
def journal() -> str:
    """Requests by what is due first, selected in the address."""
    found = services().journal.listed(caller(), _selection(request.args))
    return render_template(
        "journal.html",
        found=found,
        chosen=request.args,
        states=REQUEST_STATES,
        people=services().journal.people(caller()),
        today=date.today(),
        year=_year(),
    )


@blueprint.route("/journal/new", methods=["GET", "POST"])
def new_request() -> Page:
    """A pasted text; what was typed stays when something is wrong."""
    if request.method == "GET":
        return _new({}, {})
    typed = {name: request.form.get(name, "") for name in ("text", "channel")}
    try:
        row = services().journal.draft(caller(), typed["text"], typed["channel"])
    except EntryError as error:
        return _new(typed, {str(e.field): str(e) for e in error.errors}), 422
    leave_notice(Notice("Обращение записано. Проверьте, что прочитано из текста, и подтвердите."))
    return redirect(url_for("web.journal_request", id_=row.id), 303)


@blueprint.get("/journal/outcomes.xlsx")
def journal_outcomes() -> Response:
    """From requests to the sum of contracts; a year unless dates are given."""
    dates = _year() | request.args
    try:
        start, last = cells.day(dates["from"]), cells.day(dates["through"])
    except CellError as error:
        raise InvalidError([("from", str(error))]) from error
    end = date.fromordinal(last.toordinal() + 1) if last and last < date.max else last
    found = services().journal.outcomes(caller(), asked_period(start, end, date.today()))
    content, name = BytesIO(outcomes_xlsx(found)), f"Итоги обращений {start} — {last}.xlsx"
    return send_file(content, XLSX, as_attachment=True, download_name=name)


def _new(typed: Mapping[str, str], errors: Mapping[str, str]) -> str:
    return render_template("journal_new.html", typed=typed, errors=errors, channels=CHANNELS)


def _selection(asked: Mapping[str, str]) -> Selection:
    kept, state, whose = services().journal, asked.get("state", ""), asked.get("responsible", "")
    return Selection(
        states=(state,) if state in REQUEST_STATES else (),
        responsible_id=int(whose) if whose.isascii() and whose.isdecimal() and len(whose) < 16 else None,
        overdue_on=kept.overdue().overdue_on if asked.get("show") == OVERDUE else None,
        silent_since=kept.silent().silent_since if asked.get("show") == SILENT else None,
    )


def _year() -> dict[str, str]:
    year = calendar_period(date.today(), YEAR)
    return {"from": year.start.isoformat(), "through": year.last_day.isoformat()}
