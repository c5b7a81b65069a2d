import numpy as np
import pytest

from models.retrieval.known_queries import KnownQueries


def known(vectors):
    return KnownQueries([bytes([i]) for i in range(len(vectors))], np.array(vectors, dtype=np.float32))


def test_moments_are_those_of_all_pairs_of_different_texts():
    rows = np.random.default_rng(3).normal(size=(12, 5)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    cosines = (rows @ rows.T)[~np.eye(12, dtype=bool)]
    found = known(rows).cosines
    assert (found.mean, found.deviation) == pytest.approx((cosines.mean(), cosines.std()), abs=1e-5)


def test_one_text_has_no_pairs():
    found = known([[1.0, 0.0]]).cosines
    assert (found.mean, found.deviation) == (0.0, 0.0)
