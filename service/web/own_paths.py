"""Addresses of our own pages, read out of what a browser sent: nobody is led away by them."""

from urllib.parse import urlsplit

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException

SIGNING = frozenset({"web.sign_in", "web.sign_out"})


def own_path(text: str | None) -> str:
    """The path where it is a page of ours that can be opened, else the home page."""
    return _own(text, "GET") or url_for("web.search")


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
    if not endpoint.startswith("web.") or endpoint in SIGNING:
        return None
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
