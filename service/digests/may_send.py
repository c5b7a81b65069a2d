"""Whether a letter may go at the moment of sending: what it says, and to whom, must still be right."""

from typing import Any

from sqlalchemy.orm import Session

from data.store import digests as store
from data.store.records import companies_by_id, find, rows_by_id
from data.tables.mail import LetterRow
from data.tables.pool import CompanyRow, NeedRow, SlotRow
from service.access import is_in_cluster, sees_company, sees_need
from service.consents.consents import Consents
from service.digests.gathering import as_reader

NAMING = ("supplier", "customer")  # kinds of items that tell of a company


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
        if (company.mail_address or "").strip(" ") != letter.address:
            return "address_changed"
        if _was_told(session, letter):
            return "told_already"
        return None if _stand(session, letter) else "outdated"


def _items(letter: LetterRow) -> list[dict[str, Any]]:
    return [item for item in letter.items if not item.get("left_out")]


def _was_told(session: Session, letter: LetterRow) -> bool:
    keys = {item["key"] for item in _items(letter) if "key" in item}
    gone = store.gone_keys(session, letter.company_id, letter.id) if keys else set()
    return not keys.isdisjoint(gone)


def _stand(session: Session, letter: LetterRow) -> bool:
    """Whether the reader would still be shown all that the letter proposes."""
    reader, items = as_reader(letter.company_id), _items(letter)
    naming = [item for item in items if item.get("kind") in NAMING]
    slots = [find(session, SlotRow, id_) for id_ in _ids(items, "slot_id")]
    needs, companies = _ids(items, "need_id"), _ids(naming, "company_id")
    if not all(slot and not slot.filled_by for slot in slots) or not all(
        "company_id" in one for one in naming
    ):
        return False
    seen_needs = [row for row in rows_by_id(session, NeedRow, needs) if sees_need(reader, row)]
    seen = [row for row in companies_by_id(session, companies).values() if sees_company(reader, row)]
    return len(seen_needs) == len(needs) and len(seen) == len(companies)


def _ids(items: list[dict[str, Any]], name: str) -> set[int]:
    return {item[name] for item in items if item.get(name) is not None}
