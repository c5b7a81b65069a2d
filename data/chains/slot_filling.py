"""A company joins those who fill a slot, or leaves them: what others entered meanwhile stays."""

from sqlalchemy.orm import Session

from data.entry import update
from data.store.records import find
from data.tables.pool import CompanyRow, SlotRow


def fill(session: Session, slot: SlotRow, company_id: int, basis: str) -> None:
    """The company joins, on the basis of those who fill the slot already. Raises EntryError."""
    fillers = _fillers(session, slot)
    told = slot.basis if fillers else basis
    update(session, slot, {"filled_by": [*fillers, company_id], "basis": told})


def release(session: Session, slot: SlotRow, company_id: int) -> None:
    """The company leaves; nothing changes where it does not fill the slot. Raises EntryError."""
    others = [id_ for id_ in _fillers(session, slot) if id_ != company_id]
    update(session, slot, {"filled_by": others})


def _fillers(session: Session, slot: SlotRow) -> list[int]:
    """Without those that have left the pool."""
    return [id_ for id_ in slot.filled_by if find(session, CompanyRow, id_)]
