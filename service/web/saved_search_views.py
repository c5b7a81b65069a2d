"""Saved searches: the list with what is new, saving, renaming, looking, deleting with a way back."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from data.entry import EntryError
from service.api.context import caller, services
from service.saved_searches.saved_searches import PAGE_SIZE
from service.web.blueprint import Page, blueprint
from service.web.notices import Notice, leave_notice
from service.web.presenting import is_search_behind
from service.web.saved_answers import checked_query, looked_at_now, with_news

MAX_ID_DIGITS = 9


@blueprint.get("/searches")
def saved_searches() -> str:
    """The newest first, page after page."""
    before = request.args.get("before", "")
    before_id = (
        int(before) if before.isascii() and before.isdecimal() and len(before) <= MAX_ID_DIGITS else None
    )
    rows = services().saved_searches.page(caller(), before_id)
    return render_template(
        "saved_searches.html",
        searches=with_news(rows[:PAGE_SIZE]),
        is_behind=is_search_behind(),
        last_id=rows[PAGE_SIZE - 1].id if len(rows) > PAGE_SIZE else None,
        is_first=before_id is None,
    )


@blueprint.post("/searches")
def save_search() -> Page:
    """What the answer shows now counts as seen."""
    query, name = checked_query(request.form.get("query", "")), request.form.get("name", "")
    try:
        row = services().saved_searches.save(caller(), name, query, looked_at_now(query).shown)
    except EntryError as error:
        return _form("Сохранить поиск", name, query, error), 422
    undo = url_for("web.delete_search", id_=row.id)
    leave_notice(Notice(f"Поиск «{row.name}» сохранён", undo, "Отменить", is_post=True))
    return redirect(f"{url_for('web.search')}?{query}", 303)


@blueprint.route("/searches/<int:id_>/rename", methods=["GET", "POST"])
def rename_search(id_: int) -> Page:
    """Another name for it."""
    row = services().saved_searches.search(caller(), id_)
    if request.method == "GET":
        return _form("Переименовать поиск", row.name)
    name = request.form.get("name", "")
    try:
        services().saved_searches.rename(caller(), id_, name)
    except EntryError as error:
        return _form("Переименовать поиск", name, error=error), 422
    return _to_list(Notice("Переименовано"))


@blueprint.post("/searches/<int:id_>/look")
def look_at_search(id_: int) -> Response:
    """Opens the answer with marks at what is new; from now on it counts as seen."""
    row = services().saved_searches.search(caller(), id_)
    now = looked_at_now(row.query)
    if now.wrong:
        return _to_list(Notice(f"«{row.name}»: {now.wrong}"))
    services().saved_searches.look(caller(), id_, now.shown)
    return redirect(f"{url_for('web.search')}?{row.query}&saved={id_}", 303)


@blueprint.post("/searches/<int:id_>/delete")
def delete_search(id_: int) -> Response:
    """Out of the list; the notice has the way back."""
    services().saved_searches.delete(caller(), id_)
    back = url_for("web.restore_search", id_=id_)
    return _to_list(Notice("Сохранённый поиск удалён", back, "Отменить", is_post=True))


@blueprint.post("/searches/<int:id_>/restore")
def restore_search(id_: int) -> Response:
    """As if it had not been deleted."""
    services().saved_searches.restore(caller(), id_)
    return _to_list(Notice("Сохранённый поиск вернулся в список"))


def _form(heading: str, name: str, query: str = "", error: EntryError | None = None) -> str:
    errors = {str(e.field): str(e) for e in error.errors} if error else {}
    return render_template("saved_search_form.html", heading=heading, name=name, query=query, errors=errors)


def _to_list(notice: Notice) -> Response:
    leave_notice(notice)
    return redirect(url_for("web.saved_searches"), 303)
