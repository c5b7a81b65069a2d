"""Portals: where the widget opens, their keys, and the lines to put into their pages."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from service.api.context import caller, services
from service.errors import InvalidError
from service.portals.portals import NewPortal, Portal
from service.web.blueprint import Page, blueprint
from service.web.notices import Notice, leave_notice
from service.web.session_ended import in_place_of_page


@blueprint.get("/portals")
def portals() -> str:
    """All portals, the working ones first."""
    return render_template("portals.html", portals=services().portals.listed(caller()))


@blueprint.route("/portals/new", methods=["GET", "POST"])
def new_portal() -> Page:
    """A portal; the key of its server is shown on the answer, once."""
    if request.method == "GET":
        return _form(None)
    try:
        made = services().portals.create(caller(), *_posted())
    except InvalidError as error:
        return _form(None, error), 422
    return _key_page(made)


@blueprint.route("/portals/<id_>", methods=["GET", "POST"])
def portal(id_: str) -> Page:
    """Name and addresses of one, the lines for its pages, and what else can be done about it."""
    found = services().portals.portal(caller(), id_)
    if request.method == "GET":
        return _form(found)
    try:
        services().portals.change(caller(), id_, *_posted())
    except InvalidError as error:
        return _form(found, error), 422
    leave_notice(Notice("Портал: сохранено"))
    return _to_portals()


@blueprint.post("/portals/<id_>/key")
def renew_portal_key(id_: str) -> Page:
    """Another key, shown once; the one before ends at once."""
    return _key_page(services().portals.renew_key(caller(), id_))


@blueprint.post("/portals/<id_>/disable")
def disable_portal(id_: str) -> Response:
    """The widget opens there no more; the notice has the way back."""
    row = services().portals.disable(caller(), id_)
    back = url_for("web.enable_portal", id_=id_)
    leave_notice(Notice(f"{row.name}: портал отключён", back, "Включить", True))
    return _to_portals()


@blueprint.post("/portals/<id_>/enable")
def enable_portal(id_: str) -> Response:
    """The widget opens there again."""
    row = services().portals.enable(caller(), id_)
    leave_notice(Notice(f"{row.name}: портал включён"))
    return _to_portals()


def _posted() -> tuple[str, list[str]]:
    return request.form.get("name", ""), request.form.get("origins", "").split()


def _form(found: Portal | None, error: InvalidError | None = None) -> str:
    typed = request.form if request.method == "POST" else None
    kept = ("", "") if found is None else (found.row.name, "\n".join(found.row.origins))
    name, origins = (typed.get("name", ""), typed.get("origins", "")) if typed else kept
    return render_template(
        "portal.html",
        portal=found,
        name=name,
        origins=origins,
        service=request.host_url.rstrip("/"),
        errors=dict(error.places) if error else {},
    )


def _key_page(made: NewPortal) -> Response:
    return in_place_of_page(render_template("portal_key.html", made=made), 200)


def _to_portals() -> Response:
    return redirect(url_for("web.portals"), 303)
