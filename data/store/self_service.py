"""Proposals of members found and listed, and searches counted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, joinedload

from data.entry import RecordRow
from data.tables.pool import MAX_ID, NeedRow, OfferRow
from data.tables.self_service import InterestRow, ProposalRow

Counted = Counter[tuple[int, str]]  # of a company and a subject
_INSERT: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def find_proposal(session: Session, id_: int) -> ProposalRow | None:
    """One by its id."""
    whole = [joinedload(ProposalRow.company)]
    return session.get(ProposalRow, id_, options=whole) if 0 < id_ <= MAX_ID else None


def waiting_on(session: Session, kind: str, record_id: int) -> ProposalRow | None:
    """What waits for a yes about a record: one at most."""
    return session.scalars(
        select(ProposalRow).where(
            ProposalRow.state == "waits", ProposalRow.kind == kind, ProposalRow.record_id == record_id
        )
    ).first()


def waiting_new(session: Session, company_id: int, kind: str) -> Sequence[ProposalRow]:
    """Records of a company that wait to be there."""
    query = select(ProposalRow).where(
        ProposalRow.state == "waits",
        ProposalRow.company_id == company_id,
        ProposalRow.kind == kind,
        ProposalRow.record_id.is_(None),
    )
    return session.scalars(query).all()


def proposals(session: Session, state: str, limit: int, before: int = MAX_ID) -> Sequence[ProposalRow]:
    """Those in a state, the newest first."""
    query = select(ProposalRow).where(ProposalRow.state == state, ProposalRow.id < min(before, MAX_ID))
    query = query.options(joinedload(ProposalRow.company)).order_by(ProposalRow.id.desc())
    return session.scalars(query.limit(limit)).all()


def proposals_of(
    session: Session, company_id: int, states: Sequence[str], limit: int
) -> Sequence[ProposalRow]:
    """Those of a company in these states, the newest first."""
    query = select(ProposalRow).where(ProposalRow.company_id == company_id, ProposalRow.state.in_(states))
    return session.scalars(query.order_by(ProposalRow.id.desc()).limit(limit)).all()


def records_by_id(session: Session, table: type[Any], ids: Sequence[int]) -> dict[int, Any]:
    """Live records of one table."""
    query = select(table).where(table.id.in_(ids), table.archived_at.is_(None))
    return {row.id: row for row in session.scalars(query)}


def num_waiting(session: Session) -> int:
    """How many proposals wait for a yes."""
    query = select(func.count()).select_from(ProposalRow).where(ProposalRow.state == "waits")
    return session.scalar(query) or 0


def same_record(session: Session, table: type[Any], values: Mapping[str, Any]) -> Any:
    """The live offer or need that has just these values: a form sent twice makes one."""
    if table not in (OfferRow, NeedRow):
        return None
    named = (table.company_id == values["company_id"], table.title == values["title"])
    alike = session.scalars(select(table).where(*named, table.archived_at.is_(None)).order_by(table.id))
    return next((row for row in alike if _has(row, values)), None)


def count_interest(session: Session, counted: Counted) -> None:
    """Adds to the counters, whoever else adds to them."""
    insert = _INSERT[session.get_bind().dialect.name]
    for (company_id, subject), num in sorted(counted.items()):
        new = insert(InterestRow).values(company_id=company_id, subject=subject, num=num)
        session.execute(
            new.on_conflict_do_update(
                index_elements=["company_id", "subject"], set_={"num": InterestRow.num + new.excluded.num}
            )
        )


def interest_of(session: Session, company_id: int) -> dict[str, int]:
    """How often a company and its offers were proposed, by subject."""
    query = select(InterestRow.subject, InterestRow.num).where(InterestRow.company_id == company_id)
    return dict(session.execute(query).all())


def _has(row: RecordRow, values: Mapping[str, Any]) -> bool:
    entered = set(type(row).__table__.columns.keys()) - {
        "id", "created_at", "updated_at", "archived_at", "due_on", "due_told_on",
    }  # fmt: skip
    return all(getattr(row, name) == values.get(name) for name in entered)
