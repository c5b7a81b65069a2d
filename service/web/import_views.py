"""The import wizard: upload, matching, preview, confirmation."""

from io import BytesIO

from flask import redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from data.exchange.columns import SHEETS
from service.api.context import caller, services
from service.errors import InvalidError
from service.importing.importing import Matched
from service.importing.sample import sample_file
from service.reports.files import XLSX
from service.web.blueprint import Page, blueprint
from service.web.import_choosing import posted
from service.web.import_words import SHEET_OPTIONS, meanings, table_choice
from service.web.notices import Notice, leave_notice
from service.web.presenting import cell_text


@blueprint.get("/import")
def imports() -> str:
    """The form of an upload, what tables hold, and the last imports."""
    return _upload_page()


@blueprint.get("/import/sample.xlsx")
def import_sample() -> Response:
    """The sample."""
    content = BytesIO(sample_file())
    return send_file(content, XLSX.media_type, as_attachment=True, download_name="Образец загрузки.xlsx")


@blueprint.post("/import")
def upload_import() -> Page:
    """Keeps the file; leads to the preview at once where nothing is left to match."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return _upload_page("Файл не выбран: укажите XLSX или CSV"), 422
    try:
        token = services().importing.upload(caller(), file.filename, file.stream)
    except InvalidError as error:
        return _upload_page(str(error)), 422
    is_certain = services().importing.is_certain(caller(), token)
    return redirect(url_for("web.import_preview" if is_certain else "web.match_import", token=token), 303)


@blueprint.route("/import/<token>/match", methods=["GET", "POST"])
def match_import(token: str) -> Page:
    """Which sheet and which columns the file holds; what is chosen anew gets its columns proposed first."""
    if done := _done(token):
        return done
    found = services().importing.matched(caller(), token)
    if request.method == "GET":
        return _match_page(token, found)
    chosen = [posted(index, table, request.form) for index, (table, _) in enumerate(found)]
    seen = [(one.table, one.matching) for one in chosen]
    if any(one.is_new for one in chosen):
        return _match_page(token, seen)
    try:
        services().importing.choose(caller(), token, [one.matching for one in chosen])
    except InvalidError as error:
        return _match_page(token, seen, str(error)), 422
    return redirect(url_for("web.import_preview", token=token), 303)


@blueprint.get("/import/<token>/preview")
def import_preview(token: str) -> Page:
    """What the import would do."""
    if done := _done(token):
        return done
    try:
        preview = services().importing.preview(caller(), token)
    except InvalidError as error:
        found = services().importing.matched(caller(), token)
        return _match_page(token, found, str(error)), 422
    return render_template("import_preview.html", preview=preview, token=token, cell_text=cell_text)


@blueprint.post("/import/<token>/confirm")
def confirm_import(token: str) -> Response:
    """Imports; sent twice it imports once."""
    return redirect(url_for("web.import_result", id_=services().importing.confirm(caller(), token)), 303)


@blueprint.post("/import/<token>/cancel")
def cancel_import(token: str) -> Response:
    """Removes the file."""
    if done := _done(token):
        return done
    services().importing.cancel(caller(), token)
    leave_notice(Notice("Загрузка отменена: файл убран, в базе ничего не изменено"))
    return redirect(url_for("web.imports"), 303)


def _done(token: str) -> Response | None:
    """Where «back» leads after the confirmation."""
    id_ = services().importing.done(caller(), token)
    return redirect(url_for("web.import_result", id_=id_), 303) if id_ else None


def _match_page(token: str, found: Matched, error: str = "") -> str:
    tables = [table_choice(index, table, matching) for index, (table, matching) in enumerate(found)]
    return render_template(
        "import_match.html", token=token, tables=tables, sheet_options=SHEET_OPTIONS, error=error
    )


def _upload_page(error: str = "") -> str:
    sheets = [(sheet.title, meanings(sheet)) for sheet in SHEETS]
    latest = services().importing.latest(caller())
    return render_template("imports.html", sheets=sheets, latest=latest, error=error)
