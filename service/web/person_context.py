"""What templates may ask about the person in front of them."""

from flask import g

from data.tables.journal import RequestRow
from service import access
from service.journal import naming
from service.web.blueprint import blueprint


@blueprint.app_template_global()
def may_write() -> bool:
    """Whether buttons that change something are of any use; macros may ask too."""
    return bool(g.get("caller")) and access.may_change(g.caller)


@blueprint.app_template_global()
def sees_pasted_text() -> bool:
    """Whether requests are shown as they were pasted."""
    return bool(g.get("caller")) and access.sees_pasted_text(g.caller)


@blueprint.app_template_global()
def request_title(row: RequestRow) -> str:
    """What a request is called for this person."""
    return naming.request_title(g.caller, row)


@blueprint.app_template_global()
def may_manage_people() -> bool:
    """Whether the pages of administrators are of any use."""
    return bool(g.get("caller")) and access.may_manage_people(g.caller)
