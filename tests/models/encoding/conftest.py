"""A tiny model in both engines: as torch reads it, and with the graph that set-up would add."""

import shutil
from pathlib import Path

import pytest

from models.encoding.files import hash_files, write_record
from models.encoding.onnx_engine import graph_record
from models.encoding.onnx_export import write_graph
from tests.models.tiny_models import save_tiny_encoder

POSITIONS = 32


def add_graph(folder, workshop):
    write_graph(folder, workshop, ["query: бетон арматура окна монтаж"])
    write_record(folder, {"files": hash_files(folder), "onnx": graph_record(folder, POSITIONS)})
    return folder


@pytest.fixture(scope="session")
def torch_folder(tmp_path_factory):
    return save_tiny_encoder(tmp_path_factory.mktemp("encoders") / "tiny")


@pytest.fixture(scope="session")
def onnx_folder(torch_folder, tmp_path_factory):
    workshop = tmp_path_factory.mktemp("graphs")
    return add_graph(Path(shutil.copytree(torch_folder, workshop / "tiny")), workshop)


@pytest.fixture(scope="session", params=["torch", "onnx"])
def folder(request):
    return request.getfixturevalue(f"{request.param}_folder")


@pytest.fixture
def torch_copy(torch_folder, tmp_path):
    return Path(shutil.copytree(torch_folder, tmp_path / "copy"))


@pytest.fixture
def onnx_copy(onnx_folder, tmp_path):
    return Path(shutil.copytree(onnx_folder, tmp_path / "copy"))
