"""Learning from verdicts: a candidate is trained beside the scorer in use and promoted when it is better."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy.orm import Session

from data.database import Database
from data.tables.pool import AuditRow
from models.publishing import publish
from models.ranking.scorer_store import load_promoted, promote, promoted_name, roll_back
from service.errors import InvalidError, ServiceError
from service.jobs.job import Say
from service.judging.verdict_pairs import export_verdicts
from service.learning.live_scorer import LiveScorer
from service.learning.training_process import absolute, existing_folder, run_training

ACTOR = "cli"
SHIPPED = "shipped"


class BusyError(ServiceError):
    """Another process trains, or changed the scorer meanwhile."""


@dataclass(frozen=True)
class Trial:
    """A candidate and how it did on control needs beside the scorer in use.

    `figures` are those of the fit; `comparison` holds `current`, `candidate` and `difference`, each a mean
    with the ends of its interval, and `better`.
    """

    verdicts: int
    figures: Mapping[str, Any]
    comparison: Mapping[str, Any]

    @property
    def better(self) -> bool:
        """What the comparison concludes."""
        return bool(self.comparison["better"])


@dataclass(frozen=True)
class Outcome:
    """What became of a candidate; `scorer` is its name when it was promoted, otherwise it is kept nowhere."""

    trial: Trial
    scorer: str | None
    forced: bool

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "promoted": self.scorer is not None,
            "forced": self.forced,
            "scorer": self.scorer,
            "better": self.trial.better,
            **asdict(self.trial),
        }


class ScorerTraining:
    """Trains, promotes and rolls back the scorers of an installation."""

    def __init__(self, database: Database, root: Path, in_use: LiveScorer, encoder: str) -> None:
        self._database = database
        self._root = root
        self._in_use = in_use
        self._encoder = absolute(encoder)

    def train(self, bench: Path | None, force: bool, by: str = ACTOR, say: Say = lambda _: None) -> Outcome:
        """Trains on the verdicts that stand and on a folder of benchmarks, compares, and decides.

        `say` hears how far it has come. Raises InvalidError when there is nothing new to learn from,
        TrainingError, BusyError.
        """
        bench = existing_folder(bench) if bench else None
        with self._alone("train.lock", 0, "Обучение уже идёт"), self._workshop() as folder:
            before = promoted_name(self._root)
            self._in_use.latest()
            trial = self._tried(folder, bench, say)
            return self.decide(folder / "candidate.json", trial, force, before, by)

    def decide(
        self, candidate: Path, trial: Trial, force: bool, before: str | None, by: str = ACTOR
    ) -> Outcome:
        """Promotes a candidate that is better, or by force.

        Raises BusyError when the promoted one is no longer `before`, which the candidate was compared with.
        """
        if not (trial.better or force):
            return Outcome(trial, None, forced=False)
        forced = not trial.better
        with self._changing():
            if promoted_name(self._root) != before:
                raise BusyError("Пока шло обучение, оценку сменили: сравнение устарело, повторите train")
            with self._noting() as session:
                details = {**asdict(trial), "forced": forced}
                name = promote(self._root, candidate, by, details)
                action = "scorer.promote_by_force" if forced else "scorer.promote"
                brief = {"verdicts": trial.verdicts, "difference": trial.comparison["difference"]}
                session.add(AuditRow(actor=by, action=action, subject=name, details=brief))
        return Outcome(trial, name, forced)

    def roll_back(self, by: str = ACTOR) -> tuple[str, str | None]:
        """Returns to the scorer before the promoted one: (what was left, what serves now or None: shipped).

        Raises ScorerError when nothing is promoted.
        """
        with self._changing(), self._noting() as session:
            left, now = promoted_name(self._root), roll_back(self._root)
            details = {"left": left}
            session.add(
                AuditRow(actor=by, action="scorer.roll_back", subject=now or SHIPPED, details=details)
            )
        return str(left), now

    def take_up_again(self, name: str, by: str) -> None:
        """Makes a scorer that was promoted once the promoted one. Raises ScorerError unless it is whole."""
        with self._changing(), self._noting() as session:
            left = promoted_name(self._root)
            load_promoted(self._root, name)
            publish(self._root, name)
            details = {"left": left or SHIPPED}
            session.add(AuditRow(actor=by, action="scorer.take_up_again", subject=name, details=details))

    def _tried(self, folder: Path, bench: Path | None, say: Say) -> Trial:
        pairs, candidate = folder / "verdicts.jsonl", folder / "candidate.json"
        verdicts = export_verdicts(self._database, pairs)
        if not verdicts and bench is None:
            raise InvalidError(
                [("verdicts", "Учиться не на чем: нет ни одного вердикта о товаре и не задана папка --bench")]
            )
        sources = ["--verdicts", str(pairs)] if verdicts else []
        sources += ["--bench", str(bench)] if bench else []
        encoder = ["--encoder", self._encoder]
        say(f"Вердиктов, на которых можно учиться: {verdicts}; обучаем новую оценку")
        figures = run_training(["fit-scorer", *sources, *encoder, "--out", str(candidate)])
        say("Новая оценка обучена; сравниваем с работающей на контрольных потребностях")
        both = ["--current", str(self._in_use.path.resolve()), "--candidate", str(candidate)]
        comparison = run_training(["compare-scorers", *both, *encoder])
        return Trial(verdicts, json.loads(figures), json.loads(comparison))

    @contextmanager
    def _workshop(self) -> Iterator[Path]:
        # inside the data folder, for verdicts are the installation's own; what a killed process left goes now
        for left in self._root.glob(".training-*"):
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=".training-", dir=self._root) as folder:
            yield Path(folder)

    @contextmanager
    def _noting(self) -> Iterator[Session]:
        # a change that the audit log cannot hold is taken back
        before = promoted_name(self._root)
        try:
            with self._database.noting() as session:
                yield session
        except BaseException:
            if promoted_name(self._root) != before:
                publish(self._root, before or "")
            raise

    def _changing(self) -> AbstractContextManager[None]:
        return self._alone("change.lock", 30, "Оценку как раз меняет другой процесс")

    @contextmanager
    def _alone(self, lock: str, seconds: float, message: str) -> Iterator[None]:
        self._root.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self._root / lock, timeout=seconds):
                yield
        except Timeout as error:
            raise BusyError(message) from error
