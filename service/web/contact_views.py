"""Requests for contact, for staff: the list, one of them, and what staff do about it."""

from collections.abc import Callable, Mapping

from flask import redirect, render_template, request, url_for

from data.entry import EntryError
from data.exchange import cells
from data.store.contacts import Wanted
from data.vocabulary import CONTACT_EVENTS, CONTACT_STATES
from service.api.context import caller, services
from service.company_typed import company_meant, company_typed
from service.contacts.asking import About
from service.web.blueprint import Page, blueprint
from service.web.company_field import with_companies_chosen
from service.web.cursors import line_id
from service.web.notices import Notice, leave_notice
from service.web.suggestions import suggested

ABOUT = ("need_id", "offer_id", "company_id")
DONE: Mapping[str, str] = {
    "grant": "Согласие записано",
    "decline": "Отказ записан",
    "pass": "Контакты переданы",
    "undo": "Ответ отменён: запрос снова ждёт",
    "withdraw": "Запрос отозван",
    "note": "Заметка записана",
}


@blueprint.get("/contacts")
def contacts() -> str:
    """Who asks whom for contacts, the newest first, selected and paged in the address."""
    args = with_companies_chosen(request.args, ["company"])
    chosen = {name: cells.clean_text(args.get(name, ""))[:200] for name in ("state", "company", "words")}
    state = chosen["state"] if chosen["state"] in CONTACT_STATES else ""
    company_id, wrong = _filtered_company(chosen["company"])
    wanted = Wanted(state or None, company_id=company_id, text=chosen["words"])
    before = line_id(request.args.get("before", ""))
    return render_template(
        "contacts.html",
        found=services().contact_list.listed(caller(), wanted, before),
        chosen={name: value for name, value in chosen.items() if value},
        state=state,
        states=CONTACT_STATES,
        wrong=wrong,
        is_first=before is None,
        suggestions=suggested(["companies"]),
    )


@blueprint.get("/contacts/<int:id_>")
def contact(id_: int) -> str:
    """One request with its history."""
    return _card(id_)


@blueprint.post(f"/contacts/<int:id_>/<any({', '.join(DONE)}):step>")
def keep_contact(id_: int, step: str) -> Page:
    """Staff answer for a company, pass contacts, take an answer back, write a note."""
    note, use = request.form.get("note", ""), services().contacts
    steps: dict[str, Callable[[], None]] = {
        "grant": lambda: use.grant(caller(), id_, note),
        "decline": lambda: use.decline(caller(), id_, note),
        "pass": lambda: use.pass_on(caller(), id_, note),
        "undo": lambda: use.undo(caller(), id_),
        "withdraw": lambda: use.withdraw(caller(), id_),
        "note": lambda: use.note(caller(), id_, note),
    }
    try:
        steps[step]()
    except EntryError as error:
        return _card(id_, step, note, {str(one.field): str(one) for one in error.errors}), 422
    undo = url_for("web.keep_contact", id_=id_, step="undo") if step in ("grant", "decline", "pass") else ""
    leave_notice(Notice(DONE[step], undo, "Отменить" if undo else "", is_post=bool(undo)))
    return redirect(url_for("web.contact", id_=id_), 303)


@blueprint.route("/contacts/new", methods=["GET", "POST"])
def new_contact() -> Page:
    """Staff ask in the name of a company that called."""
    values = with_companies_chosen(request.values, ["company"])
    typed = {name: values.get(name, "") for name in ("company", "note", *ABOUT)}
    if request.method == "GET":
        return _new(typed, {})
    try:
        with services().database.reading() as session:
            asking_id = company_typed(session, typed["company"], "asking_id", archived=True).id
        id_ = services().contacts.ask(caller(), about_of(typed), typed["note"], asking_id)
    except EntryError as error:
        return _new(typed, {str(one.field): str(one) for one in error.errors}), 422
    leave_notice(Notice("Запрос контакта записан"))
    return redirect(url_for("web.contact", id_=id_), 303)


def about_of(typed: Mapping[str, str]) -> About:
    """What a form or an address asks about."""
    return About(**{name: line_id(typed.get(name, "")) for name in ABOUT})


def _filtered_company(typed: str) -> tuple[int | None, str]:
    """Its id and what is wrong: None where nothing is asked for, 0 for a company that is not there."""
    if not typed:
        return None, ""
    try:
        with services().database.reading() as session:
            return company_meant(session, typed, "company", archived=True).id, ""
    except EntryError as error:
        return 0, str(error.errors[0])


def _new(typed: Mapping[str, str], errors: Mapping[str, str]) -> str:
    about = services().contact_list.about(caller(), about_of(typed))
    return render_template(
        "contact_new.html",
        typed=typed,
        errors=errors,
        about=about,
        names=ABOUT,
        suggestions=suggested(["companies"]),
    )


def _card(id_: int, step: str = "", note: str = "", errors: Mapping[str, str] | None = None) -> str:
    contact = services().contact_list.one(caller(), id_)
    return render_template(
        "contact.html",
        contact=contact,
        names=services().changes.actors(caller(), (event.by for event in contact.events)),
        states=CONTACT_STATES,
        events=CONTACT_EVENTS,
        step=step,
        note=note,
        errors=errors or {},
    )
