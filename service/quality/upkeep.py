"""Use cases of upkeep: snapshots built anew and returned to, scorers trained and rolled back."""

from collections.abc import Iterator
from contextlib import contextmanager

from data.database import Database
from data.store.pool import pool_revision
from data.tables.pool import AuditRow
from models.kept_snapshots import kept_snapshots
from models.ranking.scorer_store import promoted_name
from models.ranking.scoring import ScorerError
from service.access import Caller, may_keep_models, may_rebuild
from service.errors import ForbiddenError, InvalidError, NotFoundError, ServiceError
from service.jobs.job import Job, Say
from service.jobs.jobs import Jobs
from service.learning.scorer_training import BusyError, ScorerTraining
from service.learning.telling import outcome_told
from service.learning.training_process import TrainingError
from service.reindex import Reindexer
from service.settings import Settings

REBUILD, TRAIN = "rebuild", "train"
CHANGED = "Пул с тех пор изменился: по этому снимку Связка тут же построила бы новый"
TRAINING_ENDED = "Обучение прервалось, работает прежняя оценка; что случилось, сказано в журнале службы"
OVERRIDDEN = "Задан SCORER: работает этот файл, а не обученная здесь оценка."


class Upkeep:
    """Every use case raises ForbiddenError for a caller who does not keep the models."""

    def __init__(
        self,
        database: Database,
        reindexer: Reindexer,
        training: ScorerTraining,
        jobs: Jobs,
        settings: Settings,
    ) -> None:
        self._database = database
        self._reindexer = reindexer
        self._training = training
        self._jobs = jobs
        self._settings = settings

    def rebuild(self, caller: Caller, seen: str | None = None) -> Job:
        """Builds a snapshot in the background, one at a time; `seen` as in Jobs.start."""
        if not may_rebuild(caller):
            raise ForbiddenError("Снимок пересобирают сотрудники, которые меняют пул")

        def work(say: Say) -> str:
            name = self._reindexer.build(say)
            self._note(caller, "snapshot.rebuild", name)
            return f"Построен снимок {name}"

        return self._jobs.start(REBUILD, caller.actor, work, seen)

    def train(self, caller: Caller, seen: str | None = None) -> Job:
        """Trains a scorer on the verdicts in the background; it is promoted only when it is better."""
        _check(caller)

        def work(say: Say) -> str:
            try:
                told = outcome_told(self._training.train(None, force=False, by=caller.actor, say=say))
            except TrainingError as error:
                raise ServiceError(TRAINING_ENDED) from error
            return f"{told} {OVERRIDDEN}" if self._settings.scorer else told

        return self._jobs.start(TRAIN, caller.actor, work, seen)

    def roll_scorer_back(self, caller: Caller, left: str) -> bool:
        """Returns to the scorer before `left`; False when another one works already. Raises InvalidError."""
        _check(caller)
        with _told_at("scorer"):
            if promoted_name(self._settings.scorers) != left:
                return False
            self._training.roll_back(caller.actor)
        return True

    def take_scorer_up(self, caller: Caller, name: str) -> None:
        """Makes a scorer that was left work again. Raises InvalidError."""
        _check(caller)
        with _told_at("name"):
            self._training.take_up_again(name, caller.actor)

    def publish_snapshot(self, caller: Caller, name: str) -> str | None:
        """Returns to a kept snapshot of the pool as it is; gives the one that was left.

        One of an earlier revision is refused: the follower would build anew at once, and what changed since
        is undone in the pool itself. Raises NotFoundError, InvalidError, SnapshotError.
        """
        _check(caller)
        kept = kept_snapshots(self._settings.snapshots)
        wanted = next((snapshot for snapshot in kept if snapshot.name == name), None)
        if wanted is None:
            raise NotFoundError("Такого снимка нет: хранятся только последние")
        with self._database.reading() as session:
            if wanted.revision != pool_revision(session):
                raise InvalidError([("name", CHANGED)])
        self._reindexer.publish_again(name)
        self._note(caller, "snapshot.publish_again", name)
        return next((snapshot.name for snapshot in kept if snapshot.is_published), None)

    def _note(self, caller: Caller, action: str, subject: str) -> None:
        with self._database.noting() as session:
            session.add(AuditRow(actor=caller.actor, action=action, subject=subject, details={}))


@contextmanager
def _told_at(field: str) -> Iterator[None]:
    """A scorer that is damaged, unknown, or just being changed is told where it was named."""
    try:
        yield
    except (ScorerError, BusyError) as error:
        raise InvalidError([(field, str(error))]) from error


def _check(caller: Caller) -> None:
    """Raises ForbiddenError."""
    if not may_keep_models(caller):
        raise ForbiddenError("Оценку обучает и прежние возвращает администратор")
