"""Signed-in people: which user a session belongs to, until the password changes."""

from dataclasses import dataclass

from flask_login import LoginManager, UserMixin

from data.tables.pool import UserRow
from service.people.signing_in import SigningIn


@dataclass(frozen=True)
class SignedIn(UserMixin):
    """The user of a session; the version ends all sessions when it is raised."""

    id: int
    version: int
    scope: str
    name: str
    role: str
    company_id: int | None = None

    def get_id(self) -> str:
        """What the cookie keeps."""
        return f"{self.id}:{self.version}"


def signed_in(row: UserRow) -> SignedIn:
    """The row as a session's user."""
    return SignedIn(row.id, row.session_version, row.scope, row.name, row.role, row.company_id)


def register_sessions(manager: LoginManager, signing_in: SigningIn) -> None:
    """Teaches Flask-Login where users are."""

    @manager.user_loader
    def load(session_id: str) -> SignedIn | None:
        id_, _, version = session_id.partition(":")
        if not (id_.isdecimal() and version.isdecimal()):
            return None
        row = signing_in.user(int(id_), int(version))
        return signed_in(row) if row else None
