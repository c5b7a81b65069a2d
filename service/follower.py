"""A background thread that keeps the live matcher at the pool's latest revision."""

import threading

import structlog

from data.database import Database
from data.store.pool import pool_revision
from models.snapshot import SnapshotError
from service.boards.boards import Boards
from service.live_matcher import LiveMatcher
from service.reindex import Reindexer

log = structlog.get_logger(__name__)

POLL_SECONDS = 0.5
MAX_PAUSE_SECONDS = 60.0


class Follower:
    """Whoever changed the pool (a page, the API, the command line), the search follows within moments."""

    def __init__(self, database: Database, live: LiveMatcher, reindexer: Reindexer, boards: Boards) -> None:
        self._database = database
        self._live = live
        self._reindexer = reindexer
        self._boards = boards
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="follower", daemon=True)

    def start(self) -> None:
        """Begins to follow."""
        self._thread.start()

    def stop(self) -> None:
        """Ends after the step under way."""
        self._stopped.set()
        self._thread.join(timeout=60)

    def step(self) -> bool:
        """Takes up what was published; builds when the pool has moved on. True when answers are new."""
        is_new = self._live.refresh()
        with self._database.reading() as session:
            revision = pool_revision(session)
        if self._live.revision != revision:
            self._reindexer.build()
            is_new = self._live.refresh() or is_new
        return is_new

    def _run(self) -> None:
        self._boards.warm_soon()  # what was taken up before following began
        pause = POLL_SECONDS
        while not self._stopped.wait(pause):
            try:
                if self.step():
                    self._boards.warm_soon()
                pause = POLL_SECONDS
            except Exception as error:  # the thread must outlive a full disk or a database that restarts
                pause = min(pause * 2, MAX_PAUSE_SECONDS)
                known = isinstance(error, SnapshotError)
                log.error("following failed", error=str(error), retry_seconds=pause, exc_info=not known)
