"""The own password: the old one, the new one twice; sessions elsewhere end."""

from flask import redirect, render_template, request
from flask_login import current_user, login_user

from service.api.context import services
from service.errors import InvalidError
from service.people.passwords import MIN_PASSWORD
from service.web.blueprint import Page, blueprint
from service.web.limiting import MOST_TRIES, limiter, signed_in_person
from service.web.notices import Notice, leave_notice
from service.web.own_paths import home_path
from service.web.session import signed_in

FIELDS = ("old_password", "new_password", "new_password_again")


@blueprint.route("/password", methods=["GET", "POST"])
@limiter.limit(MOST_TRIES, methods=["POST"], key_func=signed_in_person)
def password() -> Page:
    """The form; afterwards this session goes on and all others of the person are over."""
    if request.method == "GET":
        return _form({})
    typed = [request.form.get(name, "") for name in FIELDS]
    try:
        row = services().signing_in.change_password(current_user.id, *typed)
    except InvalidError as error:
        return _form(dict(error.places)), 422
    login_user(signed_in(row))
    leave_notice(Notice("Пароль сменён. На других компьютерах нужно будет войти снова."))
    return redirect(home_path(), 303)


def _form(errors: dict[str, str]) -> str:
    return render_template("password.html", errors=errors, shortest=MIN_PASSWORD)
