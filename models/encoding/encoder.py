"""Texts to unit vectors, by any sentence-transformers model.

torch takes seconds to import, so it is imported only when a model is loaded.
"""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from models.encoding.files import combined_hash, hash_files, read_record
from models.encoding.loading import load_model
from models.encoding.source import EncoderError, locate_encoder

__all__ = ["Encoder", "EncoderError", "EncoderIdentity", "SentenceEncoder", "load_encoder"]

BATCH_SIZE = 64
# Far beyond what any token limit keeps; tokenising a whole book first would cost seconds.
MAX_CHARACTERS = 4000

# Lone surrogates cannot be written as UTF-8, which the tokenizer needs; control characters,
# line ends among them, mean nothing to it.
_UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True)
class EncoderIdentity:
    """Which function from text to vector this is; another sha256 means other vectors."""

    name: str
    sha256: str
    query_prompt: str
    document_prompt: str
    width: int

    def as_dict(self) -> dict[str, Any]:
        """Return the identity for a manifest."""
        return asdict(self)

    @classmethod
    def from_dict(cls, fields: dict[str, Any]) -> Self:
        """Return the identity that as_dict wrote; KeyError when a field is missing."""
        return cls(
            name=str(fields["name"]),
            sha256=str(fields["sha256"]),
            query_prompt=str(fields["query_prompt"]),
            document_prompt=str(fields["document_prompt"]),
            width=int(fields["width"]),
        )


class Encoder(Protocol):
    """Whatever turns texts into unit vectors."""

    @property
    def identity(self) -> EncoderIdentity:
        """Which model, prompts and width."""

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit rows, shape (len(texts), width), for the side that asks."""

    def encode_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit rows, shape (len(texts), width), for the side that is searched."""


class SentenceEncoder:
    """An Encoder over a loaded sentence-transformers model; safe to share among threads.

    No lock is needed: the cut and padding kept inside the tokenizer are set by the first text, at
    load, and stay; six threads at once gave the same vectors, twice as fast as one after another.
    """

    def __init__(self, model: Any, identity: EncoderIdentity) -> None:
        self.identity = identity
        self._model = model

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit rows, shape (len(texts), width), for the side that asks."""
        return self._encode(texts, self.identity.query_prompt)

    def encode_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit rows, shape (len(texts), width), for the side that is searched."""
        return self._encode(texts, self.identity.document_prompt)

    def _encode(self, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.identity.width), np.float32)
        readable = [_readable(text) for text in texts]
        rows = self._model.encode(readable, prompt=prompt, batch_size=BATCH_SIZE, show_progress_bar=False)
        return _unit_rows(np.asarray(rows, np.float32))


def load_encoder(
    source: str | Path,
    query_prompt: str = "query: ",
    document_prompt: str = "query: ",
    max_tokens: int = 256,
    threads: int | None = None,
) -> Encoder:
    """Load the model in a local folder or of a hub id.

    `threads` is torch's own setting, common to the process. EncoderError when there is no such
    model, or it is not whole; its message is one Russian line.
    """
    folder, name = locate_encoder(source)
    hashes = hash_files(folder)
    record = read_record(folder)
    if record.get("files", hashes) != hashes:
        raise EncoderError(f"Файлы энкодера в {folder} изменены или повреждены: выполните make setup")
    model, width = load_model(folder, max_tokens, threads)
    # The cut changes the vectors of long texts as another pooling would.
    limits = f"max_tokens {model.max_seq_length} max_characters {MAX_CHARACTERS}"
    identity = EncoderIdentity(
        name=str(record.get("name", name)),
        sha256=combined_hash(hashes, limits),
        query_prompt=query_prompt,
        document_prompt=document_prompt,
        width=width,
    )
    return SentenceEncoder(model, identity)


def _readable(text: str) -> str:
    return _UNREADABLE.sub(" ", text[:MAX_CHARACTERS])


def _unit_rows(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float32] = rows / np.maximum(lengths, np.float32(1e-12))
    return unit
