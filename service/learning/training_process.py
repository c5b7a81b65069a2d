"""`python -m training` as a process of its own: the two packages meet through files and arguments only."""

import atexit
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from service.errors import InvalidError, ServiceError
from service.settings import ROOT

PATIENCE_SECONDS = 90  # a process that is told to end stops the services that it started first


class TrainingError(ServiceError):
    """The process failed; what it said stands on stderr above."""


def run_training(arguments: Sequence[str]) -> str:
    """Returns what it wrote to stdout; its notes go to our stderr as they come. Raises TrainingError.

    Whatever ends us before it is done, Ctrl+C or an exception, ends it too.
    """
    with subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "training", *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        # a thread of a server that stops hears of no exception
        atexit.register(process.terminate)
        try:
            answer, _ = process.communicate()
        except BaseException:
            _end(process)
            raise
        finally:
            atexit.unregister(process.terminate)
    if process.returncode:
        raise TrainingError(f"python -m training {arguments[0]} не удалось, код {process.returncode}")
    return answer


def absolute(source: str) -> str:
    """A folder as it is called from anywhere; the name of a model in a hub stays what it is."""
    return str(Path(source).resolve()) if Path(source).exists() else source


def existing_folder(folder: Path) -> Path:
    """The same as it is called from anywhere. Raises InvalidError when there is none."""
    if not folder.is_dir():
        raise InvalidError([("bench", f"Папки {folder} нет")])
    return folder.resolve()


def _end(process: "subprocess.Popen[str]") -> None:
    process.terminate()
    try:
        process.wait(PATIENCE_SECONDS)
    except BaseException:  # it does not listen, or we are told a second time
        process.kill()
        raise
