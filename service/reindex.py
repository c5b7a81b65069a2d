"""Building snapshots from the database: one at a time, whoever asks."""

from pathlib import Path

from filelock import FileLock

from data.database import Database
from data.references import okved2_names
from data.store.pool import load_pool
from models.encoding.encoder import Encoder
from models.encoding.vector_cache import VectorCache
from models.snapshot import build_snapshot, remove_old

KEPT_SNAPSHOTS = 3  # the published one and what a roll-back may want


class Reindexer:
    """Texts that did not change keep their vectors."""

    def __init__(self, database: Database, root: Path, cache: VectorCache, encoder: Encoder) -> None:
        self._database = database
        self._root = root
        self._cache = cache
        self._encoder = encoder

    def build(self) -> str:
        """Builds and publishes a snapshot of the pool as it is; returns its name. Raises SnapshotError."""
        self._root.mkdir(parents=True, exist_ok=True)
        with FileLock(self._root / "build.lock"):
            with self._database.reading() as session:
                pool = load_pool(session)
            name = build_snapshot(self._root, pool, self._encoder.identity, self._cache, okved2_names())
            remove_old(self._root, KEPT_SNAPSHOTS)
        return name
