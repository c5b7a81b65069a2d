"""Signing in and out."""

from flask import redirect, render_template, request, session, url_for
from flask_limiter import RateLimitExceeded
from flask_limiter.util import get_remote_address
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from service.api.context import services
from service.people.lockout import LockedError
from service.problems import TITLES
from service.web.blueprint import Page, blueprint
from service.web.kept_form import INPUT, KeptForm
from service.web.limiting import MOST_OF_ADDRESS, MOST_TRIES, limiter
from service.web.notices import Notice, leave_notice
from service.web.own_paths import own_path
from service.web.session import signed_in
from service.web.session_ended import offered_again, sign_in_page

WRONG = "Логин или пароль не подходят"
WAIT = "Подождите минуту и попробуйте снова."
TOO_OFTEN = f"Слишком много попыток входа. {WAIT}"


@blueprint.route("/sign-in", methods=["GET", "POST"])
@limiter.limit(MOST_TRIES, methods=["POST"])
@limiter.limit(MOST_OF_ADDRESS, methods=["POST"], key_func=get_remote_address)
def sign_in() -> Page:
    """The form, and with the right login and password a new session; what was typed is offered again."""
    kept = KeptForm.read(request.form.get(INPUT))
    if not current_user.is_authenticated:
        if request.method == "GET":
            return _form()
        try:
            login, password = request.form.get("login", "").strip(), request.form.get("password", "")
            user = services().signing_in.sign_in(login, password, get_remote_address())
        except LockedError as error:
            return _form(str(error)), 429
        if user is None:
            return _form(WRONG), 422
        session.clear()  # nothing that was planted before signing in lives on
        login_user(signed_in(user))
    return offered_again(kept) if kept else redirect(own_path(request.values.get("next")), 303)


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """Ends the session, wherever its cookie may be."""
    if current_user.is_authenticated:
        services().signing_in.sign_out(current_user.id)
    logout_user()
    session.clear()
    leave_notice(Notice("Вы вышли"))
    return redirect(url_for("web.sign_in"), 303)


@blueprint.errorhandler(RateLimitExceeded)
def too_often(_error: RateLimitExceeded) -> Page:
    """The same form with the reason; of another page only the reason."""
    if request.endpoint == "web.sign_in":
        return _form(TOO_OFTEN), 429
    return render_template("error.html", title=TITLES[429], message=WAIT), 429


def _form(error: str = "") -> str:
    return sign_in_page(error, KeptForm.read(request.form.get(INPUT)), request.values.get("next", ""))
