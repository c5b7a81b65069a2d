import os

import numpy as np
import pytest

from models.encoding.encoder import EncoderError, load_encoder
from models.encoding.fidelity import measure_fidelity
from models.encoding.files import read_record
from models.encoding.onnx_engine import GRAPH, TOKENIZER, load_onnx_engine
from models.encoding.torch_engine import load_torch_engine
from tests.conftest import ARTIFACTS

REAL = ARTIFACTS / "encoder"

needs_the_real_one = pytest.mark.skipif(
    "onnx" not in read_record(REAL), reason="НЕТ ЭНКОДЕРА: выполните make setup"
)


@pytest.fixture(scope="module")
def real_engines():
    record = read_record(REAL)
    return load_onnx_engine(REAL, record, 256), load_torch_engine(REAL, record, 256, threads=1)


def refused(folder):
    with pytest.raises(EncoderError, match="изменены или повреждены: выполните make setup") as error:
        load_encoder(folder)
    return "\n" not in str(error.value)


@pytest.mark.parametrize("file", [GRAPH, TOKENIZER])
def test_a_truncated_file_is_refused_in_one_line(onnx_copy, file):
    whole = (onnx_copy / file).read_bytes()
    (onnx_copy / file).write_bytes(whole[:-100])
    assert refused(onnx_copy)


def test_a_changed_byte_is_refused(onnx_copy):
    graph = bytearray((onnx_copy / GRAPH).read_bytes())
    graph[len(graph) // 2] ^= 1
    (onnx_copy / GRAPH).write_bytes(graph)
    assert refused(onnx_copy)


def test_a_graph_that_is_gone_is_refused(onnx_copy):
    (onnx_copy / GRAPH).unlink()
    assert refused(onnx_copy)


def test_a_text_has_one_vector_whatever_stands_beside_it(onnx_folder):
    encoder = load_encoder(onnx_folder)
    alone = encoder.encode_documents(["бетон"])[0]
    beside = encoder.encode_documents(["окна монтаж " * 20, "бетон", ""])[1]
    assert np.array_equal(alone, beside)


def test_an_encoder_loaded_before_a_fork_answers_after_it(onnx_folder):
    encoder = load_encoder(onnx_folder)
    expected = encoder.encode_queries(["бетон арматура"])
    child = os.fork()
    if child == 0:
        same = np.array_equal(encoder.encode_queries(["бетон арматура"]), expected)
        os._exit(0 if same else 1)
    assert os.waitpid(child, 0)[1] == 0


@needs_the_real_one
def test_the_real_vectors_are_near_those_of_torch():
    measured = measure_fidelity(REAL, read_record(REAL))
    assert measured.num_texts == 60
    assert measured.min_cosine >= 0.99
    assert measured.mean_cosine >= 0.995


@needs_the_real_one
@pytest.mark.parametrize("text", ["", "  ЖБИ  и\u00a0кольца ", "№ 5–20 м³ ½ «ТУ»", "😀 Ǆ ﬁ", "кран " * 400])
def test_the_real_one_reads_odd_texts_as_torch_does(real_engines, text):
    by_graph, by_torch = (engine.rows([text], "query: ")[0] for engine in real_engines)
    assert by_graph @ by_torch > 0.99


@needs_the_real_one
def test_the_real_one_puts_a_paraphrase_nearer_than_something_else(real_encoder):
    need = real_encoder.encode_queries(["Нужны пластиковые окна с установкой"])[0]
    same, other = real_encoder.encode_documents(["Изготовление и монтаж окон ПВХ", "Щебень гранитный 5-20"])
    assert real_encoder.identity.width == 384
    assert need @ same > need @ other + 0.02
