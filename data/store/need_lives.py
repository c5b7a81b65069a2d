"""When needs came, were closed by a contract and left the pool."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data.tables.pool import CompanyRow, NeedRow, VerdictRow


@dataclass(frozen=True)
class NeedLife:
    """Three moments of a need, and its last day; it leaves the pool with its company too."""

    entered: datetime
    contracted: datetime | None
    archived: datetime | None
    due_on: date | None = None

    @property
    def closed(self) -> datetime | None:
        """When it stopped being open."""
        return min((moment for moment in (self.contracted, self.archived) if moment), default=None)


def need_lives(session: Session) -> list[NeedLife]:
    """All needs that were ever entered; of several contracts that stand on one, the first counts."""
    is_contract = (VerdictRow.verdict == "contract") & VerdictRow.withdrawn_at.is_(None)
    contracts = (
        select(VerdictRow.need_id, func.min(VerdictRow.given_at).label("given_at"))
        .where(is_contract)
        .group_by(VerdictRow.need_id)
        .subquery()
    )
    query = (
        select(
            NeedRow.created_at,
            contracts.c.given_at,
            NeedRow.archived_at,
            CompanyRow.archived_at,
            NeedRow.due_on,
        )
        .join(CompanyRow, NeedRow.company_id == CompanyRow.id)
        .outerjoin(contracts, NeedRow.id == contracts.c.need_id)
    )
    return [
        NeedLife(entered, contracted, min(filter(None, (own, companys)), default=None), due_on)
        for entered, contracted, own, companys, due_on in session.execute(query)
    ]
