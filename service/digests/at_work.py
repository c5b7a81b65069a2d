"""Which mailings somebody is writing at this moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from service.errors import InvalidError

BEING_WRITTEN = "Рассылка сейчас составляется: подождите"


class AtWork:
    """A lock for each mailing in a folder that processes share: the system takes it from whoever dies."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @contextmanager
    def writing(self, mailing_id: int) -> Iterator[None]:
        """What is inside writes the mailing, alone. Raises InvalidError where somebody else does."""
        self._root.mkdir(parents=True, exist_ok=True)
        try:
            with self._lock(mailing_id).acquire(timeout=0):
                yield
        except Timeout as error:
            raise InvalidError([("", BEING_WRITTEN)]) from error

    def is_written(self, mailing_id: int) -> bool:
        """Whether somebody writes it."""
        if not self._root.exists():
            return False
        try:
            with self._lock(mailing_id).acquire(timeout=0):
                return False
        except Timeout:
            return True

    def _lock(self, mailing_id: int) -> FileLock:
        return FileLock(self._root / f"mailing-{mailing_id}.lock", thread_local=False)
