"""The matcher that answers now: follows CURRENT and swaps one reference, so that no request is dropped."""

import threading
from pathlib import Path

import structlog

from data.places import Places
from models.encoder import Encoder
from models.matcher import Matcher
from models.scoring import Scorer
from models.snapshot import SnapshotError, current_name, load_snapshot
from service.errors import NotReadyError

log = structlog.get_logger(__name__)


class LiveMatcher:
    """Requests that began on the old snapshot end on it; those that begin after the swap use the new one."""

    def __init__(self, root: Path, encoder: Encoder, scorer: Scorer, places: Places) -> None:
        self._root = root
        self._encoder = encoder
        self._scorer = scorer
        self._places = places
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
        """Takes up a newly published snapshot; True when it did. A bad one is logged once and refused."""
        name = current_name(self._root)
        if name is None or name == self._refused:
            return False
        with self._loading:
            if self._matcher is not None and self._matcher.snapshot.name == name:
                return False
            try:
                snapshot = load_snapshot(self._root, self._encoder.identity)
            except SnapshotError as error:
                self._refused = name
                log.error("snapshot refused", snapshot=name, reason=str(error))
                return False
            self._matcher = Matcher(snapshot, self._encoder, self._scorer, self._places)
            log.info("snapshot taken up", snapshot=name, revision=snapshot.pool.revision)
            return True
