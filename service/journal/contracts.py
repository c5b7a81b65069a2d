"""The contract that a request ends with, among those of the pool: made once, taken back with the end."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from data import entry
from data.tables.journal import RequestRow
from data.tables.pool import ContractRow
from data.text_folding import folded


@dataclass(frozen=True)
class Terms:
    """What a contract says."""

    subject: str
    signed_on: date
    amount_rub: float | None


def sign(session: Session, row: RequestRow, supplier_id: int, terms: Terms) -> ContractRow:
    """The contract between supplier and asker, linked to the request. Raises EntryError.

    One that the pool has of that pair, subject and day is that contract; one that this request has made
    before comes back.
    """
    same = _same(session, row, supplier_id, terms)
    if same is None and row.contract and row.is_contract_own and row.contract.archived_at:
        entry.restore(row.contract)
        entry.update(session, row.contract, vars(terms) | {"supplier_id": supplier_id})
        return row.contract
    row.is_contract_own = same is None or (row.is_contract_own and same is row.contract)
    row.contract = same or entry.create(
        session,
        ContractRow,
        vars(terms) | {"supplier_id": supplier_id, "customer_id": row.asked_by_company_id},
    )
    return row.contract


def take_back(row: RequestRow) -> bool:
    """Archives the contract that the end has made; False where it stays: made by others, or edited since."""
    contract = row.contract
    if contract is None or not row.is_contract_own or contract.archived_at or row.closed_at is None:
        return False
    if contract.updated_at > row.closed_at:
        return False
    entry.archive(contract)
    return True


def _same(session: Session, row: RequestRow, supplier_id: int, terms: Terms) -> ContractRow | None:
    query = select(ContractRow).where(
        ContractRow.archived_at.is_(None),
        ContractRow.supplier_id == supplier_id,
        ContractRow.customer_id == row.asked_by_company_id,
        ContractRow.signed_on == terms.signed_on,
    )
    subject = folded(terms.subject)
    return next((found for found in session.scalars(query) if folded(found.subject) == subject), None)
