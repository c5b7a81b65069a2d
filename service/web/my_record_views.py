"""The profile, offers and needs of a member: listed, entered, edited, archived, brought back."""

from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from data.references import places
from data.store.records import find, records_of
from data.tables.pool import CompanyRow, NeedRow
from data.versions import Version
from models.reading.request_draft import read_request
from service.access import may_see_record
from service.api.context import caller, services
from service.entry_rights import NOT_THERE
from service.errors import NotFoundError
from service.web.blueprint import Page, blueprint
from service.web.entering import Editing, entered, seen_version
from service.web.form_page import FormPage
from service.web.kinds import KINDS
from service.web.my_forms import own_fields, read_values, values_with
from service.web.my_proposals import OwnProposal, own_proposals
from service.web.my_saving import saved
from service.web.my_views import own_id
from service.web.notices import Notice, leave_notice
from service.web.record_form import Values, name_of, new_values
from service.wording import shortened

SHEETS = "any(offers, needs)"
PAGE_SIZE = 30
MAX_TEXT = 20_000


@blueprint.get(f"/my/<{SHEETS}:sheet>")
def my_records(sheet: str) -> str:
    """Own offers or needs, the newest first, with what waits for a yes."""
    page = max(request.args.get("page", 1, type=int), 1)
    with services().database.reading() as session:
        rows: list[Any] = records_of(session, KINDS[sheet].table, own_id())[::-1]
    start = (page - 1) * PAGE_SIZE
    waiting = [one for one in own_proposals("waits") if one.row.kind == sheet]
    return render_template(
        "my_records.html",
        sheet=sheet,
        rows=rows[start : start + PAGE_SIZE],
        page=page,
        is_more=len(rows) > start + PAGE_SIZE,
        waiting={one.row.record_id: one for one in waiting if not one.is_new},
        new=[one for one in waiting if one.is_new],
    )


@blueprint.route("/my/profile", methods=["GET", "POST"])
def my_profile() -> Page:
    """The form of the own company; what only staff change stands there to be read."""
    row = services().pool_entry.seen(caller(), CompanyRow, own_id())
    page = FormPage("Профиль компании", url_for("web.my_home"), row.name, intro=_STAFFS, own_id=row.id)
    return _edited(row, page, url_for("web.my_home"))


@blueprint.route(f"/my/<{SHEETS}:sheet>/new", methods=["GET", "POST"])
def my_new_record(sheet: str) -> Page:
    """Entering an offer or a need; of a need a text may be pasted first."""
    table = KINDS[sheet].table
    page = _new_page(sheet)
    return entered(page, own_fields(table), new_values(table), lambda values: _created(sheet, values))


@blueprint.route("/my/needs/read", methods=["GET", "POST"])
def my_read_need() -> Page:
    """A pasted text read into the form; nothing is saved yet."""
    text = request.form.get("text", "")[:MAX_TEXT]
    if not text.strip():
        wrong = "" if request.method == "GET" else "Вставьте текст: письмо, сообщение или заметку"
        return render_template("my_read_need.html", error=wrong), 422 if wrong else 200
    draft = read_request(text, places())
    read = {name: value for name, value in vars(draft).items() if value is not None and name != "company_id"}
    page = _new_page("needs", "Прочитано из текста. Проверьте и сохраните.")
    values = new_values(NeedRow) | {k: v for k, v in read_values(NeedRow, read).items() if v}
    return page.shown(own_fields(NeedRow), values)


@blueprint.route(f"/my/<{SHEETS}:sheet>/<int:id_>/edit", methods=["GET", "POST"])
def my_edit_record(sheet: str, id_: int) -> Page:
    """Editing an own offer or need."""
    row = _own(sheet, id_)
    back = url_for("web.my_records", sheet=sheet)
    return _edited(row, FormPage(KINDS[sheet].edited, back, shortened(row.title, 80)), back)


@blueprint.post(f"/my/<{SHEETS}:sheet>/<int:id_>/archive")
def my_archive_record(sheet: str, id_: int) -> Response:
    """Out of the pool at once, whatever is moderated; the notice has the way back."""
    row = _own(sheet, id_, archived=True)
    if row.archived_at is None:  # else the button was pressed twice
        services().pool_entry.archive(caller(), KINDS[sheet].table, id_)
    back = url_for("web.my_restore_record", sheet=sheet, id_=id_)
    told = f"«{shortened(name_of(row), 120)}»: {KINDS[sheet].archived} в архив"
    leave_notice(Notice(told, back, "Вернуть", is_post=True))
    return redirect(url_for("web.my_records", sheet=sheet), 303)


@blueprint.post(f"/my/<{SHEETS}:sheet>/<int:id_>/restore")
def my_restore_record(sheet: str, id_: int) -> Response:
    """Back from the archive."""
    row = services().pool_entry.restore(caller(), KINDS[sheet].table, id_)
    leave_notice(Notice(f"«{shortened(name_of(row), 120)}»: {KINDS[sheet].restored} из архива"))
    return redirect(url_for("web.my_records", sheet=sheet), 303)


def _edited(row: Any, page: FormPage, target: str) -> Page:
    table = type(row)
    proposed = _proposed(row)
    fields = own_fields(table)
    editing = Editing(table, fields, values_with(row, proposed), str(Version.of(row)))

    def save(changes: Values) -> Response:
        def update() -> None:
            services().pool_entry.update(caller(), table, row.id, changes, seen_version())

        saved(update, _saved_told(row.__tablename__))
        return redirect(target, 303)

    return editing.entered(page, save)


def _created(sheet: str, values: Values) -> Response:
    def create() -> None:
        services().pool_entry.create(caller(), KINDS[sheet].table, values | {"company_id": own_id()})

    saved(create, _saved_told(sheet))
    return redirect(url_for("web.my_records", sheet=sheet), 303)


def _saved_told(sheet: str) -> Notice:
    """With the way to who answers it; the snapshot that knows it is built within a minute."""
    view = {"needs": ("suppliers", "Кто может поставить"), "offers": ("customers", "Кому это нужно")}.get(
        sheet
    )
    if view is None:
        return Notice("Сохранено")
    return Notice(
        "Сохранено. Подборка обновится за минуту", url_for("web.my_recommendations", view=view[0]), view[1]
    )


def _proposed(row: Any) -> Values | None:
    def is_of_row(one: OwnProposal) -> bool:
        return (one.row.kind, one.row.record_id) == (row.__tablename__, row.id)

    return next((one.row.after for one in own_proposals("waits") if is_of_row(one)), None)


def _new_page(sheet: str, intro: str = "") -> FormPage:
    back, action = url_for("web.my_records", sheet=sheet), url_for("web.my_new_record", sheet=sheet)
    way = (url_for("web.my_read_need"), "Вставить текст письма или сообщения") if sheet == "needs" else None
    return FormPage(KINDS[sheet].new, back, intro=intro, other_way=way, action=action)


def _own(sheet: str, id_: int, archived: bool = False) -> Any:
    with services().database.reading() as session:
        row: Any = find(session, KINDS[sheet].table, id_, archived)
    if row is None or not may_see_record(caller(), row.company_id):
        raise NotFoundError(NOT_THERE)
    return row


_STAFFS = "Название, ИНН, ОГРН, код, статус и контактное лицо меняют сотрудники ассоциации: напишите им."
