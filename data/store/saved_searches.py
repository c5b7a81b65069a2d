"""Saved searches of one person; a deleted one can come back."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data.tables.pool import MAX_ID
from data.tables.saved_searches import SavedSearchRow


def own_searches(session: Session, owner: str, before_id: int | None, limit: int) -> list[SavedSearchRow]:
    """A page of them, the newest first."""
    query = select(SavedSearchRow).where(SavedSearchRow.owner == owner, SavedSearchRow.deleted_at.is_(None))
    if before_id is not None:
        query = query.where(SavedSearchRow.id < min(before_id, MAX_ID))
    return list(session.scalars(query.order_by(SavedSearchRow.id.desc()).limit(limit)))


def count_own(session: Session, owner: str) -> int:
    """How many a person keeps."""
    query = select(func.count()).where(SavedSearchRow.owner == owner, SavedSearchRow.deleted_at.is_(None))
    return session.scalar(query) or 0


def find_own(session: Session, owner: str, id_: int) -> SavedSearchRow | None:
    """One of them, a deleted one too; nobody finds another person's."""
    row = session.get(SavedSearchRow, id_) if 0 < id_ <= MAX_ID else None
    return row if row and row.owner == owner else None


def find_same(session: Session, owner: str, query: str) -> SavedSearchRow | None:
    """The one that asks the same and is not deleted."""
    same = (SavedSearchRow.owner == owner) & (SavedSearchRow.query == query)
    return session.scalars(select(SavedSearchRow).where(same, SavedSearchRow.deleted_at.is_(None))).first()
