"""Files of the pages: an address that changes with the content, kept by browsers until it does."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin

A_YEAR = 365 * 24 * 3600
STATIC = "static"
_LENGTH = 10


class PageSessions(SecureCookieSessionInterface):
    """A file is the same for everybody: it sets no cookie and does not vary by one, or caches would miss."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if request.endpoint != STATIC:
            super().save_session(app, session, response)


def keep_static_files(app: Flask) -> None:
    """Addresses of static files carry a print of their content; only under that one they are kept."""
    folder = Path(app.static_folder or "")
    app.session_interface = PageSessions()

    @app.url_defaults
    def name_the_content(endpoint: str, values: dict[str, object]) -> None:
        if endpoint == STATIC and (seen := _print(folder, str(values.get("filename", "")))):
            values.setdefault("v", seen)

    @app.after_request
    def keep(response: Response) -> Response:
        if request.endpoint != STATIC or response.status_code >= 400:
            return response
        if request.args.get("v") == _print(folder, (request.view_args or {})["filename"]):
            response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
        return response


def _print(folder: Path, name: str) -> str:
    path = folder / name
    return _print_of(path, path.stat().st_mtime_ns) if path.is_file() else ""


@lru_cache(maxsize=256)
def _print_of(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:_LENGTH]
