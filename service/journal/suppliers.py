"""Who is asked for what a request needs: checked, and found again when an answer comes."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from data.store.records import find
from data.tables.journal import RequestEventRow, RequestRow
from data.tables.pool import CompanyRow, OfferRow, now
from service.journal.keeping import refused
from service.journal.waiting import asked_companies

_PRESSED_TWICE = timedelta(minutes=10)


@dataclass(frozen=True)
class Supplier:
    """Who is asked: for one offer, or as a company whose offers are not known."""

    company_id: int
    offer_id: int | None = None


def check_supplier(session: Session, row: RequestRow, supplier: Supplier) -> None:
    """Raises EntryError."""
    company = find(session, CompanyRow, supplier.company_id)
    if company is None:
        raise refused("company_id", "Такой компании в пуле нет, или она в архиве")
    if company.status == "outside_customer":
        raise refused("company_id", f"«{company.name}» — внешний заказчик: он ничего не поставляет")
    if row.asked_by_company_id == company.id:
        raise refused("company_id", f"«{company.name}» сама и обратилась: она не поставщик самой себе")
    if supplier.offer_id is not None:
        offer = find(session, OfferRow, supplier.offer_id)
        if offer is None or offer.company_id != company.id:
            raise refused("company_id", f"Такого предложения у «{company.name}» нет")


def check_waited_for(row: RequestRow, supplier: Supplier) -> None:
    """Raises EntryError unless a quotation was asked of the company and it has not answered."""
    asked = asked_companies(row.events, now())
    if not any(one.is_waited_for and one.company.id == supplier.company_id for one in asked):
        raise refused("company_id", "Напомнить можно тому, у кого запрошено КП и кто ещё не ответил")


def asked_supplier(session: Session, row: RequestRow, company_id: int) -> Supplier:
    """The company with the offer that it was last asked for, while that offer is in the pool.

    Raises EntryError.
    """
    given = (
        e for e in reversed(row.standing) if e.company_id == company_id and e.kind in ("asked", "passed")
    )
    offer_id = next((event.offer_id for event in given), None)
    offer = find(session, OfferRow, offer_id)
    supplier = Supplier(company_id, offer.id if offer else None)
    check_supplier(session, row, supplier)
    return supplier


def was_just_given(row: RequestRow, supplier: Supplier, kind: str) -> bool:
    """Whether the same was written down a moment ago: a button pressed twice."""
    since = now() - _PRESSED_TWICE
    same = (e for e in row.standing if e.kind == kind and (e.company_id, e.offer_id) == _pair(supplier))
    return any(event.at > since for event in same)


def just_said(row: RequestRow, by: str, kind: str, **told: Any) -> RequestEventRow | None:
    """The line that says the same since a moment ago: a page loaded anew sends its form again."""
    since = now() - _PRESSED_TWICE
    same = (e for e in row.standing if (e.kind, e.by) == (kind, by) and e.at > since)
    return next((e for e in same if all(getattr(e, name) == value for name, value in told.items())), None)


def _pair(supplier: Supplier) -> tuple[int, int | None]:
    return supplier.company_id, supplier.offer_id
