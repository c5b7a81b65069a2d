"""Needs open to the cluster, matched as they are told to members who do not know who asks."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from data.database import Database
from data.tables.pool import CompanyRow, NeedRow
from models.demands.demand import Demand, of_need
from models.demands.graph import Link
from service.boards.board import Board
from service.boards.live_graph import LiveGraph
from service.seeing.told import without_asker


class OpenNeeds:
    """One graph for all members, made once a snapshot.

    The board's own graph knows exact places: who is within reach would tell where the asker is.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._graph = LiveGraph()

    def links_of_supplier(self, board: Board, company_id: int) -> list[Link]:
        """What the company could supply to whom; access and refusals are still to be asked."""
        graph = self._graph.current((board.rankings,), board.rankings, self._demands)
        return list(graph.by_supplier.get(company_id, ()))

    def _demands(self) -> list[Demand]:
        query = select(NeedRow).join(NeedRow.company).where(NeedRow.visibility == "cluster")
        live = query.where(NeedRow.archived_at.is_(None), CompanyRow.archived_at.is_(None))
        with self._database.reading() as session:
            rows = session.scalars(live.options(joinedload(NeedRow.company)).order_by(NeedRow.id))
            return [of_need(without_asker(row)) for row in rows]
