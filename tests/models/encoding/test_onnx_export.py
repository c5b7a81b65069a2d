import shutil

import pytest

from models.encoding.files import hash_file
from models.encoding.onnx_engine import GRAPH
from tests.models.encoding.conftest import add_graph


@pytest.fixture(scope="module")
def graph(onnx_folder):
    import onnx

    return onnx.load(onnx_folder / GRAPH).graph


def test_every_layer_of_the_graph_multiplies_whole_numbers(graph):
    # six linear layers; attention itself multiplies activations by activations, twice
    kinds = [node.op_type for node in graph.node]
    assert (kinds.count("MatMulInteger"), kinds.count("MatMul")) == (6, 2)


def test_the_graph_tells_nothing_of_the_machine_that_made_it(onnx_folder):
    assert b".py" not in (onnx_folder / GRAPH).read_bytes()


def test_the_same_model_gives_the_same_bytes(torch_folder, onnx_folder, tmp_path):
    again = add_graph(shutil.copytree(torch_folder, tmp_path / "other place"), tmp_path)
    assert hash_file(again / GRAPH) == hash_file(onnx_folder / GRAPH)
