"""Addresses of our own pages, read out of what a browser sent: nobody is led away by them."""

from urllib.parse import urlsplit

from flask import current_app, request, url_for
from flask_login import current_user
from werkzeug.exceptions import HTTPException

from service.doors import MEMBER_ENDPOINTS, OF_MEMBERS
from service.web.blueprint import blueprint

SIGNING = frozenset({"web.sign_in", "web.sign_out"})


def own_path(text: str | None) -> str:
    """The path where it is a page of ours that can be opened, else the home page."""
    return _own(text, "GET") or home_path()


@blueprint.app_template_global()
def home_path() -> str:
    """Where somebody begins: the search, or the page of the own company."""
    return url_for("web.my_home" if _is_member() else "web.search")


def page_told(text: str | None) -> str | None:
    """The path where it is a page of ours that can be opened, else nothing."""
    return _own(text, "GET")


def own_action(text: str | None) -> str | None:
    """The path where a form of ours is sent to, else nothing."""
    return _own(text, "POST")


def page_before() -> str:
    """The page of ours that the request came from; where none is told, the page of its address."""
    told = request.headers.get("HX-Current-URL") or request.referrer or request.path
    try:
        page = urlsplit(told)
    except ValueError:  # «http://[» is no address at all
        return own_path(None)
    return own_path(f"{page.path}?{page.query}")


def is_from_our_page() -> bool:
    """Whether a page of this very site sent the request: browsers say so of every form, and cannot lie."""
    try:
        sender = urlsplit(request.headers.get("Origin") or request.referrer or "")
    except ValueError:
        return False
    return sender.netloc == request.host


def _is_member() -> bool:
    return bool(current_user.is_authenticated and current_user.company_id)


def _is_for_person(endpoint: str) -> bool:
    if not current_user.is_authenticated:
        return True
    is_own = endpoint.startswith(OF_MEMBERS)
    return is_own or endpoint in MEMBER_ENDPOINTS if _is_member() else not is_own


def _own(text: str | None, method: str) -> str | None:
    try:
        parts = urlsplit(text or "")
    except ValueError:
        return None
    if parts.scheme or parts.netloc or "\\" in parts.path or not parts.path.startswith("/"):
        return None
    try:
        endpoint, _ = current_app.url_map.bind("").match(parts.path, method=method)
    except HTTPException:
        return None
    if not endpoint.startswith("web.") or endpoint in SIGNING or not _is_for_person(endpoint):
        return None
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
