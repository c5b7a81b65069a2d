"""Who may be written to at this moment, and why the others may not."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from data.store import digests as store
from data.store.digests import Addressee
from service.access import COMPANIES_OF_MEMBERS
from service.consents.consents import Consents
from service.mailing.addresses import AddressError, checked_address

DAYS_BETWEEN = {"monthly": 28, "quarterly": 85}


def readers(
    session: Session, consents: Consents, days: int, moment: datetime
) -> tuple[dict[int, Addressee], dict[int, str]]:
    """Those who may be written to, and of the others of the cluster the reason why not."""
    consenting, dead = consents.standing(session, "letters"), store.suppressed(session)
    able: dict[int, Addressee] = {}
    refused: dict[int, str] = {}
    for company in store.addressees(session, COMPANIES_OF_MEMBERS):
        reason = _refused(company, consenting, dead) or _too_soon(company, days, moment)
        if reason:
            refused[company.id] = reason
        else:
            able[company.id] = company
    return able, refused


def _refused(company: Addressee, consenting: Collection[int], dead: Collection[str]) -> str | None:
    if company.id not in consenting:
        return "no_consent"
    if company.frequency == "never":
        return "unsubscribed"
    if not company.address:
        return "no_address"
    try:
        address = checked_address(company.address)
    except AddressError:
        return "bad_address"
    return "suppressed" if address.casefold() in dead else None


def _too_soon(company: Addressee, days: int, moment: datetime) -> str | None:
    wanted = timedelta(days=DAYS_BETWEEN.get(company.frequency or "", days))
    last = company.last_letter_at
    return "too_soon" if last and last > moment - wanted else None
