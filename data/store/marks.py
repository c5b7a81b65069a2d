"""What decides who sees a company or a need, of all live ones at once, without the rest of their rows."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.pool import CompanyRow, NeedRow


@dataclass(frozen=True)
class CompanyMark:
    """A company that has not left the pool."""

    id: int
    status: str


@dataclass(frozen=True)
class NeedMark:
    """A need that has not left the pool."""

    id: int
    company_id: int
    visibility: str


def company_marks(session: Session) -> list[CompanyMark]:
    """Of all companies of the pool."""
    query = select(CompanyRow.id, CompanyRow.status).where(CompanyRow.archived_at.is_(None))
    return [CompanyMark(*row) for row in session.execute(query)]


def need_marks(session: Session) -> list[NeedMark]:
    """Of all needs of the pool; those of an archived company have left with it."""
    query = select(NeedRow.id, NeedRow.company_id, NeedRow.visibility).join(NeedRow.company)
    live = query.where(NeedRow.archived_at.is_(None), CompanyRow.archived_at.is_(None))
    return [NeedMark(*row) for row in session.execute(live)]
