"""Every row that is about some companies: found by foreign keys, whatever tables there are."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from data.tables.merges import MergeRow
from data.tables.pool import AuditRow, Base

# whose own rows are the company's too: a line of its request, an answer to its letter
_SPREADING = frozenset({"companies", "offers", "needs", "requests", "contact_requests", "keys", "letters"})


def rows_about(session: Session, company_ids: Iterable[int]) -> dict[str, list[Any]]:
    """Rows by the name of their table, in order of entry; tables without any are left out."""
    ids: dict[str, set[Any]] = {}
    found: dict[str, list[Any]] = {}
    classes = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
    for table in Base.metadata.sorted_tables:
        key = next(iter(table.primary_key))
        told = [key.in_(set(company_ids))] if table.name == "companies" else []
        for column in table.columns:
            told += [
                column.in_(ids[k.column.table.name])
                for k in column.foreign_keys
                if k.column.table.name in ids
            ]
        if told:
            rows = session.scalars(select(classes[table.name]).where(or_(*told)).order_by(key)).all()
            if rows:
                found[table.name] = list(rows)
            if table.name in _SPREADING:
                ids[table.name] = {getattr(row, key.name) for row in rows}
    return found


def with_merged(session: Session, company_id: int) -> list[int]:
    """The company, and those whose cards became part of its card: their rows are still there."""
    found = [company_id]
    for id_ in found:
        merged = select(MergeRow.merged_id).where(MergeRow.kept_id == id_, MergeRow.undone_at.is_(None))
        found += [other for other in session.scalars(merged) if other not in found]
    return found


def kept_for(session: Session, company_id: int) -> int | None:
    """The company that this one became part of."""
    query = select(MergeRow.kept_id).where(MergeRow.merged_id == company_id, MergeRow.undone_at.is_(None))
    return session.scalars(query.limit(1)).first()


def log_lines_about(session: Session, found: dict[str, list[Any]]) -> list[AuditRow]:
    """Lines of the audit log that name any of these rows; they hold no values, only names of fields."""
    known = {(table, str(getattr(row, "id", ""))) for table, rows in found.items() for row in rows}
    lines = session.scalars(select(AuditRow).order_by(AuditRow.id))
    return [line for line in lines if not known.isdisjoint(_named(line))]


def _named(line: AuditRow) -> set[tuple[str, str]]:
    records = line.details.get("records") or []
    named = {(str(one.get("table")), str(one.get("id"))) for one in records}
    return named | {(line.action.partition(".")[0], line.subject or "")}
