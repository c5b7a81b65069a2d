"""The use case of gap maps: which slots of a chain are open, and who could fill them."""

from collections.abc import Mapping
from functools import partial

from data.chains.profiles import Chain
from data.database import Database
from data.profiles import Company
from data.store.pool import company_profile
from data.store.records import companies_by_id
from models.candidates import explained
from models.gaps.gap_map import ChainGaps, chain_gaps
from models.gaps.slot_gap import Market, Showing
from service.access import Caller, may_see_chains
from service.boards.board import Board
from service.boards.boards import Boards
from service.errors import ForbiddenError, InvalidError, NotFoundError

CANDIDATES = 5  # of a slot, unless more are asked for
MOST_SLOTS = 1000  # of one map: ranking them for the first time takes some seconds


class GapMaps:
    """Over the board of the moment, with companies of the chain that are younger than its snapshot."""

    def __init__(self, database: Database, boards: Boards) -> None:
        self._database = database
        self._boards = boards

    def chain_gaps(self, caller: Caller, chain_id: int, candidates_per_slot: int = CANDIDATES) -> ChainGaps:
        """The map of a chain as it is now.

        Raises NotFoundError, InvalidError for a chain too large, NotReadyError, ForbiddenError.
        """
        if not may_see_chains(caller):
            raise ForbiddenError("Пробелы цепочек видят сотрудники ассоциации")
        board = self._boards.current()
        chain = next((chain for chain in board.chains if chain.id == chain_id), None)
        if chain is None:
            raise NotFoundError("Такой цепочки нет")
        if len(chain.slots) > MOST_SLOTS:
            told = f"звеньев в цепочке {len(chain.slots)}, карта строится до {MOST_SLOTS}: разделите цепочку"
            raise InvalidError([("id", told)])
        matcher = board.rankings.matcher
        return chain_gaps(
            chain,
            Market(self._companies(board, chain), board.needs(), board.candidates, matcher.scorer.shown),
            Showing(candidates_per_slot, partial(explained, places=matcher.places)),
        )

    def _companies(self, board: Board, chain: Chain) -> Mapping[int, Company]:
        with self._database.reading() as session:
            younger = companies_by_id(session, chain.company_ids - board.companies.keys())
        return {**board.companies, **{id_: company_profile(row) for id_, row in younger.items()}}
