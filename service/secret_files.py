"""Secrets of an installation: random, made at first start, readable by their owner only."""

import os
import secrets
from pathlib import Path


def secret(data_dir: Path, name: str) -> str:
    """The secret of that name; two processes that start at once get the same one."""
    folder = data_dir / "secrets"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / name
    fresh = _written(folder, name, secrets.token_urlsafe(48))
    try:
        os.link(fresh, path)  # the first one wins, whole
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return path.read_text()


def keep_secret(data_dir: Path, name: str, text: str) -> None:
    """Keeps a secret that was made elsewhere, in place of the one before."""
    folder = data_dir / "secrets"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _written(folder, name, text).replace(folder / name)


def kept_secret(data_dir: Path, name: str) -> str | None:
    """A secret that was kept, None where there is none."""
    path = data_dir / "secrets" / name
    return path.read_text() if path.is_file() else None


def _written(folder: Path, name: str, text: str) -> Path:
    fresh = folder / f".{name}-{secrets.token_hex(4)}"
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())  # an empty secret after a power cut would be worse than none
    return fresh
