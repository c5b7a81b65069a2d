"""Boards of the moment; ranks ahead, in a thread of its own, when the pool has changed."""

import threading
from collections.abc import Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from data.database import Database
from data.store.input_decisions import input_decisions
from data.store.pool import pool_revision
from models.demands.kept_rankings import KeptRankings
from models.demands.rankings import Rankings
from service.boards.board import Board
from service.boards.live_graph import LiveGraph
from service.boards.of_pool import OfPool
from service.boards.refused import Refused
from service.errors import NotReadyError
from service.jobs.job import Say
from service.live_matcher import LiveMatcher
from service.need_terms import NeedTerms

TOLD_EVERY = 200  # demands that are ranked ahead

log = structlog.get_logger(__name__)


class Boards:
    """Rankings live as long as offers stay the same, so that most boards cost a few reads of the database."""

    def __init__(self, database: Database, live: LiveMatcher, terms: NeedTerms, kept: KeptRankings) -> None:
        self._database = database
        self._live = live
        self._terms = terms
        self._kept = kept
        self._graph = LiveGraph(self._keep)
        self._rankings: Rankings | None = None
        self._of_pool: tuple[int, OfPool] | None = None
        self._changing = threading.Lock()
        self._after: list[Callable[[Board], None]] = []

    def current(self) -> Board:
        """The board of this moment. Raises NotReadyError before the first snapshot."""
        with self._database.reading() as session:
            of_pool = self._current_of_pool(session)
            return Board(
                rankings=self._current_rankings(),
                chains=of_pool.chains,
                decisions=input_decisions(session),
                contracts=of_pool.contracts,
                refused=Refused.now(session, self._terms, of_pool),
                live_graph=self._graph,
            )

    def warm(self, say: Say = lambda line: None) -> None:
        """Ranks everything ahead; gives up as soon as a newer snapshot answers."""
        board = self.current()
        matcher = board.rankings.matcher

        def told(done: int, count: int) -> None:
            if done % TOLD_EVERY == 0:
                say(f"Подбираем заранее, кто что поставит: {done} из {count}")

        self._graph.warm(
            board.state, board.rankings, board.everything, lambda: self._live.current() is matcher, told
        )

    def after_warming(self, act: Callable[[Board], None]) -> None:
        """What else is to be made ahead each time, in the background."""
        self._after.append(act)

    def warm_soon(self) -> None:
        """The same in the background; whoever asks before it is done asks a little longer."""
        threading.Thread(target=self._warm_or_log, name="ranking ahead", daemon=True).start()

    def _warm_or_log(self) -> None:
        try:
            self.warm()
            for act in self._after:
                act(self.current())
        except NotReadyError:
            return  # the first snapshot is being built: ranking ahead comes after it
        except SQLAlchemyError as error:  # the next change of the pool tries again
            log.error("ranking ahead failed", error=str(error))

    def _current_of_pool(self, session: Session) -> OfPool:
        revision = pool_revision(session)  # first: what is read after it is never older than it
        known = self._of_pool
        if known is None or known[0] != revision:
            self._of_pool = known = revision, OfPool.now(session)
        return known[1]

    def _keep(self, rankings: Rankings) -> None:
        try:
            self._kept.keep(rankings)
        except OSError as error:  # the next process ranks anew
            log.warning("rankings not kept", error=str(error))

    def _current_rankings(self) -> Rankings:
        matcher = self._live.current()
        with self._changing:
            if self._rankings is None:
                self._rankings = self._kept.of(matcher)
            elif self._rankings.matcher is not matcher:
                self._rankings = self._rankings.following(matcher)
            return self._rankings
