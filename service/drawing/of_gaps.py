"""The gap map of a chain as a picture."""

from data import vocabulary
from data.amounts import amount
from data.chains.profiles import Slot
from data.vocabulary import russian
from models.gaps.gap_map import ChainGaps, ProjectGaps
from models.gaps.slot_gap import SlotGap
from service.drawing.picture import Candidate, Edge, Node, Picture
from service.grades import GRADE_WORDS

MAX_NAMED = 3  # companies that one box names


def picture_of(gaps: ChainGaps) -> Picture:
    """Slots lead to their rows on the map's page; a trade that buys from several projects stands once."""
    chain = gaps.chain
    trades = dict.fromkeys(trade for project in gaps.projects for trade in project.consumers.trades)
    ids = {trade: f"trade-{number}" for number, trade in enumerate(trades, start=1)}
    return Picture(
        title=chain.title,
        subtitle=_note(
            russian(vocabulary.CHAIN_KINDS, chain.kind), russian(vocabulary.CHAIN_STAGES, chain.stage)
        ),
        nodes=(
            *(_slot(gap) for project in gaps.projects for gap in project.slots),
            *map(_project, gaps.projects),
            *(Node(id_, "consumer", trade, "", "consumer") for trade, id_ in ids.items()),
            *(_asking(project) for project in gaps.projects if project.consumers.asking),
        ),
        edges=tuple(edge for project in gaps.projects for edge in _edges(project, ids)),
    )


def _monthly(value: float | None, unit: str | None) -> str:
    """«3 600 м³ в месяц»; empty when it is unknown."""
    return amount(value, unit, is_monthly=True) if value is not None else ""


def _volume(slot: Slot) -> str:
    value = slot.volume_per_month
    return amount(value, slot.unit, slot.is_consumed) if value is not None else ""


def _slot(gap: SlotGap) -> Node:
    slot = gap.slot
    return Node(
        id=str(slot.id),
        layer="input",
        title=slot.title,
        note=_note(russian(vocabulary.KINDS, slot.kind), _volume(slot)),
        state=gap.state,
        companies=tuple(filler.company.name for filler in gap.fillers),
        url=f"#slot-{slot.id}",
        candidates=tuple(Candidate(c.company.name, GRADE_WORDS[c.grade or ""]) for c in gap.candidates),
    )


def _project(gaps: ProjectGaps) -> Node:
    project = gaps.project
    made = _monthly(project.capacity_per_month, project.unit)
    return Node(
        id=f"project-{project.id}",
        layer="project",
        title=project.title,
        note=_note(project.product, made, russian(vocabulary.PROJECT_STAGES, project.stage)),
        state="project",
        companies=(gaps.initiator.name,) if gaps.initiator else (),
        url=f"#project-{project.id}",
    )


def _asking(gaps: ProjectGaps) -> Node:
    names = list(dict.fromkeys(one.company.name for one in gaps.consumers.asking))
    more = (f"и ещё {len(names) - MAX_NAMED}",) if len(names) > MAX_NAMED else ()
    return Node(
        id=f"asking-{gaps.project.id}",
        layer="consumer",
        title="Уже спрашивают в пуле",
        note="",
        state="consumer",
        companies=(*names[:MAX_NAMED], *more),
    )


def _edges(gaps: ProjectGaps, trades: dict[str, str]) -> list[Edge]:
    project = f"project-{gaps.project.id}"
    asking = [f"asking-{gaps.project.id}"] if gaps.consumers.asking else []
    buyers = [*(trades[trade] for trade in gaps.consumers.trades), *asking]
    slots = (Edge(str(gap.slot.id), project) for gap in gaps.slots)
    return [*slots, *(Edge(project, buyer) for buyer in buyers)]


def _note(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
