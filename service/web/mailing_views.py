"""Mailings, for staff: the list with what is under way, a new one, one of them; may letters go at all."""

from collections.abc import Mapping

from flask import redirect, render_template, request, url_for

from data.vocabulary import LETTER_STATES, MAILING_STATES
from service.access import may_send_mail
from service.api.context import caller, services
from service.digests.bounds import Bounds, Wish
from service.digests.planning import PLAN
from service.digests.postman import SEND
from service.digests.words import NOT_SENT, WITHOUT
from service.errors import InvalidError, ServiceError
from service.jobs.job import Job
from service.mailing.approval import WINDOW
from service.web.blueprint import Page, blueprint, is_in_place
from service.web.cursors import line_id
from service.web.notices import Notice, leave_notice

STEPS = {
    "pause": "Рассылка приостановлена",
    "resume": "Рассылка продолжается",
    "cancel": "Рассылка отменена: что не ушло, не уйдёт",
}
HOURS = round(WINDOW.total_seconds() / 3600)
LETTERS_PAGE = 50


@blueprint.get("/mailings")
def mailings() -> str:
    """The newest first, with the plan and the sending that run."""
    before = line_id(request.args.get("before", ""))
    found = services().mailings.listed(caller(), before)
    return render_template(
        "mailings.html",
        found=found,
        is_first=before is None,
        next_before=found[-1].row.id if len(found) == LETTERS_PAGE else None,
        jobs={name: _job(name) for name in (PLAN, SEND)},
        why_not=services().postman.why_not(),
        is_demo=services().postman.is_demo,
        **_words(),
    )


@blueprint.get(f"/mailings/job/<any({PLAN}, {SEND}):name>")
def mailing_job(name: str) -> Page:
    """How far a job has come: the part of the page that asks again by itself."""
    if not is_in_place():
        return redirect(url_for("web.mailings", _anchor=name))
    return render_template("_mailing_job.html", name=name, job=_job(name))


@blueprint.route("/mailings/new", methods=["GET", "POST"])
def new_mailing() -> Page:
    """The form, filled in as the last mailing was; planning goes on in the background."""
    if request.method == "GET":
        last, usual = services().mailings.last_wish(), Bounds().as_dict()
        return _form(vars(last) | {"title": "Рекомендации"}, usual)
    try:
        bounds = Bounds.read(request.form)
        services().digest_planning.start(
            caller(), Wish.read(request.form), bounds, request.form.get("seen", "")
        )
    except InvalidError as error:
        return _form(request.form.to_dict(), request.form.to_dict(), error), 422
    leave_notice(Notice("Рассылка составляется"))
    return redirect(url_for("web.mailings", _anchor=PLAN), 303)


@blueprint.post("/mailings/send")
def send_mail() -> Page:
    """Sends what waits, in the background, one at a time."""
    services().postman.start(caller(), request.form.get("seen", ""))
    return redirect(url_for("web.mailings", _anchor=SEND), 303)


@blueprint.route("/mailings/arming", methods=["GET", "POST"])
def arm_mail() -> Page:
    """After a database was put back: staff look first, then letters may go again."""
    if request.method == "POST":
        changed = services().arming.arm(caller())
        leave_notice(Notice(f"Отправка включена. Писем с неизвестным исходом теперь: {changed}"))
        return redirect(url_for("web.mailings"), 303)
    found = services().mailings.listed(caller())
    waiting = sum(seen.counts[state] for seen in found for state in ("queued", "claimed", "sending"))
    return render_template("mailing_arming.html", why_not=services().postman.why_not(), waiting=waiting)


@blueprint.get("/mailings/<int:id_>")
def mailing(id_: int) -> str:
    """Figures, what can be done now, and the letters page after page."""
    return _card(id_)


@blueprint.route("/mailings/<int:id_>/words", methods=["GET", "POST"])
def reword_mailing(id_: int) -> Page:
    """Other covering words or another manager: every draft is written anew."""
    row = services().mailings.one(caller(), id_).row
    if request.method == "GET":
        return render_template("mailing_words.html", row=row, values=vars(row), errors={}, general_errors=[])
    try:
        services().mailing_edits.reword(caller(), id_, Wish.read(request.form))
    except InvalidError as error:
        given = request.form.to_dict()
        return render_template("mailing_words.html", row=row, values=given, **_errors(error)), 422
    leave_notice(Notice("Слова изменены, письма написаны заново"))
    return redirect(url_for("web.mailing", id_=id_), 303)


@blueprint.get("/mailings/<int:id_>/why")
def mailing_why(id_: int) -> str:
    """Who is told of what and why, and who gets no letter and why."""
    after = line_id(request.args.get("after", "")) or 0
    found = services().mailings.letters(caller(), id_, after, limit=LETTERS_PAGE)
    return render_template(
        "mailing_why.html",
        seen=services().mailings.one(caller(), id_),
        letters=found,
        without=services().mailings.without(caller(), id_) if not after else [],
        next_after=found[-1].row.id if len(found) == LETTERS_PAGE else None,
        without_words=WITHOUT,
        **_words(),
    )


@blueprint.route("/mailings/<int:id_>/approve", methods=["GET", "POST"])
def approve_mailing(id_: int) -> Page:
    """How many letters go in which time; pressed twice it is approved once."""
    seen = services().mailings.one(caller(), id_)
    if request.method == "GET":
        return render_template("mailing_approve.html", seen=seen, hours=HOURS, error="")
    try:
        services().mailing_edits.approve(caller(), id_)
    except ServiceError as error:
        return render_template("mailing_approve.html", seen=seen, hours=HOURS, error=str(error)), 422
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


def _card(id_: int, error: str = "") -> str:
    after, state = line_id(request.args.get("after", "")) or 0, request.args.get("state", "")
    wanted = state if state in LETTER_STATES else None
    letters = services().mailings.letters(caller(), id_, after, wanted, LETTERS_PAGE)
    return render_template(
        "mailing.html",
        seen=services().mailings.one(caller(), id_),
        letters=letters,
        state=wanted or "",
        is_first=not after,
        next_after=letters[-1].row.id if len(letters) == LETTERS_PAGE else None,
        job=_job(SEND),
        error=error,
        hours=HOURS,
        **_words(),
    )


def _form(
    values: Mapping[str, object], bounds: Mapping[str, object], error: InvalidError | None = None
) -> str:
    latest = _job(PLAN)
    return render_template(
        "mailing_new.html",
        values=values,
        bounds=bounds,
        seen=latest.id if latest else "",
        **_errors(error),
    )


def _errors(error: InvalidError | None) -> dict[str, object]:
    places = error.places if error else []
    return {
        "errors": {field: message for field, message in places if field},
        "general_errors": [message for field, message in places if not field],
    }


def _job(name: str) -> Job | None:
    if not may_send_mail(caller()):
        return None
    use = services().digest_planning if name == PLAN else services().postman
    return use.latest_job(caller())


def _words() -> dict[str, object]:
    return {"states": MAILING_STATES, "letter_states": LETTER_STATES, "not_sent": NOT_SENT}
