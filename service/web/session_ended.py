"""What a request gets that comes when the session is over: the sign-in page, with all that was typed."""

from flask import make_response, redirect, render_template, request, url_for
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from service.web.blueprint import MAX_LOCATION, Page, blueprint, is_in_place
from service.web.kept_form import INPUT, KeptForm
from service.web.own_paths import page_before

STALE = "Страница устарела или открыта слишком давно. Вернитесь назад, обновите её и повторите."
STALE_SIGN_IN = "Страница входа открыта слишком давно. Введите логин и пароль ещё раз."


def asked_to_sign_in() -> Response:
    """The way to the sign-in page: a redirect, or the page itself where there is something to keep."""
    # what a script asks for is a part of its page, but for the search: its address is that of the page
    is_page = request.method == "GET" and (not is_in_place() or request.endpoint == "web.search")
    target = request.full_path.rstrip("?") if is_page else page_before()
    fits = is_page and len(target) <= MAX_LOCATION // 2
    kept = None if fits else KeptForm.of_request()
    if kept is None:
        return redirect(url_for("web.sign_in", next=target))
    return in_place_of_page(sign_in_page(kept=kept, target=kept.back), 401)


@blueprint.app_errorhandler(CSRFError)
def stale_page(_error: CSRFError) -> Page:
    """A form without its token: an old page, one of a session that is over, or not our page at all."""
    if request.endpoint == "web.sign_in":
        kept, target = KeptForm.read(request.form.get(INPUT)), request.form.get("next", "")
        if current_user.is_authenticated and kept:
            return offered_again(kept), 200
        return sign_in_page(STALE_SIGN_IN, kept, target), 400
    kept = KeptForm.of_request()
    if kept and current_user.is_authenticated:
        return in_place_of_page(offered_again(kept), 400)
    if kept:
        return asked_to_sign_in()
    if is_in_place():  # a page has no place inside of a card: all of it is asked for again
        return Response(status=400, headers={"HX-Refresh": "true"})
    return render_template("error.html", title="Запрос не принят", message=STALE), 400


def offered_again(kept: KeptForm) -> str:
    """What was typed, to be sent or not; its token is of the session that is open now."""
    return render_template("send_again.html", kept=kept)


def sign_in_page(error: str = "", kept: KeptForm | None = None, target: str = "") -> str:
    """The form; what it carries along is said."""
    login = request.form.get("login", "") if request.endpoint == "web.sign_in" else ""
    return render_template("sign_in.html", error=error, login=login, next=target, kept=kept)


def in_place_of_page(page: str, status: int) -> Response:
    """The page; a script that asked for a part of one puts it in place of all that is open."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    if is_in_place():
        for name, value in (("Retarget", "#main"), ("Reswap", "outerHTML"), ("Reselect", "#main")):
            response.headers[f"HX-{name}"] = value
    return response
