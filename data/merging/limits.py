"""What keeps two companies from becoming one: a contract between them, and the rules of chains."""

from collections.abc import Collection, Iterator

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from data.entry import EntryError, broken_rules
from data.exchange.rows import FieldError, Values
from data.store.records import companies_by_id
from data.tables.pool import CompanyRow, ContractRow, ProjectRow, SlotRow


def between(one: int, other: int) -> ColumnElement[bool]:
    """Contracts that have both companies for their sides."""
    return or_(
        (ContractRow.supplier_id == one) & (ContractRow.customer_id == other),
        (ContractRow.supplier_id == other) & (ContractRow.customer_id == one),
    )


def refuse_contract_between(session: Session, kept: CompanyRow, merged: CompanyRow) -> None:
    """Who has a contract with another is another."""
    live = select(ContractRow).where(between(kept.id, merged.id), ContractRow.archived_at.is_(None))
    contract = session.scalars(live.limit(1)).first()
    if contract is not None:
        message = f"Между ними есть договор «{contract.subject}»: это разные компании"
        raise EntryError([FieldError(None, message)])


def refuse_broken(session: Session, changed: Collection[tuple[str, int]]) -> None:
    """A company must not come to supply its own project, nor a chain to run in a circle."""
    errors = []
    for row in _touched(session, changed):
        if row.archived_at is None:
            broken = broken_rules(session, row, _as_it_is(session, row))
            errors += [FieldError(None, f"«{row.title}»: {error}") for error in broken]
    if errors:
        raise EntryError(errors)


def _touched(session: Session, changed: Collection[tuple[str, int]]) -> Iterator[ProjectRow | SlotRow]:
    for name, id_ in sorted(changed):
        if name == ProjectRow.__tablename__:
            yield session.get_one(ProjectRow, id_)
        elif name == SlotRow.__tablename__:
            yield session.get_one(SlotRow, id_)


def _as_it_is(session: Session, row: ProjectRow | SlotRow) -> Values:
    if isinstance(row, ProjectRow):
        return {"initiator_id": row.initiator_id}
    # who has left the pool fills nothing, and was no hindrance before the merge either
    live = companies_by_id(session, row.filled_by)
    return {"filled_by": [id_ for id_ in row.filled_by if id_ in live]}
