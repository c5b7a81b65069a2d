"""Open needs and slots of chains, matched as they are told to members who do not know who asks."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from data.database import Database
from data.tables.pool import CompanyRow, NeedRow
from models.demands.asked import slot_demands
from models.demands.demand import Demand, of_need
from models.demands.graph import Link
from service.boards.board import Board
from service.boards.live_graph import LiveGraph
from service.seeing.told import region_of, without_asker


class OpenDemands:
    """One graph for all members, made once a snapshot.

    The board's own graph knows exact places: who is within reach would tell where the asker is.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._graph = LiveGraph()

    def links_of_supplier(self, board: Board, company_id: int) -> list[Link]:
        """What the company could supply, also to itself; who may see it is still to be asked.

        Nobody learns of a verdict by what is not proposed.
        """
        graph = self._graph.current(board.state, board.rankings, lambda: self._demands(board))
        return board.unjudged.allowed(graph.by_supplier.get(company_id, ()))

    def warm(self, board: Board) -> None:
        """Makes the graph ahead, or else the first who asks waits for seconds."""
        self._graph.warm(
            board.state, board.rankings, lambda: self._demands(board), lambda: True, lambda done, count: None
        )

    def _demands(self, board: Board) -> list[Demand]:
        return [*self._needs(), *_slots(board)]

    def _needs(self) -> list[Demand]:
        query = select(NeedRow).join(NeedRow.company).where(NeedRow.visibility == "cluster")
        live = query.where(NeedRow.archived_at.is_(None), CompanyRow.archived_at.is_(None))
        with self._database.reading() as session:
            rows = session.scalars(live.options(joinedload(NeedRow.company)).order_by(NeedRow.id))
            return [of_need(without_asker(row)) for row in rows]


def _slots(board: Board) -> Iterator[Demand]:
    for demand in slot_demands(board.chains, board.companies):
        asker = board.companies.get(demand.company_id or 0)
        place = region_of(demand.need.place, asker.region) if asker else None
        yield replace(demand, need=replace(demand.need, company_id=None, place=place))
