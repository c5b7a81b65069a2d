"""Chains with their projects and slots, read out of the database as profiles."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.chains.profiles import Chain, Project, Slot
from data.tables.pool import ChainRow, CompanyRow, ContractRow, ProjectRow, SlotRow


def load_chains(session: Session) -> tuple[Chain, ...]:
    """All chains that are not archived, with what is not archived of them, in order of entry.

    A company that left the pool fills nothing any more.
    """
    archived = frozenset(session.scalars(select(CompanyRow.id).where(CompanyRow.archived_at.is_not(None))))
    slots: dict[int, list[Slot]] = defaultdict(list)
    for slot in session.scalars(select(SlotRow).where(SlotRow.archived_at.is_(None)).order_by(SlotRow.id)):
        slots[slot.project_id].append(slot_profile(slot, archived))
    projects: dict[int, list[Project]] = defaultdict(list)
    live = select(ProjectRow).where(ProjectRow.archived_at.is_(None)).order_by(ProjectRow.id)
    for project in session.scalars(live):
        profile = project_profile(project, tuple(slots[project.id]))
        projects[project.chain_id].append(profile)
    chains = session.scalars(select(ChainRow).where(ChainRow.archived_at.is_(None)).order_by(ChainRow.id))
    return tuple(chain_profile(chain, tuple(projects[chain.id])) for chain in chains)


def archived_chains(session: Session) -> list[ChainRow]:
    """Chains that could be brought back, in order of entry."""
    archived = select(ChainRow).where(ChainRow.archived_at.is_not(None))
    return list(session.scalars(archived.order_by(ChainRow.id)))


def archived_projects(session: Session, chain_id: int) -> list[ProjectRow]:
    """Projects of a chain that could be brought back, in order of entry."""
    of_chain = (ProjectRow.chain_id == chain_id) & ProjectRow.archived_at.is_not(None)
    return list(session.scalars(select(ProjectRow).where(of_chain).order_by(ProjectRow.id)))


def archived_slots(session: Session, chain_id: int) -> list[SlotRow]:
    """Slots that could be brought back to projects of a chain that are not archived, in order of entry."""
    live = (ProjectRow.chain_id == chain_id) & ProjectRow.archived_at.is_(None)
    slots = select(SlotRow).join(ProjectRow, SlotRow.project_id == ProjectRow.id).where(live)
    return list(session.scalars(slots.where(SlotRow.archived_at.is_not(None)).order_by(SlotRow.id)))


def contract_pairs(session: Session) -> frozenset[tuple[int, int]]:
    """(supplier, customer) of every contract that is not archived."""
    live = select(ContractRow).where(ContractRow.archived_at.is_(None))
    return frozenset((row.supplier_id, row.customer_id) for row in session.scalars(live))


def chain_profile(row: ChainRow, projects: tuple[Project, ...]) -> Chain:
    """The row as a profile."""
    return Chain(
        id=row.id,
        code=row.code,
        title=row.title,
        kind=row.kind,
        stage=row.stage,
        investment_rub=row.investment_rub,
        description=row.description or "",
        projects=projects,
    )


def project_profile(row: ProjectRow, slots: tuple[Slot, ...]) -> Project:
    """The row as a profile."""
    return Project(
        id=row.id,
        chain_id=row.chain_id,
        code=row.code,
        title=row.title,
        product=row.product,
        okpd2=row.okpd2,
        stage=row.stage,
        initiator_id=row.initiator_id,
        capacity_per_month=row.capacity_per_month,
        unit=row.unit,
        investment_rub=row.investment_rub,
        description=row.description or "",
        slots=slots,
    )


def slot_profile(row: SlotRow, archived: frozenset[int] = frozenset()) -> Slot:
    """The row as a profile, filled by those of its companies that are not archived."""
    filled_by = tuple(id_ for id_ in row.filled_by if id_ not in archived)
    return Slot(
        id=row.id,
        project_id=row.project_id,
        title=row.title,
        kind=row.kind,
        description=row.description or "",
        okpd2=row.okpd2,
        volume_per_month=row.volume_per_month,
        unit=row.unit,
        filled_by=filled_by,
        basis=row.basis if filled_by else None,
        code=row.code,
    )
