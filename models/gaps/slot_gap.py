"""One slot of the gap map: who fills it, who could, and how far their capacity goes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from data.chains.profiles import Slot, SlotState
from data.profiles import Company
from models.candidates import Candidate, ScoredPair
from models.demands.demand import Demand
from models.gaps.coverage import Coverage, Free, free_for, share_of
from models.gaps.parts import parts_of
from models.gaps.team import Team, scope_team, volume_team

MAX_NEAR_MISSES = 3


@dataclass(frozen=True)
class Filler:
    """A company that fills a slot; `pair` is its offer that answers the slot best, where one does."""

    company: Company
    basis: str | None
    pair: ScoredPair | None


@dataclass(frozen=True)
class SlotGap:
    """A slot with those who fill it and, unless it is filled, those who could.

    `num_candidates` counts those that are not shown too; near misses are told only where there are none.
    """

    slot: Slot
    demand: Demand
    state: SlotState
    fillers: tuple[Filler, ...]
    candidates: tuple[Candidate, ...]
    num_candidates: int
    near_misses: tuple[Candidate, ...]
    coverage: Coverage
    team: Team | None

    @property
    def is_hopeless(self) -> bool:
        """Whether nobody fills it and nobody could."""
        return self.state == "open" and not self.num_candidates


@dataclass(frozen=True)
class Market:
    """Who is there to answer: `ranked` gives the companies of a demand in rank order, near misses last.

    An offer answers a demand from the probability `shown` on.
    """

    companies: Mapping[int, Company]
    needs: Sequence[Demand]
    ranked: Callable[[Demand], Sequence[Candidate]]
    shown: float


@dataclass(frozen=True)
class Showing:
    """How many candidates of a slot are shown, and how those that are get their reasons."""

    max_candidates: int
    explain: Callable[[Candidate], Candidate]


def slot_gap(slot: Slot, demand: Demand, market: Market, showing: Showing) -> SlotGap:
    """Coverage and team are of all candidates, those that are not shown too."""
    state, need, ranked = slot.state, demand.need, market.ranked(demand)
    fillers = tuple(_fillers(slot, ranked, market))
    others = [c for c in ranked if c.company.id not in {*slot.filled_by, demand.company_id}]
    proposed = [c for c in others if c.grade] if state != "filled" else []
    missed = [c for c in others if not c.grade] if state != "filled" and not proposed else []
    given = [free_for(need, filler.pair.pair.offer if filler.pair else None) for filler in fillers]
    able = [free_for(need, candidate.pairs[0].pair.offer) for candidate in proposed]
    return SlotGap(
        slot=slot,
        demand=demand,
        state=state,
        fillers=fillers,
        candidates=tuple(map(showing.explain, proposed[: showing.max_candidates])),
        num_candidates=len(proposed),
        near_misses=tuple(map(showing.explain, missed[:MAX_NEAR_MISSES])),
        coverage=Coverage(share_of(need, given), share_of(need, able[:1]), share_of(need, able)),
        team=_team(slot, given, proposed, able),
    )


def _fillers(slot: Slot, ranked: Sequence[Candidate], market: Market) -> list[Filler]:
    best = {c.company.id: c.pairs[0] for c in ranked if c.pairs[0].probability >= market.shown}
    known = [market.companies[id_] for id_ in slot.filled_by if id_ in market.companies]
    return [Filler(company, slot.basis, best.get(company.id)) for company in known]


def _team(
    slot: Slot, given: Sequence[Free], proposed: Sequence[Candidate], able: Sequence[Free]
) -> Team | None:
    """Whoever fills a slot gives all that it names, so that only its volume may want more companies."""
    if not slot.filled_by and (team := scope_team(parts_of(slot.title), proposed)):
        return team
    amounts = [free.amount for free in given]
    if slot.volume_per_month is None or None in amounts:
        return None
    left = slot.volume_per_month - sum(amount for amount in amounts if amount is not None)
    known = [(c, free.amount) for c, free in zip(proposed, able, strict=True) if free.amount]
    return volume_team(left, known) if left > 0 else None
