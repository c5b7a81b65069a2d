"""Sizes and sha256 of the files of a folder, to tell whether they are what was written; keys of texts."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Entry:
    """What a file was when it was written."""

    size: int
    sha256: str

    def as_dict(self) -> dict[str, Any]:
        """Plain values for a manifest."""
        return asdict(self)


def entries_of(folder: Path) -> dict[str, Entry]:
    """All files below a folder by their relative path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): entry_of(path) for path in files}


def checked_entries(folder: Path, expected: Mapping[str, Entry]) -> str | None:
    """The first file that is missing or differs from what is expected; None when all are right."""
    for name, entry in expected.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != entry.size or entry_of(path) != entry:
            return name
    return None


def text_key(text: str) -> bytes:
    """sha256 of a text, half of a broken letter and all: what is kept of it is found by this."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def seal(manifest: Mapping[str, Any]) -> str:
    """sha256 of a manifest: it vouches for other files, so it has to vouch for itself."""
    return hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()


def entry_of(path: Path) -> Entry:
    """What a file is now."""
    with path.open("rb") as file:
        return Entry(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())
