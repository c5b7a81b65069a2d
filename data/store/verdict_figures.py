"""Verdicts as figures: all that stand in brief, and the whole rows of a few."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.pool import VerdictRow


@dataclass(frozen=True)
class GivenVerdict:
    """What was said and when, without what it was said of."""

    id: int
    verdict: str
    reason: str | None
    given_at: datetime


def given_verdicts(session: Session) -> list[GivenVerdict]:
    """All that stand, the newest first."""
    columns = (VerdictRow.id, VerdictRow.verdict, VerdictRow.reason, VerdictRow.given_at)
    standing = select(*columns).where(VerdictRow.withdrawn_at.is_(None))
    return [GivenVerdict(*row) for row in session.execute(standing.order_by(VerdictRow.id.desc()))]


def verdicts_by_id(session: Session, ids: Collection[int]) -> list[VerdictRow]:
    """The whole rows, the newest first."""
    return list(
        session.scalars(select(VerdictRow).where(VerdictRow.id.in_(ids)).order_by(VerdictRow.id.desc()))
    )
