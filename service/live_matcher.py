"""The matcher that answers now: follows what is published and swaps one reference; no request is dropped."""

import threading
from collections.abc import Callable
from pathlib import Path

import structlog

from data.places import Places
from models.encoding.encoder import Encoder
from models.matcher import Matcher
from models.publishing import POINTER
from models.ranking.scoring import Scorer
from models.snapshot import Snapshot, SnapshotError, load_snapshot, published_name
from service.errors import NotReadyError

log = structlog.get_logger(__name__)


class LiveMatcher:
    """Requests that began on the old snapshot and scorer end on them; those after the swap use the new.

    `latest_scorer` gives the scorer to answer with: the same object as long as it is the same one.
    """

    def __init__(
        self, root: Path, encoder: Encoder, latest_scorer: Callable[[], Scorer], places: Places
    ) -> None:
        self._root = root
        self._encoder = encoder
        self._latest_scorer = latest_scorer
        self._places = places
        self._scorer: Scorer | None = None
        self._matcher: Matcher | None = None
        self._refused: str | None = None
        self._loading = threading.Lock()

    def current(self) -> Matcher:
        """The matcher of the published snapshot. Raises NotReadyError before the first one."""
        matcher = self._matcher
        if matcher is None:
            raise NotReadyError("Поиск ещё не готов: снимок пула строится")
        return matcher

    @property
    def revision(self) -> int | None:
        """The revision of the pool that answers come from."""
        return self._matcher.snapshot.pool.revision if self._matcher else None

    def refresh(self) -> bool:
        """Takes up a newly published snapshot or scorer; True when it did. A bad one is refused."""
        with self._loading:
            snapshot, scorer = self._latest_snapshot(), self._latest_scorer()
            served = self._matcher.snapshot if self._matcher else None
            if snapshot is None or (snapshot is served and scorer is self._scorer):
                return False
            self._matcher = Matcher(snapshot, self._encoder, scorer, self._places)
            self._scorer = scorer
            return True

    def _latest_snapshot(self) -> Snapshot | None:
        served = self._matcher.snapshot if self._matcher else None
        name = POINTER  # what is refused when it cannot be read
        try:
            published = published_name(self._root)
            name = published or POINTER
            if published in (None, self._refused) or (served and served.name == published):
                return served
            snapshot = load_snapshot(self._root, self._encoder.identity)
        except SnapshotError as error:
            if name != self._refused:
                log.error("snapshot refused", snapshot=name, reason=str(error))
            self._refused = name
            return served
        log.info("snapshot taken up", snapshot=name, revision=snapshot.pool.revision)
        return snapshot
