"""Who supplies goods to whom inside a chain, and the circles that a change of it would close."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from data.chains.circles import circle_through
from data.tables.pool import CompanyRow, ProjectRow, SlotRow
from data.vocabulary import GOODS_KINDS

SUPPLIED = GOODS_KINDS | {"equipment"}  # who carries or builds for another may well buy from it


@dataclass(frozen=True)
class Supply:
    """A company supplies what a slot requires to the initiator of its project, where there is one."""

    slot_id: int
    project_id: int
    supplier_id: int
    customer_id: int | None


def circle_by_slot(
    session: Session, project: ProjectRow, slot_id: int, kind: str, suppliers: Collection[int]
) -> str:
    """The circle that a slot closes when these companies fill it, as a sentence; empty when it closes none.

    A new slot has the id 0.
    """
    if kind not in SUPPLIED or project.chain.kind != "vertical" or project.initiator_id is None:
        return ""
    others = (s for s in _supplies(session, project.chain_id) if s.slot_id != slot_id)
    new = (Supply(slot_id, project.id, supplier, project.initiator_id) for supplier in suppliers)
    return _told(session, [*others, *new], project.initiator_id)


def circle_by_initiator(session: Session, project: ProjectRow, initiator_id: int) -> str:
    """The same for a project that this company initiates, or that comes back."""
    if project.chain.kind != "vertical":
        return ""
    found = _supplies(session, project.chain_id, project.id)
    changed = [replace(s, customer_id=initiator_id) if s.project_id == project.id else s for s in found]
    return _told(session, changed, initiator_id)


def circle_in_chain(session: Session, chain_id: int) -> str:
    """The same for a chain that becomes vertical, or comes back."""
    supplies = list(_supplies(session, chain_id))
    customers = sorted({s.customer_id for s in supplies if s.customer_id is not None})
    return next(filter(None, (_told(session, supplies, customer) for customer in customers)), "")


def _supplies(session: Session, chain_id: int, returning_project: int | None = None) -> Iterator[Supply]:
    is_live = or_(ProjectRow.archived_at.is_(None), ProjectRow.id == returning_project)
    query = (
        select(SlotRow.id, SlotRow.project_id, SlotRow.filled_by, ProjectRow.initiator_id)
        .join(ProjectRow, SlotRow.project_id == ProjectRow.id)
        .where(ProjectRow.chain_id == chain_id, is_live)
        .where(SlotRow.archived_at.is_(None), SlotRow.kind.in_(SUPPLIED))
    )
    for slot_id, project_id, filled_by, initiator_id in session.execute(query):
        for supplier_id in filled_by:
            yield Supply(slot_id, project_id, supplier_id, initiator_id)


def _told(session: Session, supplies: Collection[Supply], start: int) -> str:
    pairs = ((s.supplier_id, s.customer_id) for s in supplies if s.customer_id is not None)
    circle = circle_through(pairs, start)
    codes = " → ".join(row.code for id_ in circle if (row := session.get(CompanyRow, id_)))
    return f"Поставки замыкаются в круг: {codes}" if codes else ""
