"""Marks of shortlists: the last word on each company counts."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.shortlists import ShortlistMarkRow


def marks(session: Session, subject: str) -> dict[int, ShortlistMarkRow]:
    """What was said for one need, by company."""
    query = select(ShortlistMarkRow).where(ShortlistMarkRow.subject == subject)
    return {row.company_id: row for row in session.scalars(query)}


def put_marks(session: Session, subject: str, given: Iterable[ShortlistMarkRow]) -> None:
    """Each in place of the one before; what is not changed is not touched."""
    known = marks(session, subject)
    for row in given:
        before = known.get(row.company_id)
        if before is None:
            session.add(row)
        elif (before.kept, before.note) != (row.kept, row.note):
            before.kept, before.note, before.by = row.kept, row.note, row.by
