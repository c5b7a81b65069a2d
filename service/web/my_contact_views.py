"""Requests for contact of a member: those that it sent, those that came, and a new one."""

from collections.abc import Callable, Mapping

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from data.entry import EntryError
from data.vocabulary import CONTACT_STATES
from service.api.context import caller, services
from service.web.blueprint import Page, blueprint
from service.web.contact_views import ABOUT, about_of
from service.web.cursors import line_id
from service.web.notices import Notice, leave_notice

DONE: Mapping[str, str] = {
    "grant": "Ответ записан: контакты переданы",
    "decline": "Ответ записан: контакты не переданы",
    "withdraw": "Запрос отозван",
}


@blueprint.get("/my/contacts")
def my_contacts() -> str:
    """Both sides on one page, each paged by itself in the address."""
    return _page()


@blueprint.post(f"/my/contacts/<int:id_>/<any({', '.join(DONE)}):step>")
def my_answer_contact(id_: int, step: str) -> Page:
    """A yes or a no to whoever asks us, or the own request taken back."""
    note, with_person = request.form.get("note", ""), bool(request.form.get("with_person"))
    use = services().contacts
    steps: dict[str, Callable[[], None]] = {
        "grant": lambda: use.grant(caller(), id_, note, with_person),
        "decline": lambda: use.decline(caller(), id_, note),
        "withdraw": lambda: use.withdraw(caller(), id_),
    }
    try:
        steps[step]()
    except EntryError as error:
        return _page(id_, note, {str(one.field): str(one) for one in error.errors}), 422
    state = services().contact_list.one(caller(), id_).state
    leave_notice(
        Notice("Ответ записан: как связаться, передадут сотрудники" if state == "granted" else DONE[step])
    )
    return _back()


@blueprint.route("/my/contacts/new", methods=["GET", "POST"])
def my_ask_contact() -> Page:
    """What is asked about stands in the address; what was typed stays when something is wrong."""
    typed = {name: request.values.get(name, "") for name in ("note", *ABOUT)}
    if request.method == "GET":
        return _new(typed, {})
    try:
        services().contacts.ask(caller(), about_of(typed), typed["note"])
    except EntryError as error:
        return _new(typed, {str(one.field): str(one) for one in error.errors}), 422
    leave_notice(Notice("Контакт запрошен. Ответ появится здесь"))
    return _back()


def _new(typed: Mapping[str, str], errors: Mapping[str, str]) -> str:
    about = services().contact_list.about(caller(), about_of(typed))
    return render_template("my_contact_new.html", typed=typed, errors=errors, about=about, names=ABOUT)


def _page(id_: int = 0, note: str = "", errors: Mapping[str, str] | None = None) -> str:
    listing = services().contact_list
    after = {name: line_id(request.args.get(name, "")) for name in ("sent", "received")}
    return render_template(
        "my_contacts.html",
        sent=listing.sent(caller(), after["sent"]),
        received=listing.received(caller(), after["received"]),
        after=after,
        states=CONTACT_STATES,
        wrong_id=id_,
        note=note,
        errors=errors or {},
    )


def _back() -> Response:
    return redirect(url_for("web.my_contacts"), 303)
