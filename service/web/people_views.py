"""Who signs in and as what: administrators create people, give roles and passwords, disable and enable."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from data.store.company_choice import told_name
from data.store.records import companies_by_id, find_company
from data.tables.pool import UserRow
from data.vocabulary import PERSON_ROLES
from service.api.context import caller, services
from service.errors import InvalidError
from service.people.people import NewPassword
from service.web.blueprint import Page, blueprint
from service.web.company_field import with_companies_chosen
from service.web.notices import Notice, leave_notice
from service.web.session_ended import in_place_of_page
from service.web.suggestions import suggested


@dataclass(frozen=True)
class PersonForm:
    """What is typed about a person; a `company` is there of somebody who speaks for a member."""

    login: str = ""
    name: str = ""
    role: str = "staff"
    company: str = ""

    @classmethod
    def posted(cls) -> "PersonForm":
        """The form of the request."""
        form = with_companies_chosen(request.form, ["company"])
        return cls(**{name: form.get(name, "") for name in ("login", "name", "role", "company")})


@blueprint.get("/people")
def people() -> str:
    """Everybody who may sign in, and those who may no longer."""
    found = services().people.listed(caller())
    with services().database.reading() as session:
        companies = companies_by_id(session, {one.row.company_id for one in found if one.row.company_id})
    return render_template("people.html", people=found, own_actor=caller().actor, companies=companies)


@blueprint.route("/people/new", methods=["GET", "POST"])
def new_person() -> Page:
    """Somebody new; the password is made up and shown on the answer, once."""
    if request.method == "GET":
        return _new(PersonForm(company=_told_company(request.args.get("company", "")[:200])))
    form, people = PersonForm.posted(), services().people
    try:
        if form.company.strip():
            made = people.create_member(caller(), form.login, form.name, form.company)
        else:
            made = people.create(caller(), form.login, form.name, form.role)
    except InvalidError as error:
        return _new(form, error), 422
    return _password_page(made)


@blueprint.route("/people/<int:id_>", methods=["GET", "POST"])
def person(id_: int) -> Page:
    """Name and role of one, and what else can be done about the person."""
    found = services().people.person(caller(), id_)
    if request.method == "GET":
        return _person(id_, PersonForm(found.row.login, found.row.name, found.row.role))
    form = PersonForm.posted()
    try:
        row = services().people.change(caller(), id_, form.name, form.role)
    except InvalidError as error:
        return _person(id_, form, error), 422
    leave_notice(Notice(f"{row.name}: сохранено"))
    return _to_people()


@blueprint.post("/people/<int:id_>/password")
def reset_password(id_: int) -> Page:
    """Another password, made up and shown once; the person's sessions end."""
    return _password_page(services().people.give_password(caller(), id_))


@blueprint.post("/people/<int:id_>/disable")
def disable_person(id_: int) -> Page:
    """Lets the person in no more; the notice has the way back."""
    back = url_for("web.enable_person", id_=id_)
    return _done(
        id_,
        services().people.disable,
        lambda row: Notice(f"{row.name}: вход отключён", back, "Включить", True),
    )


@blueprint.post("/people/<int:id_>/enable")
def enable_person(id_: int) -> Page:
    """Lets the person in again."""
    return _done(id_, services().people.enable, lambda row: Notice(f"{row.name}: вход снова открыт"))


@blueprint.post("/people/<int:id_>/unlock")
def unlock_person(id_: int) -> Page:
    """Opens a login that was closed after tries that failed."""
    return _done(id_, services().people.unlock, lambda row: Notice(f"{row.name}: можно входить"))


def _done(id_: int, act: Callable[..., UserRow], told: Callable[[UserRow], Notice]) -> Page:
    try:
        row = act(caller(), id_)
    except InvalidError as error:
        found = services().people.person(caller(), id_).row
        return _person(id_, PersonForm(found.login, found.name, found.role), error), 422
    leave_notice(told(row))
    return _to_people()


def _told_company(typed: str) -> str:
    with services().database.reading() as session:
        company = find_company(session, typed)
        return told_name(session, company) if company else typed


def _new(form: PersonForm, error: InvalidError | None = None) -> str:
    return render_template(
        "person_new.html",
        form=form,
        roles=PERSON_ROLES,
        suggestions=suggested(["companies"]),
        **_errors(error),
    )


def _person(id_: int, form: PersonForm, error: InvalidError | None = None) -> str:
    found = services().people.person(caller(), id_)
    is_self = caller().actor == f"user:{id_}"
    return render_template(
        "person.html", person=found, form=form, roles=PERSON_ROLES, is_self=is_self, **_errors(error)
    )


def _errors(error: InvalidError | None) -> dict[str, object]:
    places = error.places if error else []
    return {
        "errors": {field: message for field, message in places if field},
        "general_errors": [message for field, message in places if not field],
    }


def _password_page(made: NewPassword) -> Response:
    return in_place_of_page(render_template("person_password.html", made=made), 200)


def _to_people() -> Response:
    return redirect(url_for("web.people"), 303)
