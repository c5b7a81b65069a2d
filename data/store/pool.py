"""The pool read out of the database as profiles, at one revision."""

from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.profiles import Company, Need, Offer, Pool
from data.store.chains import contract_pairs, load_chains
from data.tables.pool import CompanyRow, NeedRow, OfferRow, RevisionRow

Row = TypeVar("Row", OfferRow, NeedRow)


def pool_revision(session: Session) -> int:
    """How many changes the pool has seen."""
    return session.scalars(select(RevisionRow.revision)).one()


def load_pool(session: Session) -> Pool:
    """All that is not archived; records of an archived company are left out with it."""
    revision = pool_revision(session)
    with_contract = {side for pair in contract_pairs(session) for side in pair}
    rows = session.scalars(
        select(CompanyRow).where(CompanyRow.archived_at.is_(None)).order_by(CompanyRow.id)
    ).all()
    live = {row.id for row in rows}
    return Pool(
        companies=tuple(company_profile(row, row.id in with_contract) for row in rows),
        offers=tuple(offer_profile(r) for r in _live(session, OfferRow) if r.company_id in live),
        needs=tuple(need_profile(r) for r in _live(session, NeedRow) if r.company_id in live),
        revision=revision,
        chains=load_chains(session),
    )


def company_profile(row: CompanyRow, contract: bool = False) -> Company:
    """The row as matching sees it: without contacts."""
    return Company(
        id=row.id,
        code=row.code,
        name=row.name,
        status=row.status,
        inn=row.inn,
        region=row.region,
        municipality=row.municipality,
        roles=tuple(row.roles),
        okved2=tuple(row.okved2),
        about=row.about or "",
        certificates=tuple(row.certificates),
        contract=contract,
        fictional=row.fictional,
    )


def offer_profile(row: OfferRow) -> Offer:
    """The row as matching sees it."""
    return Offer(
        id=row.id,
        company_id=row.company_id,
        kind=row.kind,
        title=row.title,
        description=row.description or "",
        okpd2=row.okpd2,
        unit=row.unit,
        capacity_per_month=row.capacity_per_month,
        utilisation_percent=row.utilisation_percent,
        min_batch=row.min_batch,
        lead_time_days=row.lead_time_days,
        standard=row.standard,
        radius_km=row.radius_km,
    )


def need_profile(row: NeedRow) -> Need:
    """The row as matching sees it."""
    return Need(
        id=row.id,
        company_id=row.company_id,
        kind=row.kind,
        title=row.title,
        description=row.description or "",
        okpd2=row.okpd2,
        volume=row.volume,
        unit=row.unit,
        place=row.place,
        due=row.due,
        current_supplier=row.current_supplier,
        imported=row.imported,
        visibility=row.visibility,
    )


def _live(session: Session, table: type[Row]) -> list[Row]:
    rows = session.scalars(select(table).where(table.archived_at.is_(None)).order_by(table.id))
    return list(rows)
