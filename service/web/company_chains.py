"""What a company does in chains, as its card shows it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from data.chains import Chain, Project, Slot


@dataclass(frozen=True)
class PartInProject:
    """`slots` are those that the company fills."""

    chain: Chain
    project: Project
    is_initiator: bool
    slots: tuple[Slot, ...]


def parts_in_projects(chains: Iterable[Chain], company_id: int) -> Iterator[PartInProject]:
    """Every project that the company leads or fills a slot of, in order of entry."""
    for chain in chains:
        for project in chain.projects:
            slots = tuple(slot for slot in project.slots if company_id in slot.filled_by)
            is_initiator = project.initiator_id == company_id
            if is_initiator or slots:
                yield PartInProject(chain, project, is_initiator, slots)
