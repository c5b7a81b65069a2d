"""Vectors of what the pool itself asks with."""

import numpy as np
import pytest

from models.retrieval.known_queries import KnownQueries, asked_texts
from tests.factory import need
from tests.models.words_encoder import WordsEncoder
from tests.models.worlds import PLACES

ENCODER = WordsEncoder()
NEED = need("бетон М300 с доставкой в Ялуторовск, 40 кубов", description="Нужен до конца месяца")


def known():
    return KnownQueries.build([NEED], PLACES, ENCODER.encode_queries)


def unasked(_texts):
    raise AssertionError("the encoder was asked")


def test_what_the_pool_asks_with_is_not_encoded_again():
    texts = asked_texts(NEED, PLACES)
    assert np.array_equal(known().vectors(texts, unasked), ENCODER.encode_queries(texts))


def test_only_what_is_not_known_is_encoded():
    asked = []

    def encode(texts):
        asked.extend(texts)
        return ENCODER.encode_queries(texts)

    texts = [asked_texts(NEED, PLACES)[0], "песок"]
    assert np.array_equal(known().vectors(texts, encode), ENCODER.encode_queries(texts))
    assert asked == ["песок"]


def test_what_was_saved_is_what_is_loaded(tmp_path):
    known().save(tmp_path)
    texts = asked_texts(NEED, PLACES)
    assert np.array_equal(
        KnownQueries.load(tmp_path).vectors(texts, unasked), known().vectors(texts, unasked)
    )


def test_keys_and_vectors_of_different_builds_are_refused(tmp_path):
    known().save(tmp_path)
    np.save(tmp_path / "vectors.npy", np.zeros((9, 64), np.float32))
    with pytest.raises(ValueError, match="9 vectors"):
        KnownQueries.load(tmp_path)
