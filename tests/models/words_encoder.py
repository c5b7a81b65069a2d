"""A fake encoder that knows no meaning: texts are near when they share terms. No torch, no files."""

import hashlib

import numpy as np

from models.encoding.encoder import EncoderIdentity
from models.reading.tokens import terms

WIDTH = 64


class WordsEncoder:
    """A fake: each term adds one random direction of its own; equal texts get equal vectors."""

    def __init__(self, name="words"):
        sha256 = hashlib.sha256(name.encode()).hexdigest()
        self.identity = EncoderIdentity(name, sha256, "query: ", "query: ", WIDTH)

    def encode_documents(self, texts):
        rows = [sum(map(_direction, terms(text)), np.full(WIDTH, 0.01)) for text in texts]
        matrix = np.array(rows, dtype=np.float32).reshape(-1, WIDTH)
        return matrix / np.linalg.norm(matrix, axis=1, keepdims=True)

    encode_queries = encode_documents
    encode = encode_documents  # as the vector cache calls it


def _direction(term):
    seed = int.from_bytes(hashlib.sha256(term.encode("utf-8", "replace")).digest()[:8], "little")
    return np.random.default_rng(seed).normal(size=WIDTH)
