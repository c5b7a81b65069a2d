"""Requests that were passed to the member: what is needed, without who asks, and its answer."""

from flask import redirect, render_template, request, url_for

from data.entry import EntryError
from data.tables.pool import MAX_ID
from service.api.context import caller, services
from service.members.passed import PAGE_SIZE, Answer
from service.web.blueprint import Page, blueprint
from service.web.cursors import line_id
from service.web.notices import Notice, leave_notice

Words = dict[str, str]

FIELDS = ("answer", "text", "amount_rub")


@blueprint.get("/my/requests")
def my_requests() -> str:
    """The newest first, page after page."""
    return _page()


@blueprint.post("/my/requests/<int:id_>/answer")
def my_answer_request(id_: int) -> Page:
    """Ready, not now, or a quotation; a later answer stands in place of an earlier one."""
    typed = {name: request.form.get(name, "") for name in FIELDS}
    try:
        services().passed_requests.answer(caller(), id_, Answer(**typed))
    except EntryError as error:
        return _page(id_, typed, {str(one.field): str(one) for one in error.errors}), 422
    leave_notice(Notice("Ответ записан: его увидят сотрудники ассоциации"))
    return redirect(url_for("web.my_requests"), 303)


def _page(wrong_id: int = 0, typed: Words | None = None, errors: Words | None = None) -> str:
    before = line_id(request.args.get("before", ""))
    found = services().passed_requests.listed(caller(), before or MAX_ID)
    return render_template(
        "my_requests.html",
        requests=found[:PAGE_SIZE],
        next=found[PAGE_SIZE - 1].id if len(found) > PAGE_SIZE else None,
        is_first=not before,
        wrong_id=wrong_id,
        typed=typed or {},
        errors=errors or {},
    )
