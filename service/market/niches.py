"""The use case of unmet needs and niches: what the pool asks for and cannot give."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.chains.profiles import Chain, Project
from data.profiles import Company
from models.demands.demand import Demand
from models.encoding.encoder import Encoder
from models.niches.niche import Niche, find_niches
from models.niches.unmet import unmet
from service.access import Caller, may_see_market
from service.boards.board import Board
from service.boards.boards import Boards
from service.boards.kept import Kept
from service.errors import ForbiddenError, NotFoundError
from service.market.niche_names import NicheNames


@dataclass(frozen=True)
class NicheMap:
    """All niches and unmet needs of one moment.

    `projects` tell of each slot where it stands, `names` how a niche of that id is called.
    """

    niches: tuple[Niche, ...]
    companies: Mapping[int, Company]
    projects: Mapping[int, tuple[Chain, Project]]
    names: Mapping[str, str]

    def name(self, niche: Niche) -> str:
        """How a niche is called in reports too; what one company asks for is called as it asks."""
        return self.names[niche.id] if niche.is_niche else niche.title

    def asked_as(self, niche: Niche) -> list[str]:
        """In whose words it is asked for, each once, but for the name itself."""
        titles = dict.fromkeys(demand.need.title for demand in niche.demands)
        return [title for title in titles if title != self.name(niche)]

    def asker(self, demand: Demand) -> Company | None:
        """Who asks; None for a slot of a project without an initiator, or of one that has left the pool."""
        return self.companies.get(demand.company_id or 0)

    def askers(self, niche: Niche) -> list[Company | None]:
        """Who asks for a niche, each once; None stands for projects without an initiator."""
        return list(dict.fromkeys(self.asker(demand) for demand in niche.demands))

    def niche(self, id_: str) -> Niche:
        """Raises NotFoundError."""
        found = next((niche for niche in self.niches if niche.id == id_), None)
        if found is None:
            raise NotFoundError("Такой ниши нет: её закрыли, или состав заявок изменился")
        return found


class Niches:
    """Finds them again only when the pool, its chains or its verdicts have changed."""

    def __init__(self, boards: Boards, encoder: Encoder, names: NicheNames) -> None:
        self._boards = boards
        self._encoder = encoder
        self._names = Kept(lambda board: names.of(self._niches.of(board)))
        self._niches = Kept(self._found)

    def current(self, caller: Caller) -> NicheMap:
        """Stated needs and open slots that nobody meets, grouped. Raises ForbiddenError."""
        _check(caller)
        board = self._boards.current()
        return NicheMap(
            self._niches.of(board), board.companies, _projects_by_slot(board), self._names.of(board)
        )

    def known(self, caller: Caller) -> tuple[Niche, ...] | None:
        """The same when they have been found already, else None: nobody waits. Raises ForbiddenError."""
        _check(caller)
        return self._niches.known(self._boards.current())

    def _found(self, board: Board) -> tuple[Niche, ...]:
        matcher = board.rankings.matcher
        known = matcher.snapshot.queries

        def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
            return known.vectors(texts, self._encoder.encode_queries)

        is_open = {slot.id for chain in board.chains for slot in chain.slots if slot.state == "open"}
        demands = [*board.needs(), *(slot for slot in board.slots() if slot.record_id in is_open)]
        lacking = unmet(demands, board.candidates)
        return find_niches(lacking, matcher.places, vectors, known.cosines)


def _check(caller: Caller) -> None:
    if not may_see_market(caller):
        raise ForbiddenError("Потребности всего пула видят сотрудники ассоциации")


def _projects_by_slot(board: Board) -> dict[int, tuple[Chain, Project]]:
    return {slot.id: (chain, p) for chain in board.chains for p in chain.projects for slot in p.slots}
