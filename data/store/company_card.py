"""What stands around a company: contracts, parts in chains, requests, verdicts, who changed what of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Text, and_, case, cast, or_, select
from sqlalchemy.orm import Session, joinedload

from data.tables.journal import RequestEventRow, RequestRow
from data.tables.pool import (
    AuditRow,
    ChainRow,
    CompanyRow,
    ContractRow,
    InvitationRow,
    NeedRow,
    ProjectRow,
    SlotRow,
    VerdictRow,
)

# actions that change records of several tables
_OF_MANY = (
    "demo",
    "import",
    "import.undo",
    "requests.confirm",
    "chains.start",
    "projects.start",
    "companies.merge",
    "companies.unmerge",
)
NEED_TITLE = joinedload(RequestRow.need).load_only(NeedRow.title)


@dataclass(frozen=True)
class ContractOf:
    """A contract as one of its sides sees it."""

    contract: ContractRow
    other: CompanyRow
    is_supplier: bool


@dataclass(frozen=True)
class Led:
    """A project that the company leads."""

    project_id: int
    project: str
    chain_id: int
    chain: str


@dataclass(frozen=True)
class Filled:
    """A slot that the company fills."""

    project_id: int
    project: str
    chain_id: int
    chain: str
    slot_id: int
    slot: str
    basis: str | None


def contracts_of(session: Session, company_id: int) -> list[ContractOf]:
    """Those that are not archived, the latest first."""
    is_supplier = ContractRow.supplier_id == company_id
    other_id = case((is_supplier, ContractRow.customer_id), else_=ContractRow.supplier_id)
    own = or_(is_supplier, ContractRow.customer_id == company_id) & ContractRow.archived_at.is_(None)
    query = select(ContractRow, CompanyRow).join(CompanyRow, CompanyRow.id == other_id).where(own)
    rows = session.execute(query.order_by(ContractRow.signed_on.desc(), ContractRow.id.desc()))
    return [ContractOf(contract, other, contract.supplier_id == company_id) for contract, other in rows]


def led_projects(session: Session, company_id: int) -> list[Led]:
    """Projects of chains that are not archived, in order of entry."""
    query = (
        select(ProjectRow.id, ProjectRow.title, ChainRow.id, ChainRow.title)
        .join(ChainRow, ChainRow.id == ProjectRow.chain_id)
        .where(ProjectRow.initiator_id == company_id, _lives(ProjectRow), _lives(ChainRow))
    )
    return [Led(*row) for row in session.execute(query.order_by(ProjectRow.id))]


def filled_slots(session: Session, company_id: int) -> list[Filled]:
    """Slots of projects that are not archived, in order of entry."""
    query = (
        select(
            ProjectRow.id,
            ProjectRow.title,
            ChainRow.id,
            ChainRow.title,
            SlotRow.id,
            SlotRow.title,
            SlotRow.basis,
            SlotRow.filled_by,
        )
        .join(ProjectRow, ProjectRow.id == SlotRow.project_id)
        .join(ChainRow, ChainRow.id == ProjectRow.chain_id)
        .where(cast(SlotRow.filled_by, Text).contains(str(company_id)))  # 1 is in 21 too: looked at below
        .where(_lives(SlotRow), _lives(ProjectRow), _lives(ChainRow))
    )
    rows = session.execute(query.order_by(ProjectRow.id, SlotRow.id))
    return [Filled(*row[:-1]) for row in rows if company_id in row.filled_by]


def requests_of(session: Session, company_id: int, limit: int) -> Sequence[RequestRow]:
    """What the company asked the association for, the latest first."""
    query = select(RequestRow).where(RequestRow.asked_by_company_id == company_id).options(NEED_TITLE)
    return session.scalars(query.order_by(RequestRow.id.desc()).limit(limit)).all()


def events_of(session: Session, company_id: int, limit: int) -> Sequence[RequestEventRow]:
    """What was asked of the company and what it answered, the latest first."""
    whole = joinedload(RequestEventRow.request).options(NEED_TITLE)
    query = select(RequestEventRow).where(RequestEventRow.company_id == company_id).options(whole)
    return session.scalars(query.order_by(RequestEventRow.id.desc()).limit(limit)).all()


def verdicts_of(session: Session, company_id: int, limit: int) -> list[tuple[VerdictRow, str | None]]:
    """What was said of the company, withdrawn or not, with the title of the need; the latest first."""
    query = select(VerdictRow, NeedRow.title).outerjoin(NeedRow, NeedRow.id == VerdictRow.need_id)
    of_company = query.where(VerdictRow.company_id == company_id).order_by(VerdictRow.id.desc())
    return [(row, title) for row, title in session.execute(of_company.limit(limit))]


def invitations_of(session: Session, company_id: int, limit: int) -> Sequence[InvitationRow]:
    """Marks that it was invited, taken back or not, the latest first."""
    query = select(InvitationRow).where(InvitationRow.company_id == company_id)
    return session.scalars(query.order_by(InvitationRow.id.desc()).limit(limit)).all()


def changes_of(session: Session, table: str, id_: int, limit: int) -> Sequence[AuditRow]:
    """Lines of the log that tell of a record, the latest first."""
    # the log keeps its records as text in the order table, id, fields; older lines name the subject only
    told = cast(AuditRow.details, Text).contains(f'"table": "{table}", "id": {id_},')
    is_own = AuditRow.action.startswith(f"{table}.")
    is_named = and_(is_own, AuditRow.subject == str(id_))
    # the text is searched last and in few lines: a log of years has tens of thousands
    is_told = and_(or_(is_own, AuditRow.action.in_(_OF_MANY)), told)
    query = select(AuditRow).where(or_(is_named, is_told)).order_by(AuditRow.id.desc())
    return session.scalars(query.limit(limit)).all()


def _lives(table: type[SlotRow | ProjectRow | ChainRow]) -> ColumnElement[bool]:
    return table.archived_at.is_(None)
