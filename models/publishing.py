"""Publishing by a pointer: CURRENT holds the name of what answers, and is replaced whole by one rename.

A reader sees the old name or the new one, never half of either, whatever happens to the writer.
"""

import os
import secrets
from datetime import UTC, datetime
from pathlib import Path

POINTER = "CURRENT"
NAME_PATTERN = r"[0-9]{8}T[0-9]{12}-[0-9a-f]{8}"  # of new_name


class PointerError(Exception):
    """The pointer is there and cannot be read; one line in Russian."""


def new_name() -> str:
    """A name that nothing had before; names sort by time."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f-") + secrets.token_hex(4)


def current_name(root: Path) -> str | None:
    """The published name; None before the first one. Raises PointerError."""
    try:
        return (root / POINTER).read_text(encoding="utf-8", errors="replace").strip() or None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise PointerError(f"Указатель {root / POINTER} не читается: {error.strerror}") from error


def publish(root: Path, name: str) -> None:
    """From now on `name` is current; an empty one means that nothing is."""
    write_whole(root / POINTER, name.encode())


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file beside and renames it, so that it is there whole or not at all."""
    beside = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
