"""Whether a letter may go at the moment of sending: what it says, and to whom, must still be right."""

from typing import Any

from sqlalchemy.orm import Session

from data.store import digests as store
from data.store.records import find
from data.tables.mail import LetterRow
from data.tables.pool import CompanyRow, NeedRow, SlotRow
from service.access import is_in_cluster, sees_company, sees_need
from service.consents.consents import Consents
from service.digests.gathering import as_reader


class MaySend:
    """Asked by the worker inside of the step that begins to send; gives the reason why not."""

    def __init__(self, consents: Consents) -> None:
        self._consents = consents

    def __call__(self, session: Session, letter: LetterRow) -> str | None:
        company = session.get(CompanyRow, letter.company_id)
        if company is None or not is_in_cluster(company):
            return "left"
        if not self._consents.stands(session, company.id, "letters"):
            return "no_consent"
        if store.frequency_of(session, company.id) == "never":
            return "unsubscribed"
        if (company.contact_email or "").strip(" ") != letter.address:
            return "address_changed"
        if _was_told(session, letter):
            return "told_already"
        return None if all(_stands(session, letter.company_id, one) for one in _items(letter)) else "outdated"


def _items(letter: LetterRow) -> list[dict[str, Any]]:
    return [item for item in letter.items if not item.get("left_out")]


def _was_told(session: Session, letter: LetterRow) -> bool:
    keys = {item["key"] for item in _items(letter) if "key" in item}
    gone = store.gone_keys(session, letter.company_id, letter.id) if keys else set()
    return not keys.isdisjoint(gone)


def _stands(session: Session, reader_id: int, item: dict[str, Any]) -> bool:
    """Whether the reader would still be shown it."""
    reader = as_reader(reader_id)
    if (need_id := item.get("need_id")) is not None:
        need = find(session, NeedRow, need_id)
        if need is None or not sees_need(reader, need):
            return False
    if (slot_id := item.get("slot_id")) is not None:
        slot = find(session, SlotRow, slot_id)
        if slot is None or slot.filled_by:
            return False
    if item.get("kind") in ("supplier", "customer"):
        company = find(session, CompanyRow, item.get("company_id"))
        return company is not None and sees_company(reader, company)
    return True
