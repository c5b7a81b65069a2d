"""What the dashboard tells: contracts by month, what is new, what waits for somebody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from math import fsum
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from data.periods import MONTH, calendar_period
from data.store.figures import Sum
from data.tables.imports import ImportRow
from data.tables.pool import AuditRow, CompanyRow, ContractRow, InvitationRow, NeedRow, OfferRow, VerdictRow

MAX_NEWEST = 3


@dataclass(frozen=True)
class Newest:
    """One thing that is new: what it is called, and the company that it belongs to, if any."""

    title: str
    company_id: int | None = None
    company: str = ""
    fictional: bool = False


@dataclass(frozen=True)
class News:
    """How many are new of a kind, and the newest of them."""

    kind: str
    count: int
    newest: tuple[Newest, ...]


def contracts_by_month(session: Session, today: date, months: int = 12) -> dict[date, Sum]:
    """The last months by their first days, that of today last; a month without a contract has zero."""
    period = calendar_period(today, MONTH)
    firsts = [period.start]
    while len(firsts) < months:
        period = period.before
        firsts.append(period.start)
    signed = select(ContractRow.signed_on, ContractRow.amount_rub).where(
        ContractRow.archived_at.is_(None), ContractRow.signed_on >= firsts[-1]
    )
    amounts: dict[date, list[float]] = {first: [] for first in reversed(firsts)}
    for day, amount in session.execute(signed):
        if day and day.replace(day=1) in amounts:
            amounts[day.replace(day=1)].append(amount or 0.0)
    return {first: Sum(len(found), fsum(found)) for first, found in amounts.items()}


def news(session: Session, since: datetime) -> tuple[News, ...]:
    """What has come since a moment and still stands, kind by kind."""
    queries = _queries(since)
    counts = session.execute(select(*(_counted(query) for query in queries.values()))).one()
    return tuple(
        News(kind, count, _newest(session, query) if count else ())
        for (kind, query), count in zip(queries.items(), counts, strict=True)
    )


def loaded_at(session: Session, since: datetime) -> datetime | None:
    """When the pool was first filled, if that was since a moment: what came with it is not news."""
    first = session.scalar(select(func.min(CompanyRow.created_at)))
    if first is None or first < since:
        return None
    return session.scalar(select(AuditRow.at).where(AuditRow.at >= first).order_by(AuditRow.id).limit(1))


def members_without_contract(session: Session) -> int:
    """Members of the cluster that are no side of any contract of the pool."""
    is_side = or_(ContractRow.supplier_id == CompanyRow.id, ContractRow.customer_id == CompanyRow.id)
    has_contract = select(ContractRow.id).where(is_side, ContractRow.archived_at.is_(None)).exists()
    members = (CompanyRow.status == "member") & CompanyRow.archived_at.is_(None)
    query = select(func.count()).select_from(CompanyRow).where(members, ~has_contract)
    return session.scalar(query) or 0


def _queries(since: datetime) -> dict[str, Any]:
    """Each tells the title of a thing and its company, the newest first."""
    return {
        "company": _of_company(CompanyRow, CompanyRow.name, CompanyRow.id, CompanyRow.created_at >= since),
        "offer": _entered(OfferRow, OfferRow.title, OfferRow.company_id, since),
        "need": _entered(NeedRow, NeedRow.title, NeedRow.company_id, since),
        "contract": _entered(ContractRow, ContractRow.subject, ContractRow.supplier_id, since),
        "verdict": _of_company(
            VerdictRow,
            VerdictRow.verdict,
            VerdictRow.company_id,
            (VerdictRow.given_at >= since) & VerdictRow.withdrawn_at.is_(None),
        ),
        "invitation": _of_company(
            InvitationRow,
            CompanyRow.name,
            InvitationRow.company_id,
            (InvitationRow.invited_at >= since) & InvitationRow.withdrawn_at.is_(None),
        ),
        "import": select(ImportRow.file_name)
        .where(ImportRow.at >= since, ImportRow.undone_at.is_(None))
        .order_by(ImportRow.id.desc()),
    }


def _entered(table: Any, title: Any, owner: Any, since: datetime) -> Any:
    return _of_company(table, title, owner, (table.created_at >= since) & table.archived_at.is_(None))


def _of_company(table: Any, title: Any, owner: Any, is_new: ColumnElement[bool]) -> Any:
    """Of companies that have not left the pool."""
    told = select(title, CompanyRow.id, CompanyRow.name, CompanyRow.fictional)
    if table is not CompanyRow:
        told = told.select_from(table).join(CompanyRow, owner == CompanyRow.id)
    return told.where(CompanyRow.archived_at.is_(None), is_new).order_by(table.id.desc())


def _counted(query: Any) -> Any:
    return query.with_only_columns(func.count(), maintain_column_froms=True).order_by(None).scalar_subquery()


def _newest(session: Session, query: Any) -> tuple[Newest, ...]:
    rows: Iterable[Any] = session.execute(query.limit(MAX_NEWEST))
    return tuple(Newest(*row) for row in rows)
