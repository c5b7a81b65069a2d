"""What stands around an offer, a need, a contract, a project or a slot."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from data.store.company_card import NEED_TITLE
from data.tables.journal import RequestEventRow, RequestRow
from data.tables.pool import ChainRow, NeedRow, OfferRow, ProjectRow, SlotRow, VerdictRow


def requests_about(session: Session, row: object, limit: int) -> Sequence[RequestRow]:
    """Requests for a need, or those in which an offer was asked about; the latest first."""
    if isinstance(row, NeedRow):
        about: ColumnElement[bool] = RequestRow.need_id == row.id
    elif isinstance(row, OfferRow):
        asked = select(RequestEventRow.request_id).where(RequestEventRow.offer_id == row.id)
        about = RequestRow.id.in_(asked)
    else:
        return []
    query = select(RequestRow).where(about).options(NEED_TITLE).order_by(RequestRow.id.desc())
    return session.scalars(query.limit(limit)).all()


def verdicts_about(session: Session, row: object, limit: int) -> list[tuple[VerdictRow, str | None]]:
    """Verdicts that stand on a need or on an offer, each with the title of its need; the latest first."""
    if isinstance(row, NeedRow):
        about: ColumnElement[bool] = VerdictRow.need_id == row.id
    elif isinstance(row, OfferRow):
        about = VerdictRow.offer_id == row.id
    else:
        return []
    query = select(VerdictRow, NeedRow.title).outerjoin(NeedRow, NeedRow.id == VerdictRow.need_id)
    standing = query.where(about, VerdictRow.withdrawn_at.is_(None)).options(joinedload(VerdictRow.company))
    return [(v, title) for v, title in session.execute(standing.order_by(VerdictRow.id.desc()).limit(limit))]


def chain_around(session: Session, row: object) -> tuple[ChainRow | None, ProjectRow | None]:
    """The chain of a project or a slot, and the project of a slot."""
    if isinstance(row, SlotRow):
        project = session.get_one(ProjectRow, row.project_id)
        return session.get_one(ChainRow, project.chain_id), project
    if isinstance(row, ProjectRow):
        return session.get_one(ChainRow, row.chain_id), None
    return None, None


def slots_of(session: Session, row: object) -> Sequence[SlotRow]:
    """The slots of a project, in order of entry."""
    if not isinstance(row, ProjectRow):
        return []
    live = select(SlotRow).where(SlotRow.project_id == row.id, SlotRow.archived_at.is_(None))
    return session.scalars(live.order_by(SlotRow.id)).all()
