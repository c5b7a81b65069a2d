"""The file that says which installation sends, and how far its sending has come: no backup undoes it.

Two files in a folder. `installation` is written once and never touched. `generation` names it by its inode
and the time of its last change, which no copy can keep: a data folder that was restored whole is seen too.
"""

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from service.errors import ServiceError

_DIGITS = 20


class NotArmedError(ServiceError):
    """Nothing may be sent from this database before staff have looked at it; the message says why."""


@dataclass(frozen=True)
class Armed:
    """The token of the installation and the generation that was reached."""

    token: str
    generation: int


class ArmingFile:
    """Processes may share it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._installation = folder / "installation"
        self._generation = folder / "generation"

    def read(self) -> Armed | None:
        """None where nothing was ever sent. Raises NotArmedError for a copy and for what cannot be read."""
        if not self._generation.exists():
            return None
        with self._lock():
            return self._read()

    def make(self, armed: Armed) -> None:
        """Arms this place anew, whatever stood here before."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self._lock():
            _write_whole(self._installation, armed.token)
            seal = " ".join(self._seal())
            _write_whole(self._generation, f"{armed.generation:0{_DIGITS}} {armed.token} {seal}\n")

    def raise_to(self, generation: int) -> None:
        """At least that generation from now on, also after a power cut."""
        with self._lock():
            if self._read().generation < generation:
                descriptor = os.open(self._generation, os.O_WRONLY)
                try:  # in place: a few bytes of one sector are written whole, and once for every letter
                    os.pwrite(descriptor, f"{generation:0{_DIGITS}}".encode(), 0)
                    os.fsync(descriptor)
                finally:
                    os.close(descriptor)

    def _read(self) -> Armed:
        try:
            generation, token, *seal = self._generation.read_text(encoding="ascii").split()
            armed = Armed(token, int(generation))
        except FileNotFoundError as error:
            raise NotArmedError("Файла этой установки нет") from error
        except (OSError, ValueError) as error:
            raise NotArmedError(f"Файл {self._generation} не читается") from error
        if seal != self._seal():
            raise NotArmedError("Папка данных восстановлена из копии или перенесена")
        return armed

    def _seal(self) -> list[str]:
        with suppress(OSError):
            status = self._installation.stat()
            return [str(status.st_ino), str(status.st_ctime_ns)]
        return []

    def _lock(self) -> FileLock:
        return FileLock(self._folder / "lock", mode=0o600)


def _write_whole(path: Path, text: str) -> None:
    """Whole or not at all, and still there after a power cut."""
    beside = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
