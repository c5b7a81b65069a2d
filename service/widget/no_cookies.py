"""The widget lives in pages of others: no cookie is read there, and none is set."""

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SessionMixin

from service.web.static_files import PageSessions

PREFIXES = ("/widget/", "/embed.js")


class SessionsOfOwnPages(PageSessions):
    """Sessions as Flask keeps them, and none at all for the widget."""

    def open_session(self, app: Flask, asked: Request) -> SecureCookieSession | None:
        """An empty one for the widget, whatever cookies came."""
        if asked.path.startswith(PREFIXES):
            return self.session_class()
        return super().open_session(app, asked)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Nothing is kept of the widget's."""
        if not request.path.startswith(PREFIXES):
            super().save_session(app, session, response)
