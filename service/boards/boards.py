"""Boards of the moment; ranks ahead, in a thread of its own, when the pool has changed."""

import threading

import structlog
from sqlalchemy.exc import SQLAlchemyError

from data.database import Database
from data.store.chains import contract_pairs, load_chains
from data.store.input_decisions import input_decisions
from models.demands.rankings import Rankings
from service.boards.board import Board
from service.boards.live_graph import LiveGraph
from service.boards.refused import Refused
from service.errors import NotReadyError
from service.live_matcher import LiveMatcher
from service.need_terms import NeedTerms

log = structlog.get_logger(__name__)


class Boards:
    """Rankings live as long as offers stay the same, so that most boards cost a few reads of the database."""

    def __init__(self, database: Database, live: LiveMatcher, terms: NeedTerms) -> None:
        self._database = database
        self._live = live
        self._terms = terms
        self._graph = LiveGraph()
        self._rankings: Rankings | None = None
        self._changing = threading.Lock()

    def current(self) -> Board:
        """The board of this moment. Raises NotReadyError before the first snapshot."""
        with self._database.reading() as session:
            return Board(
                rankings=self._current_rankings(),
                chains=load_chains(session),
                decisions=input_decisions(session),
                contracts=contract_pairs(session),
                refused=Refused.now(session, self._terms),
                live_graph=self._graph,
            )

    def warm(self) -> None:
        """Ranks everything ahead; gives up as soon as a newer snapshot answers."""
        board = self.current()
        matcher = board.rankings.matcher
        self._graph.warm(
            board.state, board.rankings, board.everything, lambda: self._live.current() is matcher
        )

    def warm_soon(self) -> None:
        """The same in the background; whoever asks before it is done asks a little longer."""
        threading.Thread(target=self._warm_or_log, name="ranking ahead", daemon=True).start()

    def _warm_or_log(self) -> None:
        try:
            self.warm()
        except NotReadyError:
            return  # the first snapshot is being built: ranking ahead comes after it
        except SQLAlchemyError as error:  # the next change of the pool tries again
            log.error("ranking ahead failed", error=str(error))

    def _current_rankings(self) -> Rankings:
        matcher = self._live.current()
        with self._changing:
            if self._rankings is None:
                self._rankings = Rankings(matcher)
            elif self._rankings.matcher is not matcher:
                self._rankings = self._rankings.following(matcher)
            return self._rankings
