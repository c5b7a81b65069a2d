"""Building snapshots from the database: one at a time, whoever asks."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from data.database import Database
from data.store.classifiers import names_of
from data.store.pool import load_pool
from models.encoding.encoder import Encoder
from models.encoding.vector_cache import VectorCache
from models.kept_snapshots import publish_again
from models.snapshot import build_snapshot, remove_old
from service.jobs.job import Say
from service.wording import plural

KEPT_SNAPSHOTS = 3  # the published one and what a roll-back may want


class Reindexer:
    """Texts that did not change keep their vectors."""

    def __init__(self, database: Database, root: Path, cache: VectorCache, encoder: Encoder) -> None:
        self._database = database
        self._root = root
        self._cache = cache
        self._encoder = encoder

    def build(self, say: Say = lambda _: None, forgets: bool = False) -> str:
        """Builds and publishes a snapshot of the pool as it is; returns its name. Raises SnapshotError.

        `say` hears how far it has come. With `forgets`, vectors of texts that are not in it are dropped.
        """
        with self._alone():
            with self._database.reading() as session:
                pool = load_pool(session)
                activities = names_of(session, "okved2", {c for own in pool.companies for c in own.okved2})
            say(f"Пул прочитан: {_told(len(pool.companies), len(pool.offers), len(pool.needs))}")
            heard = _Heard(self._cache, say)
            name = build_snapshot(self._root, pool, self._encoder.identity, heard, activities)
            say("Снимок проверен и опубликован")
            remove_old(self._root, KEPT_SNAPSHOTS)
            if forgets:
                self._cache.keep(heard.texts, heard.queries)
        return name

    def publish_again(self, name: str) -> None:
        """Makes a kept snapshot the published one. Raises SnapshotError unless it is there and whole."""
        with self._alone():
            publish_again(self._root, name, self._encoder.identity)

    def _alone(self) -> FileLock:
        self._root.mkdir(parents=True, exist_ok=True)
        return FileLock(self._root / "build.lock")


class _Heard:
    """The cache of vectors, telling how many texts it is asked for: with a large pool that takes minutes."""

    def __init__(self, cache: VectorCache, say: Say) -> None:
        self._cache = cache
        self._say = say
        self.texts: list[str] = []
        self.queries: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Of records."""
        self._tell(len(texts))
        self.texts += texts
        return self._cache.encode(texts)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Of needs."""
        self._tell(len(texts))
        self.queries += texts
        return self._cache.encode_queries(texts)

    def _tell(self, count: int) -> None:
        if count > 1:  # one text is the golden query
            self._say(f"Векторы: {plural(count, 'текст|текста|текстов')}")


def _told(companies: int, offers: int, needs: int) -> str:
    return (
        f"{plural(companies, 'компания|компании|компаний')},"
        f" {plural(offers, 'предложение|предложения|предложений')},"
        f" {plural(needs, 'потребность|потребности|потребностей')}"
    )
