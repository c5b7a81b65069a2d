import numpy as np
import pytest

from models.encoding.encoder import EncoderError, load_encoder
from models.encoding.files import write_record
from tests.models.tiny_models import save_tiny_encoder


@pytest.mark.parametrize("change", [{"pooling": "cls"}, {"seed": 1}])
def test_another_pooling_or_other_weights_are_another_encoder(tmp_path, torch_folder, change):
    other = load_encoder(save_tiny_encoder(tmp_path / "other", **change))
    assert other.identity.sha256 != load_encoder(torch_folder).identity.sha256


def test_a_folder_without_weights_is_refused(torch_copy):
    (torch_copy / "model.safetensors").unlink()
    with pytest.raises(EncoderError, match="нет весов"):
        load_encoder(torch_copy)


def test_truncated_weights_are_refused_in_one_line(torch_copy):
    weights = torch_copy / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])
    with pytest.raises(EncoderError, match="повреждены") as refused:
        load_encoder(torch_copy)
    assert "\n" not in str(refused.value)


def test_weights_that_lack_a_tensor_are_refused(torch_copy):
    from safetensors.numpy import load_file, save_file

    tensors = load_file(torch_copy / "model.safetensors")
    del tensors["encoder.layer.0.output.dense.weight"]
    save_file(tensors, torch_copy / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(EncoderError, match=f"тензоров {len(tensors)}, а модели нужно {len(tensors) + 1}"):
        load_encoder(torch_copy)


def test_weights_that_are_not_numbers_are_refused(torch_copy):
    from safetensors.numpy import load_file, save_file

    tensors = load_file(torch_copy / "model.safetensors")
    tensors["embeddings.LayerNorm.bias"][:] = np.nan
    save_file(tensors, torch_copy / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(EncoderError, match="не число"):
        load_encoder(torch_copy)


def test_a_file_changed_since_the_build_is_refused(torch_copy):
    write_record(torch_copy, {"files": {"model.safetensors": "0" * 64}})
    with pytest.raises(EncoderError, match="изменены или повреждены"):
        load_encoder(torch_copy)


def test_a_graph_that_set_up_did_not_build_is_left_alone(torch_copy, torch_folder):
    (torch_copy / "onnx").mkdir()
    (torch_copy / "onnx" / "model.int8.onnx").write_bytes(b"of somebody else")
    assert load_encoder(torch_copy).identity.sha256 == load_encoder(torch_folder).identity.sha256
