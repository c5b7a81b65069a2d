"""What templates may ask about the person in front of them."""

from flask import g

from service import access
from service.web.blueprint import blueprint


@blueprint.app_template_global()
def may_write() -> bool:
    """Whether buttons that change something are of any use; macros may ask too."""
    return bool(g.get("caller")) and access.may_change(g.caller)


@blueprint.app_template_global()
def may_manage_people() -> bool:
    """Whether the pages of administrators are of any use."""
    return bool(g.get("caller")) and access.may_manage_people(g.caller)
