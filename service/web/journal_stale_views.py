"""Needs past their term, and those without one that nobody has looked at for months."""

from collections.abc import Callable
from datetime import date

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from data.entry import EntryError
from data.exchange import cells
from data.exchange.cells import CellError
from data.tables.pool import NeedRow
from service.api.context import caller, services
from service.errors import InvalidError
from service.journal.stale import Told
from service.web.blueprint import Page, blueprint
from service.web.notices import Notice, leave_notice
from service.web.own_paths import own_path
from service.wording import shortened

MAX_KEPT = 200  # letters of an old term that a notice carries for undoing


@blueprint.get("/journal/stale")
def stale_needs() -> str:
    """The list, longest past first."""
    return _page()


@blueprint.post("/journal/stale/<int:need_id>/prolong")
def prolong_need(need_id: int) -> Page:
    """A new term; what was typed stays where it is none."""
    until = request.form.get("until", "")
    try:
        return _changed(
            need_id, "Срок продлён", lambda: services().stale_needs.prolong(caller(), need_id, until)
        )
    except EntryError as error:
        return _page({need_id: until}, {need_id: str(error.errors[0])}), 422


@blueprint.post("/journal/stale/<int:need_id>/true")
def still_true(need_id: int) -> Response:
    """The owner said that the need is still there."""
    return _changed(
        need_id, "Отмечено: актуальна", lambda: services().stale_needs.still_true(caller(), need_id)
    )


@blueprint.post("/journal/stale/<int:need_id>/archive")
def archive_stale_need(need_id: int) -> Response:
    """Out of the pool; the notice has the way back."""
    need = services().pool_entry.get(NeedRow, need_id)
    services().pool_entry.archive(caller(), NeedRow, need_id)
    back = url_for("web.restore_stale_need", need_id=need_id)
    leave_notice(Notice(f"«{shortened(need.title, 80)}» убрана в архив", back, "Вернуть", is_post=True))
    return _back()


@blueprint.post("/journal/stale/<int:need_id>/restore")
def restore_stale_need(need_id: int) -> Response:
    """Back from the archive."""
    need = services().pool_entry.restore(caller(), NeedRow, need_id)
    leave_notice(Notice(f"«{shortened(need.title, 80)}» возвращена из архива"))
    return _back()


@blueprint.post("/journal/stale/<int:need_id>/undo")
def put_term_back(need_id: int) -> Response:
    """The term as it was before."""
    try:
        told_on = cells.day(request.args.get("told"))
    except CellError as error:
        raise InvalidError([("told", str(error))]) from error
    services().stale_needs.put_back(caller(), need_id, Told(request.args.get("due") or None, told_on))
    leave_notice(Notice("Отменено: срок прежний"))
    return _back()


@blueprint.app_template_filter()
def is_past_term(need: NeedRow) -> bool:
    """Whether the last day of a need of the pool has passed, with the grace or without."""
    return need.archived_at is None and need.due_on is not None and need.due_on < date.today()


def _changed(need_id: int, text: str, change: Callable[[], Told]) -> Response:
    before = change()
    title = shortened(services().pool_entry.get(NeedRow, need_id).title, 80)
    if len(before.due or "") > MAX_KEPT:
        leave_notice(Notice(f"«{title}»: {text[:1].lower()}{text[1:]}"))
        return _back()
    undo = url_for("web.put_term_back", need_id=need_id, due=before.due, told=before.told_on, next=_next())
    leave_notice(Notice(f"«{title}»: {text[:1].lower()}{text[1:]}", undo, "Отменить", is_post=True))
    return _back()


def _next() -> str | None:
    return request.values.get("next")


def _back() -> Response:
    came_from = _next()
    return redirect(own_path(came_from) if came_from else url_for("web.stale_needs"), 303)


def _page(typed: dict[int, str] | None = None, errors: dict[int, str] | None = None) -> str:
    return render_template(
        "journal_stale.html",
        found=services().stale_needs.stale(caller()),
        is_matched=services().stale_needs.is_matched,
        today=date.today(),
        months=services().settings.confirm_months,
        grace_days=services().settings.need_grace_days,
        typed=typed or {},
        errors=errors or {},
    )
