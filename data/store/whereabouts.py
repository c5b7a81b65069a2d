"""Where companies and needs are, in brief: what a map is drawn of."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import not_, or_, select
from sqlalchemy.orm import Session

from data.store.need_terms import is_past
from data.tables.pool import CompanyRow, NeedRow


@dataclass(frozen=True)
class CompanyAt:
    """A company of the pool and the place that it names."""

    id: int
    name: str
    status: str
    region: str | None
    municipality: str | None
    fictional: bool


@dataclass(frozen=True)
class NeedAt:
    """A need of the pool; its place may be empty."""

    id: int
    title: str
    company_id: int
    place: str | None


def companies_at(session: Session) -> list[CompanyAt]:
    """All that have not left the pool, in order of names."""
    columns = (
        CompanyRow.id,
        CompanyRow.name,
        CompanyRow.status,
        CompanyRow.region,
        CompanyRow.municipality,
        CompanyRow.fictional,
    )
    live = select(*columns).where(CompanyRow.archived_at.is_(None))
    return [CompanyAt(*row) for row in session.execute(live.order_by(CompanyRow.name_folded, CompanyRow.id))]


def needs_at(session: Session, first_day: date) -> list[NeedAt]:
    """All that still count, the newest first: not archived, alone or with their company, nor past their term.

    One whose last day is before `first_day` is past it.
    """
    columns = (NeedRow.id, NeedRow.title, NeedRow.company_id, NeedRow.place)
    live = (
        select(*columns)
        .join(CompanyRow, NeedRow.company_id == CompanyRow.id)
        .where(NeedRow.archived_at.is_(None), CompanyRow.archived_at.is_(None))
        .where(or_(NeedRow.due_on.is_(None), not_(is_past(first_day))))
    )
    return [NeedAt(*row) for row in session.execute(live.order_by(NeedRow.id.desc()))]
