"""A snapshot: one immutable folder that answers come from, built beside, verified, then published whole.

CURRENT holds the name of the published folder: a reader sees the whole old snapshot or the whole new one; a
damaged one is refused and the last good one goes on serving.
"""

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from data.profiles import Pool
from data.references import places
from models.checksums import Entry, checked_entries, entries_of, seal
from models.demands.asked import asked_in
from models.encoding.encoder import EncoderIdentity
from models.publishing import PointerError, current_name, new_name, publish
from models.ranking.provisional import with_provisional_offers
from models.reading.circumstances import core_text
from models.reading.text import offer_text
from models.retrieval.known_queries import KnownQueries
from models.retrieval.learned_ngrams import shipped_sha256
from models.retrieval.record_index import Asked, RecordIndex

FORMAT = 5  # raise when files or their meaning change: older snapshots are then rebuilt, not misread
GOLDEN_RANK = 10

Vectors = Callable[[Sequence[str]], NDArray[np.float32]]


class Embedding(Protocol):
    """Vectors for the side that is searched and for the side that asks, as the vector cache gives them."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Of records."""

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Of needs."""


class SnapshotError(Exception):
    """The snapshot cannot serve; one line in Russian."""


@dataclass(frozen=True)
class Snapshot:
    """A loaded snapshot: the pool as it was at `pool.revision`, with an index over offers and over needs."""

    name: str
    created_at: str
    identity: EncoderIdentity
    pool: Pool
    offers: RecordIndex
    needs: RecordIndex
    queries: KnownQueries


def build_snapshot(
    root: Path, pool: Pool, identity: EncoderIdentity, vectors: Embedding, okved2_names: Mapping[str, str]
) -> str:
    """Builds, verifies and publishes; returns the name. The old snapshot serves until the last step.

    Raises SnapshotError when the golden query does not find its own offer.
    """
    pool = with_provisional_offers(pool, okved2_names)
    name = new_name()
    folder = root / f".building-{name}"
    folder.mkdir(parents=True)
    try:
        _write(folder, name, pool, identity, vectors)
        verify(load_snapshot(root, identity, folder), vectors.encode)
        folder.rename(root / name)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    publish(root, name)
    return name


def published_name(root: Path) -> str | None:
    """The name of the published snapshot; None before the first one. Raises SnapshotError."""
    try:
        return current_name(root)
    except PointerError as error:
        raise SnapshotError(str(error)) from error


def published_revision(root: Path) -> int | None:
    """The pool's revision that the published snapshot was built at, unchecked; None when there is none."""
    try:
        name = published_name(root)
        manifest = json.loads((root / str(name) / "manifest.json").read_text(encoding="utf-8"))
        return int(manifest["revision"]) if _is_current(manifest) else None
    except (SnapshotError, OSError, ValueError, KeyError, TypeError):
        return None


def load_snapshot(root: Path, identity: EncoderIdentity, folder: Path | None = None) -> Snapshot:
    """The published snapshot, or the one in `folder`, checked file by file.

    Raises SnapshotError when there is none, a file is truncated or changed, or another encoder made it.
    """
    name = published_name(root) if folder is None else None
    if folder is None and name is None:
        raise SnapshotError("Снимка ещё нет: выполните python -m service build")
    folder = folder or root / str(name)
    manifest = _manifest(folder)
    made_by = EncoderIdentity.from_dict(manifest["encoder"])
    if made_by != identity:
        raise SnapshotError(
            f"Снимок {manifest['name']} сделан другим энкодером ({made_by.name}), нужен {identity.name}:"
            " выполните python -m service build"
        )
    try:
        return _loaded(folder, manifest, identity)
    except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
        # the files are what was written, so another version of the code or of a library wrote them
        raise SnapshotError(
            f"Снимок {manifest['name']} не читается этой версией: выполните python -m service build"
        ) from error


