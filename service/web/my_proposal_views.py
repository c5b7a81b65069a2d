"""The member's own proposals: what waits, what became of the others, taken back."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from data.entry import EntryError
from data.vocabulary import PROPOSAL_STATES
from service.api.context import caller, services
from service.web.blueprint import blueprint
from service.web.my_proposals import own_proposals
from service.web.notices import Notice, leave_notice


@blueprint.get("/my/proposals")
def my_proposals() -> str:
    """Those that wait, then the last ones that were decided on."""
    return render_template(
        "my_proposals.html",
        waiting=own_proposals("waits"),
        decided=own_proposals("approved", "declined")[:20],
        states=PROPOSAL_STATES,
    )


@blueprint.post("/my/proposals/<int:id_>/withdraw")
def my_withdraw_proposal(id_: int) -> Response:
    """It waits no longer; the notice has the way back."""
    undo = url_for("web.my_undo_proposal", id_=id_)
    try:
        services().moderation.withdraw(caller(), id_)
        leave_notice(Notice("Правка отозвана", undo, "Отменить", is_post=True))
    except EntryError as error:
        leave_notice(Notice(str(error)))
    return redirect(url_for("web.my_proposals"), 303)


@blueprint.post("/my/proposals/<int:id_>/undo")
def my_undo_proposal(id_: int) -> Response:
    """It waits again."""
    try:
        services().moderation.undo(caller(), id_)
        leave_notice(Notice("Правка снова ждёт проверки"))
    except EntryError as error:
        leave_notice(Notice(str(error)))
    return redirect(url_for("web.my_proposals"), 303)
