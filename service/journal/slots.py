"""Which slot of a chain a request is for: proposed where the words of its need call one, chosen by staff."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from data.chains.profiles import Chain, Slot
from data.phrases import Phrase
from data.store.chains import load_chains
from data.tables.journal import RequestRow
from data.tables.pool import NeedRow
from data.vocabulary import GOODS_KINDS
from models.reading.text import beginning

_CLASS = len("24.10")
MAX_OFFERED = 300  # slots that a form offers; of a larger pool only those of the asker's chains


@dataclass(frozen=True)
class SlotGroup:
    """Slots of one project, and which project of which chain that is."""

    chain: str
    project: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class SlotChoice:
    """Slots that a request may be for: those that fit it, then the others; the asker's own chains first."""

    fitting: tuple[SlotGroup, ...] = ()
    others: tuple[SlotGroup, ...] = ()

    @property
    def ids(self) -> frozenset[int]:
        """Of all of them."""
        return frozenset(slot.id for group in (*self.fitting, *self.others) for slot in group.slots)


def slot_choice(session: Session, row: RequestRow) -> SlotChoice:
    """What may be chosen for a request; slots of the class of its need fit, and those called by its words."""
    chains = load_chains(session)
    own = [chain for chain in chains if _takes_part(chain, row.asked_by_company_id)]
    others = [chain for chain in chains if chain not in own]
    is_short = sum(len(chain.slots) for chain in chains) <= MAX_OFFERED
    offered = own + others if is_short else own
    told = f"{row.need.title} {row.need.description or ''}" if row.need else row.about or row.text
    words, code = Phrase.of(beginning(told)).stems, row.need.okpd2 if row.need else None
    fitting = {slot.id for chain in offered for slot in chain.slots if _fits(slot, words, code)}
    return SlotChoice(
        fitting=tuple(_groups(offered, lambda slot: slot.id in fitting)),
        others=tuple(_groups(offered, lambda slot: slot.id not in fitting)),
    )


def proposed_slot(session: Session, need: NeedRow) -> Slot | None:
    """The one open slot of the asker's own projects that the need calls by name; None where several fit."""
    projects = (project for chain in load_chains(session) for project in chain.projects)
    own = (slot for project in projects if project.initiator_id == need.company_id for slot in project.slots)
    words = Phrase.of(beginning(f"{need.title} {need.description or ''}")).stems
    return _called(own, need.kind, words)


def _groups(chains: Iterable[Chain], is_wanted: Callable[[Slot], bool]) -> Iterator[SlotGroup]:
    for chain in chains:
        for project in chain.projects:
            if slots := tuple(filter(is_wanted, project.slots)):
                yield SlotGroup(chain.title, project.title, slots)


def _fits(slot: Slot, words: frozenset[str], okpd2: str | None) -> bool:
    is_alike = bool(slot.okpd2 and okpd2) and (slot.okpd2 or "")[:_CLASS] == (okpd2 or "")[:_CLASS]
    return is_alike or Phrase.heading(slot.title).head in words


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
