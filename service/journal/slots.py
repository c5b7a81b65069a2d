"""Which slot of a chain a request is for: proposed where the words of its need call one, chosen by staff."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from data.chains.profiles import Chain, Slot
from data.phrases import Phrase
from data.store.chains import load_chains
from data.tables.pool import NeedRow
from data.vocabulary import GOODS_KINDS
from models.reading.text import beginning

MAX_OFFERED = 300  # slots that a form offers; of a larger pool only those of the asker's chains


@dataclass(frozen=True)
class SlotChoice:
    """Slots that a request may be for, chain by chain; those of the asker's chains come first."""

    chains: tuple[Chain, ...]


def slot_choice(session: Session, company_id: int | None) -> SlotChoice:
    """What may be chosen for a request of that company."""
    chains = load_chains(session)
    own = [chain for chain in chains if _takes_part(chain, company_id)]
    others = [chain for chain in chains if chain not in own]
    is_short = sum(len(chain.slots) for chain in chains) <= MAX_OFFERED
    return SlotChoice(tuple(own + others if is_short else own))


def proposed_slot(session: Session, need: NeedRow) -> Slot | None:
    """The one open slot of the asker's own projects that the need calls by name; None where several fit."""
    projects = (project for chain in load_chains(session) for project in chain.projects)
    own = (slot for project in projects if project.initiator_id == need.company_id for slot in project.slots)
    words = Phrase.of(beginning(f"{need.title} {need.description or ''}")).stems
    return _called(own, need.kind, words)


def _called(slots: Iterable[Slot], kind: str, words: frozenset[str]) -> Slot | None:
    fitting: dict[int, list[Slot]] = {}
    for slot in slots:
        named = Phrase.heading(slot.title)
        are_alike = slot.kind == kind or {slot.kind, kind} <= GOODS_KINDS
        if slot.state == "open" and are_alike and named.head in words:
            fitting.setdefault(len(named.stems & words), []).append(slot)
    best = fitting[max(fitting)] if fitting else []
    return best[0] if len(best) == 1 else None


def _takes_part(chain: Chain, company_id: int | None) -> bool:
    initiators = {project.initiator_id for project in chain.projects}
    fillers = {id_ for slot in chain.slots for id_ in slot.filled_by}
    return company_id is not None and company_id in initiators | fillers
