"""Answers kept for requests that are repeated, each until a moment of its own."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from data.tables.kept_answers import KeptAnswerRow
from data.tables.pool import now

_INSERT: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def claim(session: Session, key: str, fingerprint: str, ends_at: datetime) -> KeptAnswerRow | None:
    """Takes the key for a request that begins now: None; or what the one that took it before has left."""
    session.execute(delete(KeptAnswerRow).where(KeptAnswerRow.ends_at <= now()))
    new = _INSERT[session.get_bind().dialect.name](KeptAnswerRow)
    new = new.values(key=key, fingerprint=fingerprint, headers={}, ends_at=ends_at)
    taken = session.execute(new.on_conflict_do_nothing(index_elements=["key"]).returning(KeptAnswerRow.key))
    return None if taken.first() else session.get(KeptAnswerRow, key)


def keep(session: Session, key: str, status: int, body: str, headers: Mapping[str, str]) -> None:
    """The answer of the request that took the key."""
    row = session.get(KeptAnswerRow, key)
    if row:
        row.status, row.body, row.headers = status, body, dict(headers)


def let_go(session: Session, key: str) -> None:
    """The request changed nothing: another one may take the key."""
    session.execute(delete(KeptAnswerRow).where(KeptAnswerRow.key == key))


def forget_answers(session: Session) -> None:
    """Forgets what was answered, but not that it was: personal data may stand in it."""
    for row in session.query(KeptAnswerRow).where(KeptAnswerRow.body.is_not(None)):
        row.body, row.headers = "", {}
