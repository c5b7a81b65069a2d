"""Fields of a company checked as they are typed."""

from flask import render_template, request

from service.web.blueprint import blueprint
from service.web.field_checks import checked_field


@blueprint.get("/checks/<any(inn, ogrn, name, phone, contact_phone):name>")
def check_field(name: str) -> str:
    """The words under the field; `of` is the company that is being edited."""
    own_id = request.args.get("of", type=int)
    check = checked_field(name, request.args.get(name, ""), own_id)
    return render_template("_field_check.html", check=check)
