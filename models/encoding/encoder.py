"""Texts to unit vectors: the default encoder by ONNX Runtime, any sentence-transformers model by torch."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from models.encoding.files import combined_hash, read_record
from models.encoding.onnx_engine import load_onnx_engine
from models.encoding.source import EncoderError, locate_encoder
from models.encoding.torch_engine import load_torch_engine

__all__ = ["Encoder", "EncoderError", "EncoderIdentity", "load_encoder"]

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


class _Engine(Protocol):
    """What runs the model: rows of any length for clean texts."""

    hashes: dict[str, str]
    max_tokens: int
    width: int

    def rows(self, texts: Sequence[str], prompt: str) -> NDArray[np.float32]: ...


class _EngineEncoder:
    """An Encoder over an engine: the same cleaning, prompts and unit rows for all of them."""

    def __init__(self, engine: _Engine, identity: EncoderIdentity) -> None:
        self.identity = identity
        self._engine = engine

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._encode(texts, self.identity.query_prompt)

    def encode_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._encode(texts, self.identity.document_prompt)

    def _encode(self, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.identity.width), np.float32)
        return _unit_rows(self._engine.rows([_readable(text) for text in texts], prompt))


def load_encoder(
    source: str | Path,
    query_prompt: str = "query: ",
    document_prompt: str = "query: ",
    max_tokens: int = 256,
    threads: int | None = None,
) -> Encoder:
    """Load the model in a local folder or of a hub id: by ONNX Runtime where set-up built a graph.

    `threads` is torch's own setting, common to the process; ONNX Runtime always takes one.
    EncoderError when there is no such model, or it is not whole; its message is one Russian line.
    """
    folder, name = locate_encoder(source)
    record = read_record(folder)
    name = str(record.get("name", name))
    engine: _Engine
    if "onnx" in record:
        name, engine = f"{name}, int8", load_onnx_engine(folder, record, max_tokens)
    else:
        engine = load_torch_engine(folder, record, max_tokens, threads)
    # The cut changes the vectors of long texts as another pooling would.
    limits = f"max_tokens {engine.max_tokens} max_characters {MAX_CHARACTERS}"
    sha256 = combined_hash(engine.hashes, limits)
    return _EngineEncoder(engine, EncoderIdentity(name, sha256, query_prompt, document_prompt, engine.width))


def _readable(text: str) -> str:
    return _UNREADABLE.sub(" ", text[:MAX_CHARACTERS])


def _unit_rows(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float32] = rows / np.maximum(lengths, np.float32(1e-12))
    return unit
