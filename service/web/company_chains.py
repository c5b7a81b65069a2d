"""What a company does in chains, as its card shows it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from data.store.company_card import Filled, Led


@dataclass
class PartInProject:
    """`slots` are those that the company fills."""

    project_id: int
    project: str
    chain_id: int
    chain: str
    is_initiator: bool = False
    slots: list[Filled] = field(default_factory=list)


def parts_in_projects(led: Iterable[Led], filled: Iterable[Filled]) -> list[PartInProject]:
    """Every project that the company leads or fills a slot of, in order of entry."""
    parts: dict[int, PartInProject] = {}

    def part(told: Led | Filled) -> PartInProject:
        new = PartInProject(told.project_id, told.project, told.chain_id, told.chain)
        return parts.setdefault(told.project_id, new)

    for project in led:
        part(project).is_initiator = True
    for slot in filled:
        part(slot).slots.append(slot)
    return [parts[id_] for id_ in sorted(parts)]
