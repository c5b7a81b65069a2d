"""Read the E5S1 format: a 4-bit BERT with its vocabulary in one file.

Layout, little-endian and packed: header, vocabulary, normalisation map, tensor directory, data.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"E5S1"
VERSION = 1
FLOAT32, Q4_0 = 0, 1
BLOCK = 32
_SIZES = ("hidden", "layers", "heads", "feed_forward", "vocabulary", "positions", "token_types")
_Q4_0_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (BLOCK // 2,))])


class E5S1Error(Exception):
    """The bytes are not a whole E5S1 file; the message is one Russian line."""


@dataclass(frozen=True)
class E5S1Model:
    """A BERT encoder as plain arrays; tensors are flat float32 under their E5S1 names."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float
    pieces: tuple[tuple[str, float], ...]  # (text, log probability); the place is the token id
    bos: int
    eos: int
    pad: int
    unk: int
    tensors: dict[str, NDArray[np.float32]]


class _Cursor:
    """Walks through the file; every read is checked against its end."""

    def __init__(self, blob: bytes) -> None:
        self._blob = blob
        self._place = 0

    def take(self, size: int) -> bytes:
        end = self._place + size
        if size < 0 or end > len(self._blob):
            raise E5S1Error(f"Файл весов оборван: нужно {end} байт, а есть {len(self._blob)}")
        taken = self._blob[self._place : end]
        self._place = end
        return taken

    def unpack(self, form: str) -> tuple[Any, ...]:
        return struct.unpack("<" + form, self.take(struct.calcsize("<" + form)))

    def array(self, dtype: str, count: int) -> NDArray[Any]:
        return np.frombuffer(self.take(count * np.dtype(dtype).itemsize), dtype)


def read_e5s1(blob: bytes) -> E5S1Model:
    """Return the model in `blob`; E5S1Error when it is of another format or cut off."""
    cursor = _Cursor(blob)
    if cursor.take(4) != MAGIC:
        raise E5S1Error("Это не файл весов E5S1: другая подпись в начале файла")
    version, *sizes, epsilon, block = cursor.unpack("I7ifi")
    if (version, block) != (VERSION, BLOCK):
        raise E5S1Error(f"Файл E5S1 версии {version} с блоком {block}, а нужны {VERSION} и {BLOCK}")
    num_pieces, bos, eos, pad, unk = cursor.unpack("5i")
    pieces = tuple(_read_pieces(cursor, num_pieces))
    _skip_normalisation(cursor)
    tensors = _read_tensors(cursor, blob)
    # 1e-12 does not survive float32: six digits bring the written number back.
    shape = dict(zip(_SIZES, sizes, strict=True)) | {"epsilon": float(f"{epsilon:.6g}")}
    return E5S1Model(**shape, pieces=pieces, bos=bos, eos=eos, pad=pad, unk=unk, tensors=tensors)


def _read_pieces(cursor: _Cursor, count: int) -> Iterator[tuple[str, float]]:
    (num_bytes,) = cursor.unpack("Q")
    ends = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).tolist()
    text = cursor.take(num_bytes)
    for start, end, score in zip(ends, ends[1:], scores, strict=False):
        try:
            yield text[start:end].decode("utf-8"), score
        except UnicodeDecodeError:
            raise E5S1Error("Файл весов повреждён: словарь не читается как UTF-8") from None


def _skip_normalisation(cursor: _Cursor) -> None:
    # The tokenizers library brings the same rules (Nmt, NFKC).
    _, num_bytes = cursor.unpack("iI")
    cursor.take(num_bytes)


def _read_tensors(cursor: _Cursor, blob: bytes) -> dict[str, NDArray[np.float32]]:
    tensors = {}
    (count,) = cursor.unpack("i")
    for _ in range(count):
        (name_length,) = cursor.unpack("H")
        name = cursor.take(name_length).decode("utf-8", "replace")
        dtype, num_elements, offset, num_bytes = cursor.unpack("BIQQ")
        data = blob[offset : offset + num_bytes]
        tensors[name] = _decode(name, dtype, data, num_elements)
    return tensors


def _decode(name: str, dtype: int, data: bytes, num_elements: int) -> NDArray[np.float32]:
    sizes = {FLOAT32: 4 * num_elements, Q4_0: num_elements // BLOCK * _Q4_0_BLOCK.itemsize}
    if sizes.get(dtype) != len(data):
        raise E5S1Error(
            f"Файл весов повреждён: тензор {name}: нужно {sizes.get(dtype)} байт, есть {len(data)}"
        )
    return dequantise(data) if dtype == Q4_0 else np.frombuffer(data, "<f4")


def dequantise(data: bytes) -> NDArray[np.float32]:
    """Return the numbers of Q4_0 blocks, 32 to a block of 18 bytes, shape (32 * blocks,)."""
    blocks = np.frombuffer(data, _Q4_0_BLOCK)
    # The low halves of the sixteen bytes are the first sixteen numbers, the high halves the rest.
    nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=1)
    weights = nibbles.astype(np.float32)
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)
