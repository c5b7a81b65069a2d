"""Records one by one and in pages: companies with offers and needs, chains with projects and slots."""

import re
from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from data.exchange.cells import clean_text
from data.tables.pool import (
    MAX_ID,
    ChainRow,
    CompanyRow,
    ContractRow,
    NeedRow,
    OfferRow,
    ProjectRow,
    SlotRow,
)
from data.text_folding import folded

Row = TypeVar("Row", CompanyRow, OfferRow, NeedRow, ContractRow, ChainRow, ProjectRow, SlotRow)
Record = TypeVar("Record", OfferRow, NeedRow)

_WITH_CODE = re.compile(r"\(код (.+)\)$")

# what a record leaves the pool with
_OWNERS = {OfferRow: "company", NeedRow: "company", ProjectRow: "chain", SlotRow: "project"}


def find(session: Session, table: type[Row], id_: int | None, archived: bool = False) -> Row | None:
    """The record of that id; one that left the pool, alone or with its owner, only when asked for."""
    row = session.get(table, id_) if isinstance(id_, int) and 0 < id_ <= MAX_ID else None
    return row if row and (archived or not _has_left(row)) else None


def companies_by_id(session: Session, ids: Iterable[int]) -> dict[int, CompanyRow]:
    """Those of these companies that have not left the pool."""
    if not (wanted := set(ids)):
        return {}
    query = select(CompanyRow).where(CompanyRow.id.in_(wanted), CompanyRow.archived_at.is_(None))
    return {row.id: row for row in session.scalars(query)}


def rows_by_id(session: Session, table: type[Record], ids: Iterable[int]) -> list[Record]:
    """Those of these records that have not left the pool, alone or with their company."""
    query = select(table).join(CompanyRow, CompanyRow.id == table.company_id).where(table.id.in_(set(ids)))
    live = query.where(table.archived_at.is_(None), CompanyRow.archived_at.is_(None))
    return list(session.scalars(live.options(joinedload(table.company))))


def offers_of(session: Session, company_ids: Iterable[int]) -> list[OfferRow]:
    """What these companies offer now."""
    query = select(OfferRow).where(OfferRow.company_id.in_(set(company_ids)), OfferRow.archived_at.is_(None))
    return list(session.scalars(query.order_by(OfferRow.id)))


def find_company(session: Session, text: str, archived: bool = False) -> CompanyRow | None:
    """A company by what a person types: its code, INN or exact name, or the name with the code beside it.

    An archived one only when asked for.
    """
    text = clean_text(text)
    known = select(CompanyRow)
    if not archived:
        known = known.where(CompanyRow.archived_at.is_(None))
    by_key = (CompanyRow.code == text) | (CompanyRow.inn == text)
    found = session.scalars(known.where(by_key)).first()
    found = found or session.scalars(known.where(CompanyRow.name_folded == folded(text))).first()
    if found is None and (told := _WITH_CODE.search(text)):
        return session.scalars(known.where(CompanyRow.code == told[1])).first()
    return found


def names_by_code(session: Session) -> dict[str, str]:
    """Code and name of every company of the pool, in order of names."""
    query = select(CompanyRow.code, CompanyRow.name).where(CompanyRow.archived_at.is_(None))
    return dict(session.execute(query.order_by(CompanyRow.name_folded)).all())


def companies_after(
    session: Session, after_id: int, limit: int, name: str | None = None, status: str | None = None
) -> list[CompanyRow]:
    """A page of companies in order of id; `name` is a part of the name in any case."""
    query = select(CompanyRow).where(CompanyRow.archived_at.is_(None), CompanyRow.id > min(after_id, MAX_ID))
    if name:
        query = query.where(CompanyRow.name_folded.contains(folded(clean_text(name)), autoescape=True))
    if status:
        query = query.where(CompanyRow.status == status)
    return list(session.scalars(query.order_by(CompanyRow.id).limit(limit)))


def records_of(session: Session, table: type[Record], company_id: int) -> list[Record]:
    """A company's live offers or needs, oldest first."""
    query = select(table).where(table.company_id == company_id, table.archived_at.is_(None))
    return list(session.scalars(query.order_by(table.id)))


def archived_ids(session: Session, table: type[Row]) -> frozenset[int]:
    """Ids of all records that left the pool."""
    return frozenset(session.scalars(select(table.id).where(table.archived_at.is_not(None))))


def regions(session: Session) -> list[str]:
    """Regions of the pool, in order of the alphabet."""
    query = select(CompanyRow.region).where(CompanyRow.region.is_not(None)).distinct()
    return sorted(region for region in session.scalars(query) if region)


def _has_left(row: Any) -> bool:
    owner = _OWNERS.get(type(row))
    return row.archived_at is not None or (owner is not None and _has_left(getattr(row, owner)))
