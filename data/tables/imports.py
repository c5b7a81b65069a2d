"""The table of imports made in the browser: what each one did, so that the last one can be undone."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from data.tables.pool import Base, now


class ImportRow(Base):
    """One import; `token` is the upload's, so that a confirmation sent twice imports once.

    `counts` are of each sheet, `undo` is what data.import_undo needs, `undone` what came of undoing it.
    """

    __tablename__ = "imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(unique=True)
    at: Mapped[datetime] = mapped_column(default=now)
    by: Mapped[str]
    by_name: Mapped[str]
    file_name: Mapped[str]
    counts: Mapped[dict[str, Any]]
    undo: Mapped[dict[str, Any]]
    undone_at: Mapped[datetime | None]
    undone: Mapped[dict[str, Any]] = mapped_column(default=dict)


def import_of(session: Session, token: str) -> ImportRow | None:
    """The import that an upload became."""
    return session.scalar(select(ImportRow).where(ImportRow.token == token))


def latest_imports(session: Session, limit: int) -> list[ImportRow]:
    """The last imports, the newest first."""
    return list(session.scalars(select(ImportRow).order_by(ImportRow.id.desc()).limit(limit)))


def last_standing(session: Session) -> ImportRow | None:
    """The last import that was not undone: the only one that can be."""
    standing = select(ImportRow).where(ImportRow.undone_at.is_(None))
    return session.scalar(standing.order_by(ImportRow.id.desc()).limit(1))


def undone_moments(session: Session) -> frozenset[datetime]:
    """When imports were undone: the records that they had made bear that moment in the archive."""
    moments = session.scalars(select(ImportRow.undone_at).where(ImportRow.undone_at.is_not(None)))
    return frozenset(moment for moment in moments if moment)
