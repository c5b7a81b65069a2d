"""A letter inside of a page: in a frame that runs nothing, loads nothing and leads nowhere."""

from collections.abc import Callable
from typing import TypeVar

from flask import Response

View = TypeVar("View", bound=Callable[..., Response])

# styles of letters stand in their text; everything else is forbidden, pictures from elsewhere too
POLICY = {
    "default-src": "'none'",
    "style-src": "'unsafe-inline'",
    "img-src": "data:",
    "frame-ancestors": "'self'",
    "form-action": "'none'",
    "sandbox": "",
}


def framed(view: View) -> View:
    """The policy of pages with letters, as flask-talisman reads it off a view."""
    view.talisman_view_options = {  # type: ignore[attr-defined]
        "content_security_policy": POLICY,
        "frame_options": "SAMEORIGIN",
    }
    return view
