import dataclasses
import threading

import numpy as np
import pytest

from models.encoding.encoder import EncoderIdentity
from models.encoding.vector_cache import VectorCache

IDENTITY = EncoderIdentity("fake", "f" * 64, "query: ", "query: ", 4)


class FakeEncoder:
    """A fake: the vector is made of the length of the text, and every text asked for is kept."""

    def __init__(self, **changes):
        self.identity = dataclasses.replace(IDENTITY, **changes)
        self.asked = []

    def encode_documents(self, texts):
        self.asked.extend(texts)
        rows = np.array([[len(text), 1, 0, 0] for text in texts], np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    encode_queries = encode_documents


def test_known_texts_are_not_embedded_again(tmp_path):
    encoder = FakeEncoder()
    cache = VectorCache(tmp_path, encoder)
    first = cache.encode(["бетон", "окна"])
    second = cache.encode(["окна", "щебень", "бетон"])
    assert encoder.asked == ["бетон", "окна", "щебень"]
    assert np.array_equal(second[[2, 0]], first)


def test_a_repeated_text_is_embedded_once_and_answered_twice(tmp_path):
    encoder = FakeEncoder()
    rows = VectorCache(tmp_path, encoder).encode(["бетон", "бетон"])
    assert encoder.asked == ["бетон"]
    assert np.array_equal(rows[0], rows[1])


def test_vectors_outlive_the_process(tmp_path):
    expected = VectorCache(tmp_path, FakeEncoder()).encode(["бетон", "окна"])
    later = FakeEncoder()
    assert np.array_equal(VectorCache(tmp_path, later).encode(["бетон", "окна"]), expected)
    assert later.asked == []


def test_no_texts_give_no_rows_of_full_width(tmp_path):
    assert VectorCache(tmp_path, FakeEncoder()).encode([]).shape == (0, 4)


@pytest.mark.parametrize("change", [{"sha256": "0" * 64}, {"document_prompt": "passage: "}])
def test_another_model_or_prompt_does_not_see_these_vectors(tmp_path, change):
    VectorCache(tmp_path, FakeEncoder()).encode(["бетон"])
    other = FakeEncoder(**change)
    VectorCache(tmp_path, other).encode(["бетон"])
    assert other.asked == ["бетон"]


def test_the_query_prompt_does_not_matter_for_documents(tmp_path):
    VectorCache(tmp_path, FakeEncoder()).encode(["бетон"])
    other = FakeEncoder(query_prompt="")
    VectorCache(tmp_path, other).encode(["бетон"])
    assert other.asked == []


def test_texts_no_longer_used_are_forgotten_for_good(tmp_path):
    cache = VectorCache(tmp_path, FakeEncoder())
    cache.encode(["бетон", "окна", "щебень"])
    assert cache.keep(["окна"]) == 2
    assert len(VectorCache(tmp_path, FakeEncoder())) == 1


def test_everything_can_be_forgotten(tmp_path):
    cache = VectorCache(tmp_path, FakeEncoder())
    cache.encode(["бетон"])
    assert cache.keep([]) == 1
    assert len(VectorCache(tmp_path, FakeEncoder())) == 0


@pytest.mark.parametrize("damage", [lambda data: data[:-40], lambda data: b"", lambda data: b"not a cache"])
def test_a_damaged_file_is_dropped_with_a_note_and_made_again(tmp_path, caplog, damage):
    cache = VectorCache(tmp_path, FakeEncoder())
    expected = cache.encode(["бетон"])
    cache.path.write_bytes(damage(cache.path.read_bytes()))
    again = VectorCache(tmp_path, FakeEncoder())
    assert "повреждён" in caplog.text
    assert np.array_equal(again.encode(["бетон"]), expected)


def test_one_changed_byte_is_noticed(tmp_path, caplog):
    cache = VectorCache(tmp_path, FakeEncoder())
    row = cache.encode(["бетон"])[0]
    cache.path.write_bytes(cache.path.read_bytes().replace(row.tobytes(), (row + 1).tobytes()))
    assert len(VectorCache(tmp_path, FakeEncoder())) == 0
    assert "повреждён" in caplog.text


def test_a_pickle_in_the_place_of_vectors_is_not_opened(tmp_path, caplog):
    path = VectorCache(tmp_path, FakeEncoder()).path
    np.savez(path, keys=np.array([{"a": 1}], dtype=object), rows=np.zeros((1, 4), np.float32))
    assert len(VectorCache(tmp_path, FakeEncoder())) == 0
    assert "повреждён" in caplog.text


def test_a_folder_that_cannot_be_written_does_not_stop_the_work(tmp_path, caplog):
    (tmp_path / "file").write_text("")
    rows = VectorCache(tmp_path / "file" / "cache", FakeEncoder()).encode(["бетон"])
    assert rows.shape == (1, 4)
    assert "не сохранён" in caplog.text


def test_two_writers_leave_a_whole_file_and_nothing_beside(tmp_path):
    def write(name):
        cache = VectorCache(tmp_path, FakeEncoder())
        for number in range(20):
            cache.encode([f"{name} {number}"])

    threads = [threading.Thread(target=write, args=(name,)) for name in ("первый", "второй")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(VectorCache(tmp_path, FakeEncoder())) >= 20
    assert [path.suffix for path in tmp_path.iterdir()] == [".npz"]


def test_a_lone_surrogate_is_a_text_like_any_other(tmp_path):
    cache = VectorCache(tmp_path, FakeEncoder())
    assert cache.encode(["бетон\ud800"]).shape == (1, 4)
