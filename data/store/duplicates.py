"""Companies entered twice, as rows: what is compared, what was told apart, what was made one."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.merging.duplicates import Registered
from data.tables.merges import MergeRow, ToldApartRow
from data.tables.pool import CompanyRow

Ids = tuple[int, int]


def registered(session: Session, archived: bool = False) -> list[Registered]:
    """What is compared of the companies of the pool, or of all there ever were, in order of entry."""
    query = select(
        CompanyRow.id,
        CompanyRow.name,
        CompanyRow.inn,
        CompanyRow.ogrn,
        CompanyRow.phone,
        CompanyRow.website,
    )
    if not archived:
        query = query.where(CompanyRow.archived_at.is_(None))
    return [Registered(*row) for row in session.execute(query.order_by(CompanyRow.id))]


def company_by_inn(session: Session, inn: str) -> CompanyRow | None:
    """Whose tax id it is; of a company in the archive too."""
    return session.scalars(select(CompanyRow).where(CompanyRow.inn == inn)).first()


def told_apart(session: Session) -> list[ToldApartRow]:
    """Pairs that are no duplicates, the latest first."""
    return list(session.scalars(select(ToldApartRow).order_by(ToldApartRow.id.desc())))


def pair_told_apart(session: Session, pair: Ids) -> ToldApartRow | None:
    """What was said of a pair; the smaller id is the first."""
    first, second = pair
    said = (ToldApartRow.first_id == first) & (ToldApartRow.second_id == second)
    return session.scalars(select(ToldApartRow).where(said)).first()


def merge_of(session: Session, merged_id: int) -> MergeRow | None:
    """The merge that made the company a part of another one, where it was not undone."""
    of_company = (MergeRow.merged_id == merged_id) & MergeRow.undone_at.is_(None)
    return session.scalars(select(MergeRow).where(of_company).order_by(MergeRow.id.desc())).first()


def kept_for(session: Session, id_: int) -> CompanyRow | None:
    """The company that an archived one became a part of, through all merges since; None for no merge."""
    kept_id = None
    while row := merge_of(session, kept_id or id_):
        kept_id = row.kept_id
    return session.get(CompanyRow, kept_id) if kept_id else None


def merges_into(session: Session, kept_id: int) -> list[MergeRow]:
    """What the company has taken in and not given back, the latest first."""
    into = (MergeRow.kept_id == kept_id) & MergeRow.undone_at.is_(None)
    return list(session.scalars(select(MergeRow).where(into).order_by(MergeRow.id.desc())))


def named(session: Session, ids: Iterable[int]) -> dict[int, CompanyRow]:
    """Companies by id, those in the archive too."""
    return {row.id: row for row in session.scalars(select(CompanyRow).where(CompanyRow.id.in_(list(ids))))}
