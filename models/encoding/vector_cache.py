"""Vectors kept on disk, so that a rebuild embeds only the texts that changed."""

import hashlib
import logging
import os
import tempfile
import threading
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.checksums import text_key
from models.encoding.encoder import Encoder

log = logging.getLogger(__name__)

# A first embedding of thousands of texts takes minutes; an interrupted one keeps what it did.
SAVE_EVERY = 1000

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
_Known = dict[bytes, NDArray[np.float32]]
_Stamp = tuple[int, int, int]


class VectorCache:
    """Vectors of one encoder by the sha256 of their texts, in one file under `folder`.

    The file is only ever replaced whole, so that two processes may share the folder: each takes up what the
    other has written, forgotten vectors too, before it adds to it. Losing the file loses time only.
    """

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        self._encoder = encoder
        self._lock = threading.Lock()
        self.path = folder / f"vectors-{_encoder_key(encoder)[:24]}.npz"
        self._known: _Known = {}
        self._stamp: _Stamp | None = None
        self._take_up()

    def __len__(self) -> int:
        return len(self._known)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit rows, shape (len(texts), width), asking the encoder only for new texts."""
        return self._rows(texts, [text_key(text) for text in texts], self._encoder.encode_documents)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The same for texts that ask; where both sides have one prompt, a text has one vector."""
        identity = self._encoder.identity
        if identity.query_prompt == identity.document_prompt:
            return self.encode(texts)
        return self._rows(texts, self._query_keys(texts), self._encoder.encode_queries)

    def _rows(self, texts: Sequence[str], keys: list[bytes], encode: Encode) -> NDArray[np.float32]:
        with self._lock:
            self._take_up()
            unseen = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
            self._embed(unseen, encode)
            if not keys:
                return np.zeros((0, self._encoder.identity.width), np.float32)
            return np.stack([self._known[key] for key in keys])

    def keep(self, texts: Sequence[str], queries: Sequence[str] = ()) -> int:
        """Forget the vectors of all other texts and return how many were forgotten."""
        with self._lock:
            self._take_up()
            wanted = {text_key(text) for text in texts} | set(self._query_keys(queries))
            kept = {key: row for key, row in self._known.items() if key in wanted}
            num_forgotten = len(self._known) - len(kept)
            if num_forgotten:
                self._known = kept
                self._save()
            return num_forgotten

    def _query_keys(self, texts: Sequence[str]) -> list[bytes]:
        identity = self._encoder.identity
        if identity.query_prompt == identity.document_prompt:
            return [text_key(text) for text in texts]
        return [text_key(f"{identity.query_prompt}\x00{text}") for text in texts]

    def _take_up(self) -> None:
        stamp = _stamp_of(self.path)
        if stamp and stamp != self._stamp:
            self._known, self._stamp = _read(self.path, self._encoder.identity.width), stamp

    def _embed(self, unseen: dict[bytes, str], encode: Encode) -> None:
        keys = list(unseen)
        for start in range(0, len(keys), SAVE_EVERY):
            part = keys[start : start + SAVE_EVERY]
            rows = encode([unseen[key] for key in part])
            self._known.update(zip(part, rows, strict=True))
            self._save()

    def _save(self) -> None:
        try:
            _write(self.path, self._known, self._encoder.identity.width)
            self._stamp = _stamp_of(self.path)
        except OSError as error:
            # The cache saves time, it is not the truth: a full disk must not stop a build here.
            log.warning("Кэш векторов не сохранён в %s: %s", self.path, error)


def _encoder_key(encoder: Encoder) -> str:
    identity = encoder.identity
    parts = f"{identity.sha256}\n{identity.width}\n{identity.document_prompt}"
    return hashlib.sha256(parts.encode()).hexdigest()


def _stamp_of(path: Path) -> _Stamp | None:
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_ino, told.st_mtime_ns, told.st_size


def _read(path: Path, width: int) -> _Known:
    if not path.exists():
        return {}
    try:
        with np.load(path, allow_pickle=False) as file:
            keys, rows = file["keys"], file["rows"]
        if keys.dtype != np.uint8 or rows.dtype != np.float32 or rows.shape != (len(keys), width):
            raise ValueError(f"ключи {keys.shape} {keys.dtype}, векторы {rows.shape} {rows.dtype}")
        return {key.tobytes(): row for key, row in zip(keys, rows, strict=True)}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        log.warning("Кэш векторов %s повреждён и будет собран заново: %s", path, error)
        path.unlink(missing_ok=True)
        return {}


def _write(path: Path, known: _Known, width: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    keys = np.frombuffer(b"".join(known), np.uint8).reshape(len(known), 32)
    rows = np.stack(list(known.values())) if known else np.zeros((0, width), np.float32)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".vectors-", suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as file:
            np.savez(file, keys=keys, rows=rows)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
