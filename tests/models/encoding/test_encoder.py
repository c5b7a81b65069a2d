"""One contract for both engines; what only one of them can do wrong stands in its own file."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from models.encoding.encoder import EncoderError, EncoderIdentity, load_encoder


@pytest.fixture(scope="module")
def encoder(folder):
    return load_encoder(folder)


def test_rows_are_unit_vectors_in_the_order_of_the_texts(encoder):
    texts = ["бетон", "окна монтаж бетон арматура", "арматура окна"]
    rows = encoder.encode_queries(texts)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)
    one_by_one = np.concatenate([encoder.encode_queries([text]) for text in texts])
    assert np.allclose(rows, one_by_one, atol=1e-6)


def test_no_texts_give_no_rows_of_full_width(encoder):
    assert encoder.encode_queries([]).shape == (0, 16)
    assert encoder.encode_documents([]).shape == (0, 16)


@pytest.mark.parametrize("text", ["", " ", "\0\0", "бетон\ud800", "\x1b[0m\r\n", "бетон " * 20_000])
def test_strange_texts_have_vectors_too(encoder, text):
    row = encoder.encode_documents([text])
    assert np.allclose(np.linalg.norm(row, axis=1), 1, atol=1e-6)


def test_what_stands_beyond_the_cut_does_not_count(encoder):
    rows = encoder.encode_queries(["бетон " * 40, "бетон " * 40 + "окна монтаж"])
    assert np.allclose(rows[0], rows[1], atol=1e-6)


def test_control_characters_do_not_change_the_meaning(encoder):
    rows = encoder.encode_queries(["бетон арматура", "бетон\0арматура\n"])
    assert np.allclose(rows[0], rows[1], atol=1e-6)


def test_prompts_tell_the_two_sides_apart(folder, encoder):
    asymmetric = load_encoder(folder, query_prompt="query: ", document_prompt="")
    document = asymmetric.encode_documents(["бетон"])
    assert np.allclose(asymmetric.encode_queries(["бетон"]), encoder.encode_queries(["бетон"]))
    assert not np.allclose(document, encoder.encode_documents(["бетон"]))


def test_threads_get_the_vectors_that_one_alone_gets(encoder):
    batches = [["бетон"] * size + ["окна монтаж"] for size in range(1, 9)]
    alone = [encoder.encode_queries(batch) for batch in batches]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(encoder.encode_queries, batches * 5))
    assert all(np.allclose(rows, alone[i % 8], atol=1e-6) for i, rows in enumerate(together))


def test_identity_survives_a_manifest(encoder):
    fields = json.loads(json.dumps(encoder.identity.as_dict()))
    assert EncoderIdentity.from_dict(fields) == encoder.identity


def test_a_copy_of_the_model_is_the_same_encoder(folder, tmp_path, encoder):
    copy = shutil.copytree(folder, tmp_path / "copy")
    assert load_encoder(copy).identity.sha256 == encoder.identity.sha256


def test_another_cut_is_another_encoder(folder, encoder):
    assert load_encoder(folder, max_tokens=8).identity.sha256 != encoder.identity.sha256


def test_the_two_engines_are_different_encoders_that_mean_the_same(torch_folder, onnx_folder):
    by_torch, by_graph = load_encoder(torch_folder), load_encoder(onnx_folder)
    texts = ["бетон", "окна монтаж бетон арматура", ""]
    cosines = (by_torch.encode_queries(texts) * by_graph.encode_queries(texts)).sum(axis=1)
    assert by_graph.identity.sha256 != by_torch.identity.sha256
    assert by_graph.identity.name == "tiny, int8"
    assert cosines.min() > 0.999


def test_a_missing_folder_says_what_to_do(tmp_path):
    with pytest.raises(EncoderError, match=r"Энкодер не найден в .*no: выполните make setup"):
        load_encoder(tmp_path / "no")


def test_a_folder_of_something_else_is_refused(tmp_path):
    with pytest.raises(EncoderError, match=r"нет modules\.json"):
        load_encoder(tmp_path)
