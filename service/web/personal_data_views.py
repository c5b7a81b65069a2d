"""Personal data of a company: what is kept, taken out as a file, erased for good, asked for by a member."""

from collections.abc import Mapping

from flask import Response, redirect, render_template, request, url_for

from data.entry import EntryError
from data.tables.pool import CompanyRow
from service.access import may_erase, may_export_personal_data
from service.api.context import caller, services
from service.office_files import XLSX
from service.privacy.asking import KINDS
from service.web.blueprint import Page, blueprint
from service.web.notices import Notice, leave_notice

ASKED = "Просьба передана сотрудникам ассоциации"


@blueprint.get("/companies/<int:id_>/data")
def personal_data(id_: int) -> str:
    """What is kept of a company, by table."""
    return _page(id_)


@blueprint.get("/companies/<int:id_>/data.<any(json, xlsx):kind>")
def personal_data_file(id_: int, kind: str) -> Response:
    """All of it as one file."""
    kept = services().personal_data.kept(caller(), id_)
    content, mimetype = (kept.as_json(), "application/json") if kind == "json" else (kept.as_xlsx(), XLSX)
    headers = {"Content-Disposition": f'attachment; filename="data-{id_}.{kind}"'}
    return Response(content, mimetype=mimetype, headers=headers)


@blueprint.post("/companies/<int:id_>/data/<any(person, company):kind>")
def erase_data(id_: int, kind: str) -> Page:
    """Erases for good once the code was typed."""
    use = services().erasure
    try:
        (use.person if kind == "person" else use.company)(caller(), id_, request.form.get("code", ""))
    except EntryError as error:
        return _page(id_, kind, {str(one.field): str(one) for one in error.errors}), 422
    leave_notice(Notice("Стёрто насовсем: из базы, снимков, кэшей и загруженных файлов"))
    return redirect(url_for("web.personal_data", id_=id_), 303)


@blueprint.get("/my/data")
def my_data() -> str:
    """What is kept of the own company, in words, and how to ask for it."""
    return render_template("my_data.html")


@blueprint.post(f"/my/data/<any({', '.join(KINDS)}):kind>")
def my_ask_data(kind: str) -> Page:
    """Asks staff for a file or for erasing; asked twice it is one request."""
    services().data_requests.ask(caller(), kind)
    leave_notice(Notice(ASKED))
    return redirect(url_for("web.my_data"), 303)


def _page(id_: int, wrong: str = "", errors: Mapping[str, str] | None = None) -> str:
    return render_template(
        "personal_data.html",
        company=services().pool_entry.seen(caller(), CompanyRow, id_, archived=True),
        counts=services().personal_data.kept(caller(), id_).counts
        if may_export_personal_data(caller())
        else {},
        may_erase=may_erase(caller()),
        wrong=wrong,
        errors=errors or {},
    )
