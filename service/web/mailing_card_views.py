"""One mailing: its letters, who gets what and why, other words, the approval, stopped and resumed."""

from collections.abc import Mapping

from flask import redirect, render_template, request, url_for

from data.store.digests import ANSWERED
from data.tables.mail import MailingRow
from data.vocabulary import LETTER_STATES
from service.api.context import caller, services
from service.digests.bounds import USUAL_WORDS, Wish
from service.digests.mailings import PAGE
from service.digests.planning import PLAN
from service.digests.postman import SEND
from service.digests.words import WITHOUT
from service.errors import InvalidError, ServiceError
from service.mailing.approval import WINDOW
from service.web.blueprint import Page, blueprint
from service.web.cursors import line_id
from service.web.mailing_views import field_errors, job_of, state_words
from service.web.notices import Notice, leave_notice

STEPS = {
    "pause": "Рассылка приостановлена",
    "resume": "Рассылка продолжается",
    "cancel": "Рассылка отменена: что не ушло, не уйдёт",
}
HOURS = round(WINDOW.total_seconds() / 3600)


@blueprint.get("/mailings/<int:id_>")
def mailing(id_: int) -> str:
    """Figures, what can be done now, and the letters page after page."""
    return _card(id_)


@blueprint.route("/mailings/<int:id_>/words", methods=["GET", "POST"])
def reword_mailing(id_: int) -> Page:
    """Other covering words or another manager: every draft is written anew."""
    row = services().mailings.one(caller(), id_).row
    if request.method == "GET":
        return _words_form(row, vars(row))
    try:
        services().mailing_edits.reword(caller(), id_, Wish.read(request.form))
    except InvalidError as error:
        return _words_form(row, request.form.to_dict(), error), 422
    leave_notice(Notice("Слова изменены, письма написаны заново"))
    return redirect(url_for("web.mailing", id_=id_), 303)


@blueprint.get("/mailings/<int:id_>/why")
def mailing_why(id_: int) -> str:
    """Who is told of what and why, and who gets no letter and why."""
    after = line_id(request.args.get("after", "")) or 0
    found = services().mailings.letters(caller(), id_, after, limit=PAGE)
    return render_template(
        "mailing_why.html",
        seen=services().mailings.one(caller(), id_),
        letters=found,
        without=services().mailings.without(caller(), id_) if not after else [],
        next_after=found[-1].row.id if len(found) == PAGE else None,
        without_words=WITHOUT,
        **state_words(),
    )


@blueprint.route("/mailings/<int:id_>/approve", methods=["GET", "POST"])
def approve_mailing(id_: int) -> Page:
    """How many letters go in which time; pressed twice it is approved once."""
    if request.method == "GET":
        return _approval(id_)
    try:
        services().mailing_edits.approve(caller(), id_)
    except ServiceError as error:
        return _approval(id_, str(error)), 422
    services().postman.start(caller())
    leave_notice(Notice("Рассылка утверждена, письма отправляются"))
    return redirect(url_for("web.mailing", id_=id_), 303)


@blueprint.post(f"/mailings/<int:id_>/<any({', '.join(STEPS)}):step>")
def change_mailing(id_: int, step: str) -> Page:
    """Pauses, resumes, cancels."""
    use = services().mail_approval
    act = {"pause": use.pause, "resume": use.resume, "cancel": use.cancel}[step]
    try:
        act(caller(), id_)
    except ServiceError as error:
        return _card(id_, str(error)), 422
    if step == "resume":
        services().postman.start(caller())
    undo = url_for("web.change_mailing", id_=id_, step="resume") if step == "pause" else ""
    leave_notice(Notice(STEPS[step], undo, "Продолжить" if undo else "", is_post=bool(undo)))
    return redirect(url_for("web.mailing", id_=id_), 303)


@blueprint.post("/mailings/<int:id_>/again")
def plan_again(id_: int) -> Page:
    """In place of one that was left half-written; pressed twice it is planned once."""
    try:
        services().digest_planning.again(caller(), id_, request.form.get("seen", ""))
    except ServiceError as error:
        return _card(id_, str(error)), 422
    leave_notice(Notice("Рассылка составляется заново"))
    return redirect(url_for("web.mailings", _anchor=PLAN), 303)


@blueprint.post("/mailings/<int:id_>/why/<int:company_id>")
def write_again(id_: int, company_id: int) -> Page:
    """A company that wanted no letters has changed its mind and said so."""
    name = services().letter_choices.choose(caller(), company_id, "when_new")
    leave_notice(Notice(f"{name}: письма снова приходят, когда есть новое"))
    return redirect(url_for("web.mailing_why", id_=id_), 303)


def _approval(id_: int, error: str = "") -> str:
    return render_template(
        "mailing_approve.html",
        seen=services().mailings.one(caller(), id_),
        warning=services().mailings.figures(caller(), id_).too_close,
        hours=HOURS,
        error=error,
    )


def _words_form(row: MailingRow, values: Mapping[str, object], error: InvalidError | None = None) -> str:
    return render_template(
        "mailing_words.html", row=row, values=values, usual_words=USUAL_WORDS, **field_errors(error)
    )


def _card(id_: int, error: str = "") -> str:
    after, state = line_id(request.args.get("after", "")) or 0, request.args.get("state", "")
    wanted = state if state in (*LETTER_STATES, ANSWERED) else None
    letters = services().mailings.letters(caller(), id_, after, wanted, PAGE)
    return render_template(
        "mailing.html",
        seen=services().mailings.one(caller(), id_),
        figures=services().mailings.figures(caller(), id_),
        letters=letters,
        state=wanted or "",
        is_first=not after,
        next_after=letters[-1].row.id if len(letters) == PAGE else None,
        job=job_of(SEND),
        planned=job_of(PLAN),
        error=error,
        hours=HOURS,
        **state_words(),
    )
