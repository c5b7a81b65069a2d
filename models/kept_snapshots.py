"""The snapshots that a folder keeps: what their manifests say, and how an earlier one is published again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.encoding.encoder import EncoderIdentity
from models.publishing import publish
from models.snapshot import SnapshotError, load_snapshot, published_name


@dataclass(frozen=True)
class KeptSnapshot:
    """What its manifest says; whether the files are whole is found when they are loaded."""

    name: str
    created_at: str
    revision: int
    counts: Mapping[str, int]
    encoder: str
    num_bytes: int
    is_published: bool


def kept_snapshots(root: Path) -> list[KeptSnapshot]:
    """All with a manifest that can be read, the newest first. Raises SnapshotError for a bad pointer."""
    published = published_name(root)
    folders = sorted((path for path in root.glob("*/manifest.json")), reverse=True)
    found = (_read(path, published) for path in folders if not path.parent.name.startswith("."))
    return [kept for kept in found if kept]


def publish_again(root: Path, name: str, identity: EncoderIdentity) -> None:
    """Makes a kept snapshot the published one. Raises SnapshotError unless it is there and whole."""
    if name not in {kept.name for kept in kept_snapshots(root)}:
        raise SnapshotError(f"Снимка {name} здесь нет: хранятся только последние")
    load_snapshot(root, identity, root / name)
    publish(root, name)


def _read(path: Path, published: str | None) -> KeptSnapshot | None:
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        sizes = [int(entry["size"]) for entry in manifest["files"].values()]
        return KeptSnapshot(
            name=path.parent.name,
            created_at=str(manifest["created_at"]),
            revision=int(manifest["revision"]),
            counts={name: int(count) for name, count in manifest["counts"].items()},
            encoder=str(manifest["encoder"]["name"]),
            num_bytes=sum(sizes),
            is_published=path.parent.name == published,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
