"""Consents as rows: what stands, one statement for a company or for all."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, true, union_all
from sqlalchemy.orm import Session

from data.tables.consents import ConsentRow
from data.tables.pool import CompanyRow


def standing(
    session: Session, kind: str, by_default: Collection[str] = (), company_id: int | None = None
) -> set[int]:
    """The companies, or the one company, whose consent stands; archived ones have none.

    Where nothing was answered it stands for companies of the statuses `by_default`.
    """
    query = _standing(kind, by_default, company_id)
    return {id_ for id_, _ in session.execute(query)}


def standing_by_kind(session: Session, kinds: Mapping[str, Collection[str]]) -> dict[str, set[int]]:
    """The same of several kinds in one statement; `kinds` are by the statuses that stand by default."""
    found: dict[str, set[int]] = {kind: set() for kind in kinds}
    for id_, kind in session.execute(union_all(*(_standing(*one) for one in kinds.items()))):
        found[kind].add(id_)
    return found


def answers_of(session: Session, company_id: int) -> Sequence[ConsentRow]:
    """All answers of a company, the last one first."""
    query = select(ConsentRow).where(ConsentRow.company_id == company_id)
    return session.scalars(query.order_by(ConsentRow.id.desc())).all()


def last_answer(session: Session, company_id: int, kind: str) -> ConsentRow | None:
    """What the company said last; None where it never did."""
    query = select(ConsentRow).where(ConsentRow.company_id == company_id, ConsentRow.kind == kind)
    return session.scalars(query.order_by(ConsentRow.id.desc()).limit(1)).first()


def _standing(kind: str, by_default: Collection[str], company_id: int | None = None) -> Select[int, str]:
    last = _last(kind, company_id).subquery()
    of_kind = ConsentRow.__table__.c
    query = select(CompanyRow.id, literal(kind)).outerjoin(last, last.c.company_id == CompanyRow.id)
    query = query.outerjoin(ConsentRow, of_kind.id == last.c.id).where(CompanyRow.archived_at.is_(None))
    if company_id is not None:
        query = query.where(CompanyRow.id == company_id)
    unanswered = and_(last.c.id.is_(None), CompanyRow.status.in_(by_default))
    return query.where(or_(unanswered, and_(ConsentRow.is_given, _same_person(kind))))


def _last(kind: str, company_id: int | None) -> Select[int, int]:
    query = select(func.max(ConsentRow.id).label("id"), ConsentRow.company_id)
    if company_id is not None:  # or every letter would read the answers of all
        query = query.where(ConsentRow.company_id == company_id)
    return query.where(ConsentRow.kind == kind).group_by(ConsentRow.company_id)


def _same_person(kind: str) -> ColumnElement[bool]:
    if kind != "contacts":
        return true()
    return ConsentRow.person.is_not_distinct_from(CompanyRow.contact_name)
