"""JSON forms of chains, projects and slots as they are answered."""

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import Field

from data.chains.profiles import Chain, Project, Slot
from data.tables.pool import CompanyRow
from service.schemas.fields import Reply
from service.schemas.gaps import ChainShort, GapCounts
from service.schemas.records import fields_of
from service.schemas.search import CompanyShort


class ListedProject(Reply):
    """Проект в списке цепочек."""

    id: int
    title: str
    product: str


class ListedChain(ChainShort):
    """Цепочка в списке."""

    counts: GapCounts
    projects: list[ListedProject]


class ChainList(Reply):
    """Все цепочки в порядке заведения."""

    chains: list[ListedChain]


class SlotReply(Reply):
    """Звено: что нужно проекту и кто это закрывает."""

    id: int
    project_id: int
    code: str
    kind: str
    title: str
    description: str | None
    okpd2: str | None
    volume_per_month: float | None
    unit: str | None
    filled_by: Annotated[list[int], Field(description="номера компаний; ушедших в архив здесь нет")]
    basis: str | None


class ProjectReply(Reply):
    """Проект со звеньями."""

    id: int
    chain_id: int
    code: str
    title: str
    product: str
    okpd2: str | None
    stage: str
    initiator_id: int | None
    capacity_per_month: float | None
    unit: str | None
    investment_rub: float | None
    description: str | None
    slots: list[SlotReply]


class ChainReply(ChainShort):
    """Цепочка с проектами и звеньями; `companies` — все, кто в ней назван."""

    description: str | None
    projects: list[ProjectReply]
    companies: list[CompanyShort]


def chain_list(chains: Iterable[Chain]) -> dict[str, Any]:
    """The list as plain JSON values."""
    return {"chains": [_short(chain) for chain in chains]}


def slot_reply(slot: Slot) -> dict[str, Any]:
    """A slot as plain JSON values."""
    return fields_of(slot, SlotReply, description=slot.description or None, filled_by=list(slot.filled_by))


def project_reply(project: Project) -> dict[str, Any]:
    """A project with its slots as plain JSON values."""
    slots = [slot_reply(slot) for slot in project.slots]
    return fields_of(project, ProjectReply, description=project.description or None, slots=slots)


def chain_reply(chain: Chain, companies: Iterable[CompanyRow]) -> dict[str, Any]:
    """A chain with all that is in it as plain JSON values."""
    return fields_of(
        chain,
        ChainReply,
        description=chain.description or None,
        projects=[project_reply(project) for project in chain.projects],
        companies=[fields_of(row, CompanyShort) for row in companies],
    )


def _short(chain: Chain) -> dict[str, Any]:
    return fields_of(
        chain,
        ListedChain,
        counts=chain.num_slots_by_state,
        projects=[fields_of(project, ListedProject) for project in chain.projects],
    )
