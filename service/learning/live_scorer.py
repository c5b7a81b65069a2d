"""The scorer that answers now: the one that SCORER names, else the promoted one, else the shipped one."""

from pathlib import Path

import structlog

from models.publishing import POINTER
from models.ranking.scorer_store import load_promoted, promoted_name, scorer_path
from models.ranking.scoring import DEFAULT_SCORER, Scorer, ScorerError

log = structlog.get_logger(__name__)


class LiveScorer:
    """Follows the promoted scorer; a bad one is logged once and refused, the last good one goes on.

    With a file of `given` it is that file, and nothing is followed.
    """

    def __init__(self, root: Path, given: Path | None = None) -> None:
        """Raises ScorerError when the given or the shipped file cannot serve: there is no other one."""
        self.name: str | None = None  # of a promoted one
        self._root = root
        self._given = given
        self._refused: set[str | None] = set()
        self._scorer = Scorer.load(given or DEFAULT_SCORER)
        self.latest()

    @property
    def path(self) -> Path:
        """The file that `latest` was read from."""
        return self._given or (scorer_path(self._root, self.name) if self.name else DEFAULT_SCORER)

    def latest(self) -> Scorer:
        """The same object as before unless another one was promoted or rolled back to since."""
        if self._given:
            return self._scorer
        name: str | None = POINTER  # what is refused when it cannot be read
        try:
            name = promoted_name(self._root)
            if name == self.name or name in self._refused:
                return self._scorer
            self._scorer = load_promoted(self._root, name) if name else Scorer.load()
            self.name = name
            log.info("scorer taken up", scorer=name or "shipped")
        except ScorerError as error:
            if name not in self._refused:
                log.error("scorer refused", scorer=name, reason=str(error))
            self._refused.add(name)
        return self._scorer
