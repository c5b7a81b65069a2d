"""Mailings, for staff: the list with what is under way, a new one, and may letters go at all."""

from collections.abc import Mapping

from flask import redirect, render_template, request, url_for

from data.vocabulary import LETTER_STATES, MAILING_STATES
from service.access import may_send_mail
from service.api.context import caller, services
from service.digests.bounds import USUAL_WORDS, Bounds, Wish
from service.digests.mailings import PAGE
from service.digests.planning import PLAN
from service.digests.postman import SEND
from service.digests.words import NOT_SENT
from service.errors import InvalidError
from service.jobs.job import Job
from service.web.blueprint import Page, blueprint, is_in_place
from service.web.cursors import line_id
from service.web.notices import Notice, leave_notice


@blueprint.get("/mailings")
def mailings() -> str:
    """The newest first, with the plan and the sending that run."""
    before = line_id(request.args.get("before", ""))
    found = services().mailings.listed(caller(), before)
    return render_template(
        "mailings.html",
        found=found,
        is_first=before is None,
        next_before=found[-1].row.id if len(found) == PAGE else None,
        jobs={name: job_of(name) for name in (PLAN, SEND)},
        why_not=services().postman.why_not(),
        is_demo=services().postman.is_demo,
        **state_words(),
    )


@blueprint.get(f"/mailings/job/<any({PLAN}, {SEND}):name>")
def mailing_job(name: str) -> Page:
    """How far a job has come: the part of the page that asks again by itself."""
    if not is_in_place():
        return redirect(url_for("web.mailings", _anchor=name))
    return render_template("_mailing_job.html", name=name, job=job_of(name), is_in_place=True)


@blueprint.route("/mailings/new", methods=["GET", "POST"])
def new_mailing() -> Page:
    """The form, filled in as the last mailing was; planning goes on in the background."""
    if request.method == "GET":
        last, usual = services().mailings.last_wish(), Bounds().as_dict()
        return _form(vars(last) | {"title": "Рекомендации"}, usual)
    try:
        bounds = Bounds.read(request.form)
        warning = services().mailings.warning(caller(), bounds.days)
        services().digest_planning.start(
            caller(), Wish.read(request.form), bounds, request.form.get("seen", "")
        )
    except InvalidError as error:
        return _form(request.form.to_dict(), request.form.to_dict(), error), 422
    leave_notice(Notice(f"Рассылка составляется. {warning}" if warning else "Рассылка составляется"))
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


def _form(
    values: Mapping[str, object], bounds: Mapping[str, object], error: InvalidError | None = None
) -> str:
    latest = job_of(PLAN)
    return render_template(
        "mailing_new.html",
        values=values,
        bounds=bounds,
        seen=latest.id if latest else "",
        usual_words=USUAL_WORDS,
        **field_errors(error),
    )


def field_errors(error: InvalidError | None) -> dict[str, object]:
    """What is wrong at which field, and with the whole."""
    places = error.places if error else []
    return {
        "errors": {field: message for field, message in places if field},
        "general_errors": [message for field, message in places if not field],
    }


def job_of(name: str) -> Job | None:
    """The plan or the sending that ran last; readers see none."""
    if not may_send_mail(caller()):
        return None
    use = services().digest_planning if name == PLAN else services().postman
    return use.latest_job(caller())


def state_words() -> dict[str, object]:
    """For templates."""
    return {"states": MAILING_STATES, "letter_states": LETTER_STATES, "not_sent": NOT_SENT}
