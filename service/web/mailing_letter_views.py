"""One letter of a mailing: as its reader sees it, why it holds what it does, and what staff do about it."""

from flask import Response, make_response, redirect, render_template, request, url_for

from data.vocabulary import LETTER_STATES, VERDICT_REASONS
from service.api.context import caller, services
from service.digests.words import NOT_SENT
from service.errors import InvalidError, ServiceError
from service.web.blueprint import Page, blueprint
from service.web.cursors import line_id
from service.web.framed_mail import framed
from service.web.notices import Notice, leave_notice

LETTER = "/mailings/<int:id_>/letters/<int:letter_id>"


@blueprint.get(LETTER)
def mailing_letter(id_: int, letter_id: int) -> str:
    """The preview."""
    return _card(id_, letter_id)


@framed
@blueprint.get(f"{LETTER}/html")
def mailing_letter_html(id_: int, letter_id: int) -> Response:
    """What the frame of the preview holds."""
    return make_response(services().mailings.letter(caller(), id_, letter_id).row.html)


@blueprint.post(f"{LETTER}/<any(exclude, restore):step>")
def leave_out(id_: int, letter_id: int, step: str) -> Page:
    """The letter or one of its items stays out, or comes back."""
    item = line_id(request.form.get("item", request.args.get("item", "")))
    use = services().mailing_edits
    act, other = (use.exclude, "restore") if step == "exclude" else (use.restore, "exclude")
    try:
        act(caller(), id_, letter_id, item)
    except InvalidError as error:
        return _card(id_, letter_id, str(error)), 422
    undo = url_for("web.leave_out", id_=id_, letter_id=letter_id, step=other, item=item)
    what = "Письмо" if item is None else "Пункт"
    told = f"{what}: {'исключено' if step == 'exclude' else 'возвращено'}"
    leave_notice(Notice(told, undo, "Отменить", is_post=True))
    return redirect(url_for("web.mailing_letter", id_=id_, letter_id=letter_id), 303)


@blueprint.post(f"{LETTER}/trial")
def try_letter(id_: int, letter_id: int) -> Page:
    """The same letter to oneself, with links that answer nothing."""
    address = request.form.get("address", "")
    try:
        services().letter_trial.send(caller(), id_, letter_id, address)
    except ServiceError as error:
        return _card(id_, letter_id, trial_error=str(error)), 422
    leave_notice(Notice(f"Проба отправлена: {address}"))
    return redirect(url_for("web.mailing_letter", id_=id_, letter_id=letter_id), 303)


@blueprint.post(f"{LETTER}/<any(arrived, again):step>")
def settle_letter(id_: int, letter_id: int, step: str) -> Page:
    """A person decides about a letter of which nobody knows whether it has gone."""
    use = services().doubtful_letters
    services().mailings.letter(caller(), id_, letter_id)
    try:
        (use.mark_arrived if step == "arrived" else use.send_again)(caller(), letter_id)
    except ServiceError as error:
        return _card(id_, letter_id, str(error)), 422
    leave_notice(Notice("Отмечено: дошло" if step == "arrived" else "Письмо снова в очереди"))
    return redirect(url_for("web.mailing_letter", id_=id_, letter_id=letter_id), 303)


def _card(id_: int, letter_id: int, error: str = "", trial_error: str = "") -> str:
    seen = services().mailings.letter(caller(), id_, letter_id)
    return render_template(
        "mailing_letter.html",
        seen=seen,
        letter=seen.row,
        mailing=seen.row.mailing,
        error=error,
        trial_error=trial_error,
        address=request.form.get("address") or seen.row.mailing.reply_to,
        letter_states=LETTER_STATES,
        not_sent=NOT_SENT,
        reasons=VERDICT_REASONS,
    )