def remove_old(root: Path, keep: int) -> list[str]:
    """Removes all but the published snapshot and the newest `keep`, and what broken builds left behind."""
    published = published_name(root)
    names = sorted(
        (p.name for p in root.iterdir() if p.is_dir() and not p.name.startswith(".")), reverse=True
    )
    doomed = [name for name in names[keep:] if name != published]
    hour_ago = datetime.now(UTC).timestamp() - 3600
    doomed += [p.name for p in root.glob(".building-*") if p.stat().st_mtime < hour_ago]
    for name in doomed:
        shutil.rmtree(root / name, ignore_errors=True)
    return doomed


def verify(snapshot: Snapshot, vectors: Vectors) -> None:
    """The golden query: the first offer's own text must find it. Raises SnapshotError."""
    if not snapshot.pool.offers:
        return
    text = offer_text(snapshot.pool.offers[0])
    found = snapshot.offers.retrieve(Asked.whole(text, vectors([text])[0]), None)
    best = found.rows[np.argsort(-found.total(), kind="stable")]
    same_text = [row for row in best[:GOLDEN_RANK] if offer_text(snapshot.pool.offers[row]) == text]
    if not same_text:
        raise SnapshotError(f"Снимок {snapshot.name} не прошёл проверку: предложение не находит само себя")


def _loaded(folder: Path, manifest: dict[str, Any], identity: EncoderIdentity) -> Snapshot:
    return Snapshot(
        name=manifest["name"],
        created_at=manifest["created_at"],
        identity=identity,
        pool=Pool.from_dict(json.loads((folder / "pool.json").read_text(encoding="utf-8"))),
        offers=RecordIndex.load(folder / "offers"),
        needs=RecordIndex.load(folder / "needs"),
        queries=KnownQueries.load(folder / "queries"),
    )


def _write(folder: Path, name: str, pool: Pool, identity: EncoderIdentity, vectors: Embedding) -> None:
    offer_texts = [offer_text(offer) for offer in pool.offers]
    need_texts = [core_text(need, places()) for need in pool.needs]
    offer_titles, need_titles = [o.title for o in pool.offers], [n.title for n in pool.needs]
    RecordIndex.build(offer_texts, offer_titles, vectors.encode).save(folder / "offers")
    RecordIndex.build(need_texts, need_titles, vectors.encode).save(folder / "needs")
    (folder / "queries").mkdir()
    KnownQueries.build(asked_in(pool), places(), vectors.encode_queries).save(folder / "queries")
    _write_json(folder / "pool.json", pool.as_dict())
    manifest = {
        "format": FORMAT,
        "name": name,
        "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "revision": pool.revision,
        "encoder": identity.as_dict(),
        "learned_ngrams": shipped_sha256(),
        "counts": {"companies": len(pool.companies), "offers": len(pool.offers), "needs": len(pool.needs)},
        "files": {path: entry.as_dict() for path, entry in entries_of(folder).items()},
    }
    _write_json(folder / "manifest.json", manifest | {"sha256": seal(manifest)})


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        if not _is_current(manifest):
            raise SnapshotError(f"Снимок {folder.name} старого формата: выполните python -m service build")
        if manifest.pop("sha256") != seal(manifest):
            raise ValueError("the manifest was changed")
        wrong = checked_entries(folder, {p: Entry(**e) for p, e in manifest["files"].items()})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SnapshotError(f"Снимок {folder.name} повреждён: манифест не читается") from error
    if wrong:
        raise SnapshotError(f"Снимок {folder.name} повреждён: файл {wrong} не тот, что был записан")
    return manifest


def _is_current(manifest: Mapping[str, Any]) -> bool:
    """Whether this version of the code and of what ships with it wrote the snapshot."""
    return manifest["format"] == FORMAT and manifest["learned_ngrams"] == shipped_sha256()


def _write_json(path: Path, values: dict[str, Any]) -> None:
    path.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
