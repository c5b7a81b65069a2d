"""Long work beside requests: one of a name at a time; every process sees how far it has come.

A job is a file in DATA_DIR/jobs and a lock that whoever works on it holds. The system takes the lock from a
process that dies, so that what it left half done is seen to be interrupted.
"""

import json
import threading
from collections.abc import Callable
from pathlib import Path

import structlog
from filelock import FileLock, Timeout

from data.database import DatabaseError
from models.encoding.source import EncoderError
from models.publishing import new_name, write_whole
from models.ranking.scoring import ScorerError
from models.snapshot import SnapshotError
from service.errors import ServiceError
from service.jobs.job import Job, JobState, Say, moment

log = structlog.get_logger(__name__)

Work = Callable[[Say], str]  # tells its steps, returns the sentence of how it ended

WAIT_SECONDS = 1.0  # somebody who only looks holds the lock for a moment
TOLD_AS_IT_IS = (ServiceError, SnapshotError, ScorerError, EncoderError, DatabaseError)
UNEXPECTED = "Сбой: подробности в журнале службы"
DISK = "Не удалось записать на диск: проверьте свободное место и права"


class Jobs:
    """Starts work in a thread of its own. Processes and threads may share the folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def start(self, name: str, by: str, work: Work, seen: str | None = None) -> Job:
        """The job that was started, or the one that others started before.

        `seen` is the id of the latest job that whoever asks knows of («» for none): when there is a later
        one, they have not seen it yet, and nothing is started. A form sent twice starts one.
        """
        latest = self.latest(name)
        if latest and (latest.is_running or seen not in (None, latest.id)):
            return latest
        self._root.mkdir(parents=True, exist_ok=True)
        lock = self._lock(name)
        try:
            lock.acquire(timeout=WAIT_SECONDS, poll_interval=0.02)
        except Timeout:
            return self._read(name) or self._fresh(name, by)
        try:
            latest = self._read(name)
            if latest and seen not in (None, latest.id):
                lock.release()
                return latest
            job = self._fresh(name, by)
            self._write(job)
            threading.Thread(target=self._run, args=(lock, job, work), name=name, daemon=True).start()
        except BaseException:
            lock.release()
            raise
        return job

    def latest(self, name: str) -> Job | None:
        """The job of that name that runs or ran last; None before the first one."""
        job = self._read(name)
        if job is None or not job.is_running:
            return job
        lock = self._lock(name)
        try:
            with lock.acquire(timeout=0):
                job = self._read(name)  # it may have ended since
        except Timeout:
            return job
        if job is None or not job.is_running:
            return job
        return job.ended("interrupted", "Прервано: процесс, который это делал, остановлен")

    def _run(self, lock: FileLock, job: Job, work: Work) -> None:
        def say(line: str) -> None:
            nonlocal job
            job = job.saying(line)
            self._write(job)

        try:
            told = _outcome(job.name, lambda: work(say))
            self._write(job.ended(*told))
        except OSError as error:  # nobody can be told: the file still says that it runs, the lock that not
            log.error("job not written down", job=job.name, error=str(error))
        finally:
            lock.release()

    def _fresh(self, name: str, by: str) -> Job:
        started = moment()
        return Job(new_name(), name, by, started, started)

    def _lock(self, name: str) -> FileLock:
        # taken by the thread that starts, given back by the one that works
        return FileLock(self._root / f"{name}.lock", thread_local=False)

    def _read(self, name: str) -> Job | None:
        try:
            return Job.from_dict(json.loads(self._path(name).read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            log.warning("job not read", job=name, error=str(error))
            return None

    def _write(self, job: Job) -> None:
        write_whole(self._path(job.name), json.dumps(job.as_dict(), ensure_ascii=False).encode())

    def _path(self, name: str) -> Path:
        return self._root / f"{name}.json"


def _outcome(name: str, work: Callable[[], str]) -> tuple[JobState, str]:
    try:
        return "done", work()
    except TOLD_AS_IT_IS as error:
        return "failed", str(error)
    except OSError as error:
        log.error("job failed", job=name, exc_info=error)
        return "failed", DISK
    except Exception as error:  # a thread has nobody above it: the page must tell
        log.error("job failed", job=name, exc_info=error)
        return "failed", UNEXPECTED
