"""What lies beside the database: snapshots, vectors, uploads, letters of the demo, told work."""

import shutil
from pathlib import Path

from filelock import FileLock

from models.snapshot import remove_old
from service.jobs.jobs import Jobs
from service.settings import Settings

# what keeps a letter from going twice holds nobody's data and must stay
_OF_SENDING = frozenset({"installation", "generation"})


def forget_old_snapshots(root: Path) -> None:
    """All but the published one, and what broken builds left behind."""
    with FileLock(root / "build.lock"):
        remove_old(root, 0)
        for folder in root.glob(".building-*"):
            shutil.rmtree(folder, ignore_errors=True)


def forget_uploads(folder: Path) -> int:
    """Tables that were uploaded and their rejected rows; returns how many."""
    uploads = [path for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []
    for path in uploads:
        shutil.rmtree(path, ignore_errors=True)
    return len(uploads)


def forget_shown_letters(settings: Settings) -> None:
    """Letters that the sending to a folder has kept to be looked at."""
    folder = settings.mail
    for path in folder.rglob("*") if folder.is_dir() else ():
        if path.is_file() and path.name not in _OF_SENDING and path.suffix in (".eml", ".jsonl"):
            path.unlink(missing_ok=True)


def forget_told_work(settings: Settings, jobs: Jobs) -> None:
    """What work that has ended told of itself."""
    folder = settings.data_dir / "jobs"
    for path in folder.glob("*.json") if folder.is_dir() else ():
        job = jobs.latest(path.stem)
        if job is not None and not job.is_running:
            path.unlink(missing_ok=True)
