"""Signing in and out."""

from urllib.parse import urlsplit

from flask import current_app, redirect, render_template, request, session, url_for
from flask_limiter import RateLimitExceeded
from flask_login import current_user, login_user, logout_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from service.api.context import services
from service.web.blueprint import Page, blueprint, is_in_place
from service.web.limiting import SIGN_IN_TRIES, limiter
from service.web.notices import Notice, leave_notice
from service.web.session import signed_in

WRONG = "Логин или пароль не подходят"
TOO_OFTEN = "Слишком много попыток входа. Подождите минуту и попробуйте снова."
STALE = "Страница устарела или открыта слишком давно. Вернитесь назад, обновите её и повторите."


@blueprint.route("/sign-in", methods=["GET", "POST"])
@limiter.limit(SIGN_IN_TRIES, methods=["POST"])
def sign_in() -> Page:
    """The form, and with the right login and password a new session."""
    target = own_path(request.values.get("next"))
    if current_user.is_authenticated:
        return redirect(target, 303)
    if request.method == "GET":
        return _form()
    user = services().accounts.sign_in(
        request.form.get("login", "").strip(), request.form.get("password", "")
    )
    if user is None:
        return _form(WRONG), 422
    session.clear()  # nothing that was planted before signing in lives on
    login_user(signed_in(user))
    return redirect(target, 303)


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """Ends the session of this browser."""
    logout_user()
    session.clear()
    leave_notice(Notice("Вы вышли"))
    return redirect(url_for("web.sign_in"), 303)


@blueprint.errorhandler(RateLimitExceeded)
def too_often(_error: RateLimitExceeded) -> Page:
    """The same form with the reason."""
    return _form(TOO_OFTEN), 429


@blueprint.app_errorhandler(CSRFError)
def stale_page(_error: CSRFError) -> Page:
    """A form without its token: an old page, or not our page at all."""
    if is_in_place():  # a page has no place inside of a card: all of it is asked for again
        return Response(status=400, headers={"HX-Refresh": "true"})
    return render_template("error.html", title="Запрос не принят", message=STALE), 400


def own_path(text: str | None) -> str:
    """The path where it is a page of ours that can be opened, else the home page."""
    home = url_for("web.search")
    try:
        parts = urlsplit(text or "")
    except ValueError:  # «http://[» is no address at all
        return home
    if parts.scheme or parts.netloc or "\\" in parts.path or not parts.path.startswith("/"):
        return home
    try:
        endpoint, _ = current_app.url_map.bind("").match(parts.path, method="GET")
    except HTTPException:
        return home
    if not endpoint.startswith("web.") or endpoint == "web.sign_in":
        return home
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _form(error: str = "") -> str:
    login, target = request.form.get("login", ""), request.values.get("next", "")
    return render_template("sign_in.html", error=error, login=login, next=target)
