"""What members propose, for staff: approved, declined with a word, taken back."""

from flask import redirect, render_template, request, url_for

from data.entry import EntryError
from data.tables.pool import MAX_ID
from data.vocabulary import PROPOSAL_STATES
from service.api.context import caller, services
from service.moderation.moderation import PAGE_SIZE
from service.web.blueprint import Page, blueprint
from service.web.cursors import line_id
from service.web.my_proposals import in_words
from service.web.notices import Notice, leave_notice

STATES = ("waits", "approved", "declined")


@blueprint.get("/moderation")
def moderation() -> str:
    """Those that wait, or that were decided on; page after page."""
    return _page()


@blueprint.post("/moderation/<int:id_>/<any(approve, decline):step>")
def decide_on_proposal(id_: int, step: str) -> Page:
    """A yes to what was looked at, or a no with a word."""
    word = request.form.get("word", "")
    try:
        if step == "approve":
            services().moderation.approve(caller(), id_, request.form.get("seen", ""))
        else:
            services().moderation.decline(caller(), id_, word)
    except EntryError as error:
        messages = {str(one.field): str(one) for one in error.errors}
        return _page(id_, word, messages), 422
    told = "Правка принята" if step == "approve" else "Правка отклонена: участник увидит ваши слова"
    undo = url_for("web.undo_proposal", id_=id_)
    leave_notice(Notice(told, undo, "Отменить", is_post=True))
    return redirect(url_for("web.moderation"), 303)


@blueprint.post("/moderation/<int:id_>/undo")
def undo_proposal(id_: int) -> Page:
    """It waits again, and the record is as it was."""
    try:
        services().moderation.undo(caller(), id_)
        leave_notice(Notice("Решение отменено: правка снова ждёт"))
    except EntryError as error:
        leave_notice(Notice(str(error)))
    return redirect(url_for("web.moderation"), 303)


@blueprint.app_template_global()
def num_to_moderate() -> int:
    """How many proposals wait for staff."""
    return services().moderation.num_waiting(caller())


def _page(wrong_id: int = 0, word: str = "", errors: dict[str, str] | None = None) -> str:
    state, before = request.args.get("state", ""), line_id(request.args.get("before", ""))
    state = state if state in STATES else STATES[0]
    found = services().moderation.listed(caller(), state, before or MAX_ID)
    return render_template(
        "moderation.html",
        proposals=[in_words(one) for one in found[:PAGE_SIZE]],
        next=found[PAGE_SIZE - 1].row.id if len(found) > PAGE_SIZE else None,
        is_first=not before,
        state=state,
        states={name: PROPOSAL_STATES[name] for name in STATES},
        is_moderated=services().settings.moderation == "approve",
        wrong_id=wrong_id,
        word=word,
        errors=errors or {},
    )
