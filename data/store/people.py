"""Users and API keys as rows; secrets arrive here hashed already."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables import KeyRow, UserRow


def user_by_login(session: Session, login: str) -> UserRow | None:
    """An enabled user."""
    query = select(UserRow).where(UserRow.login == login.casefold(), UserRow.disabled_at.is_(None))
    return session.scalars(query).first()


def user_by_id(session: Session, id_: int) -> UserRow | None:
    """An enabled user."""
    row = session.get(UserRow, id_)
    return row if row and not row.disabled_at else None


def key_by_id(session: Session, id_: str) -> KeyRow | None:
    """A key that is not revoked."""
    row = session.get(KeyRow, id_)
    return row if row and not row.revoked_at else None


def note_key_use(session: Session, id_: str) -> None:
    """Keeps the day of the last use; a finer grain would cost a write a request."""
    key = key_by_id(session, id_)
    if key:
        key.last_used_on = datetime.now(UTC).date()
