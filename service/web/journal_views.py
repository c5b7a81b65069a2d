"""The journal: the list of requests, and a new one pasted."""

from collections.abc import Mapping
from datetime import date

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from data.entry import EntryError
from data.vocabulary import CHANNELS
from service.api.context import caller, services
from service.journal.cursor import read_cursor, write_cursor
from service.web.blueprint import Page, blueprint
from service.web.journal_filters import listed_values, read_filters
from service.web.notices import Notice, leave_notice
from service.web.suggestions import suggested


@blueprint.get("/journal")
def journal() -> Page:
    """Requests by what is due first, selected and paged in the address."""
    filters = read_filters(request.args)
    after = read_cursor(request.args.get("after"))
    found = services().request_list.listed(caller(), filters.selection, after=after)
    page = render_template(
        "journal.html",
        found=found,
        next=write_cursor(found.next),
        is_first=after is None,
        today=date.today(),
        suggestions=suggested(["companies"]),
        **listed_values(filters),
    )
    return (page, 422) if filters.errors else page


@blueprint.get("/requests")
@blueprint.get("/requests/<path:rest>")
def requests_of_journal(rest: str = "") -> Response:
    """Programs say «requests»: whoever types that finds the journal."""
    target = url_for("web.journal") + (f"/{rest}" if rest else "")
    query = request.query_string.decode("ascii", "ignore")
    return redirect(f"{target}?{query}" if query else target, 301)


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


def _new(typed: Mapping[str, str], errors: Mapping[str, str]) -> str:
    return render_template("journal_new.html", typed=typed, errors=errors, channels=CHANNELS)
