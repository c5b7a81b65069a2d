"""Users and API keys as rows; secrets arrive here hashed already."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.pool import MAX_ID, KeyRow, UserRow


def user_by_login(session: Session, login: str) -> UserRow | None:
    """An enabled user."""
    row = user_of_login(session, login)
    return row if row and not row.disabled_at else None


def user_by_id(session: Session, id_: int) -> UserRow | None:
    """An enabled user."""
    row = any_user(session, id_)
    return row if row and not row.disabled_at else None


def user_of_login(session: Session, login: str) -> UserRow | None:
    """A user, disabled or not."""
    if not login.isprintable():  # no login is, and databases refuse some of what is not
        return None
    return session.scalars(select(UserRow).where(UserRow.login == login.casefold())).first()


def any_user(session: Session, id_: int) -> UserRow | None:
    """A user, disabled or not."""
    return session.get(UserRow, id_) if 0 < id_ <= MAX_ID else None


def users(session: Session) -> list[UserRow]:
    """All, in order of names; the disabled last."""
    rows = session.scalars(select(UserRow)).all()
    return sorted(rows, key=lambda row: (row.disabled_at is not None, row.name.casefold(), row.id))


def keys(session: Session) -> list[KeyRow]:
    """All, revoked or not, newest first."""
    return list(session.scalars(select(KeyRow).order_by(KeyRow.created_at.desc())))


def key_by_id(session: Session, id_: str) -> KeyRow | None:
    """A key that is not revoked."""
    row = session.get(KeyRow, id_)
    return row if row and not row.revoked_at else None


def note_key_use(session: Session, id_: str) -> None:
    """Keeps the day of the last use; a finer grain would cost a write a request."""
    key = key_by_id(session, id_)
    if key:
        key.last_used_on = datetime.now(UTC).date()
