"""The use case of the quality page: which models answer, from which snapshot, how often they are right."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from data.database import Database
from data.store.pool import pool_revision
from data.store.verdict_figures import GivenVerdict, given_verdicts
from models.encoding.encoder import EncoderIdentity
from models.kept_snapshots import KeptSnapshot, kept_snapshots
from models.snapshot import SnapshotError
from service.access import Caller, may_see_quality
from service.errors import ForbiddenError, NotReadyError
from service.jobs.job import Job
from service.jobs.jobs import Jobs
from service.judging.verdict_pairs import suits
from service.learning.live_scorer import LiveScorer
from service.live_matcher import LiveMatcher
from service.quality.card import ScorerCard, scorer_card
from service.quality.evaluation import Evaluation, latest_evaluation
from service.quality.judged_pairs import JudgedPairs, Measured
from service.quality.reliability import Bin, precision, reliability
from service.quality.shares import Share
from service.quality.upkeep import REBUILD, TRAIN
from service.quality.verdict_counts import VerdictCounts, verdict_counts
from service.settings import ROOT, Settings

MAX_MEASURED = 300  # the latest verdicts about goods that are measured again
REPORTS = ROOT / "training" / "reports"  # where `make evaluate` leaves its figures


@dataclass(frozen=True)
class Judged:
    """How often staff found right what is proposed, on the latest verdicts about goods."""

    measured: Measured

    @cached_property
    def precision(self) -> dict[str, Share]:
        """Of «подходит», of «уточните», and of both."""
        pairs = self.measured.pairs
        return {
            "fits": precision(pairs, "fits"),
            "clarify": precision(pairs, "clarify"),
            "both": precision(pairs, "fits", "clarify"),
        }

    @cached_property
    def curve(self) -> tuple[Bin, ...]:
        """Empty where too few are known."""
        return reliability(self.measured.pairs)


@dataclass(frozen=True)
class QualityState:
    """All of one moment; `encoder` is None before the first snapshot."""

    encoder: EncoderIdentity | None
    scorer: ScorerCard
    snapshots: tuple[KeptSnapshot, ...]
    revision: int
    verdicts: VerdictCounts
    judged: Judged
    evaluation: Evaluation | None
    rebuild: Job | None
    training: Job | None

    @property
    def published(self) -> KeptSnapshot | None:
        """The snapshot that answers come from."""
        return next((kept for kept in self.snapshots if kept.is_published), None)

    @property
    def is_fresh(self) -> bool:
        """Whether it is of the pool as it is now."""
        return self.published is not None and self.published.revision == self.revision


class Quality:
    """Every use case raises ForbiddenError for a caller whom the figures are hidden from."""

    def __init__(
        self, database: Database, live: LiveMatcher, scorers: LiveScorer, jobs: Jobs, settings: Settings
    ) -> None:
        self._database = database
        self._live = live
        self._scorers = scorers
        self._jobs = jobs
        self._settings = settings
        self._judged = JudgedPairs(database, live)

    def current(self, caller: Caller) -> QualityState:
        """As everything is now; what was judged is measured in the background."""
        _check(caller)
        with self._database.reading() as session:
            revision, given = pool_revision(session), given_verdicts(session)
        settings = self._settings
        return QualityState(
            encoder=self._encoder(),
            scorer=scorer_card(self._scorers, settings.scorers, settings.scorer),
            snapshots=self._snapshots(),
            revision=revision,
            verdicts=verdict_counts(given),
            judged=self._judged_of(given),
            evaluation=latest_evaluation((settings.data_dir / "reports", REPORTS)),
            rebuild=self._jobs.latest(REBUILD),
            training=self._jobs.latest(TRAIN),
        )

    def judged(self, caller: Caller) -> Judged:
        """How often proposals were right, as far as that is known yet."""
        _check(caller)
        with self._database.reading() as session:
            given = given_verdicts(session)
        return self._judged_of(given)

    def job(self, caller: Caller, name: str) -> Job | None:
        """How far a job of upkeep has come."""
        _check(caller)
        return self._jobs.latest(name)

    def _judged_of(self, given: Iterable[GivenVerdict]) -> Judged:
        about_goods = [one.id for one in given if suits(one.verdict, one.reason) is not None]
        return Judged(self._judged.measured(about_goods[:MAX_MEASURED]))

    def _encoder(self) -> EncoderIdentity | None:
        try:
            return self._live.current().snapshot.identity
        except NotReadyError:
            return None

    def _snapshots(self) -> tuple[KeptSnapshot, ...]:
        try:
            return tuple(kept_snapshots(self._settings.snapshots))
        except SnapshotError:  # a pointer that cannot be read names none: none is published
            return ()


def _check(caller: Caller) -> None:
    if not may_see_quality(caller):
        raise ForbiddenError("Качество подбора видят сотрудники ассоциации")
