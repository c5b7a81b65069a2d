"""What left the pool, of every kind, newest first."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Select, and_, cast, literal, null, or_, select, union_all
from sqlalchemy.orm import Session

from data.tables.merges import MergeRow
from data.tables.pool import (
    MAX_ID,
    AuditRow,
    ChainRow,
    ChallengeRow,
    CompanyRow,
    ContractRow,
    NeedRow,
    OfferRow,
    ProjectRow,
    SlotRow,
)

Owner = tuple[str, int]  # a table and an id


@dataclass(frozen=True)
class Place:
    """Where a page of the archive ended; what left at one moment is in order of table and id."""

    at: datetime
    table: str
    id: int


@dataclass(frozen=True)
class Archived:
    """A record of the archive; without its `owners`, the outermost first, it cannot be in the pool.

    `line_id` is the line of the log that tells who archived it.
    """

    table: str
    id: int
    title: str
    at: datetime
    owners: tuple[Owner, ...]
    line_id: int | None


def archived(session: Session, after: Place | None, limit: int, table: str = "") -> list[Archived]:
    """A page of the archive, of all tables or of one."""
    chosen = [_QUERIES[table]] if table in _QUERIES else list(_QUERIES.values())
    rows = union_all(*chosen).subquery()
    page = select(rows).order_by(rows.c.at.desc(), rows.c.table, rows.c.id).limit(limit)
    if after:
        beside = and_(rows.c.at == after.at, rows.c.table > after.table)
        next_ = and_(rows.c.at == after.at, rows.c.table == after.table, rows.c.id > after.id)
        page = page.where(or_(rows.c.at < after.at, beside, next_))
    return _read(session, page)


def archived_record(session: Session, table: str, id_: int) -> Archived | None:
    """One of them."""
    if table not in _QUERIES or not 0 < id_ <= MAX_ID:
        return None
    rows = _QUERIES[table].subquery()
    return next(iter(_read(session, select(rows).where(rows.c.id == id_))), None)


def names_and_archived(session: Session, owners: Collection[Owner]) -> dict[Owner, tuple[str, bool]]:
    """What owners are called, and whether they left the pool."""
    found: dict[Owner, tuple[str, bool]] = {}
    for table, query in _OWNERS.items():
        ids = {id_ for owner, id_ in owners if owner == table}
        told = session.execute(query.where(query.selected_columns[0].in_(ids))) if ids else ()
        found |= {(table, id_): (name, at is not None) for id_, name, at in told}
    return found


def merged_into(session: Session, company_ids: Collection[int]) -> dict[int, str]:
    """Which of these companies became a part of another one, and of which."""
    query = (
        select(MergeRow.merged_id, CompanyRow.name)
        .join(CompanyRow, CompanyRow.id == MergeRow.kept_id)
        .where(MergeRow.merged_id.in_(list(company_ids)), MergeRow.undone_at.is_(None))
    )
    return dict(session.execute(query).all()) if company_ids else {}


def log_lines_of(session: Session, ids: Collection[int]) -> dict[int, AuditRow]:
    """Lines of the log by id."""
    return {line.id: line for line in session.scalars(select(AuditRow).where(AuditRow.id.in_(list(ids))))}


def _read(session: Session, page: Select[Any]) -> list[Archived]:
    rows = page.subquery()
    # changes are made one after the other: the first line since then is of the change that archived it
    first = select(AuditRow.id).where(AuditRow.at >= rows.c.at).order_by(AuditRow.at, AuditRow.id).limit(1)
    query = select(rows, first.correlate(rows).scalar_subquery().label("line_id"))
    query = query.order_by(rows.c.at.desc(), rows.c.table, rows.c.id)
    return [
        Archived(
            row.table,
            row.id,
            row.title,
            row.at,
            tuple(
                (name, id_)
                for name, id_ in ((row.outer, row.outer_id), (row.inner, row.inner_id))
                if id_ is not None
            ),
            row.line_id,
        )
        for row in session.execute(query)
    ]


def _query(
    table: Any, title: Any, outer: tuple[str, Any] = ("", None), inner: Any = ("", None)
) -> Select[Any]:
    return select(
        literal(table.__tablename__).label("table"),
        table.id.label("id"),
        title.label("title"),
        table.archived_at.label("at"),
        literal(outer[0]).label("outer"),
        (cast(null(), Integer) if outer[1] is None else outer[1]).label("outer_id"),
        literal(inner[0]).label("inner"),
        (cast(null(), Integer) if inner[1] is None else inner[1]).label("inner_id"),
    ).where(table.archived_at.is_not(None))


_OWNERS: Mapping[str, Any] = {
    "companies": select(CompanyRow.id, CompanyRow.name, CompanyRow.archived_at),
    "chains": select(ChainRow.id, ChainRow.title, ChainRow.archived_at),
    "projects": select(ProjectRow.id, ProjectRow.title, ProjectRow.archived_at),
}
_QUERIES: Mapping[str, Select[Any]] = {
    "companies": _query(CompanyRow, CompanyRow.name),
    "offers": _query(OfferRow, OfferRow.title, ("companies", OfferRow.company_id)),
    "needs": _query(NeedRow, NeedRow.title, ("companies", NeedRow.company_id)),
    "contracts": _query(
        ContractRow,
        ContractRow.subject,
        ("companies", ContractRow.supplier_id),
        ("companies", ContractRow.customer_id),
    ),
    "chains": _query(ChainRow, ChainRow.title),
    "projects": _query(ProjectRow, ProjectRow.title, ("chains", ProjectRow.chain_id)),
    "slots": _query(
        SlotRow, SlotRow.title, ("chains", ProjectRow.chain_id), ("projects", SlotRow.project_id)
    ).join(ProjectRow, ProjectRow.id == SlotRow.project_id),
    "challenges": _query(ChallengeRow, ChallengeRow.text, ("companies", ChallengeRow.company_id)),
}
