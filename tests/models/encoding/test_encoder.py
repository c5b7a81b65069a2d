import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from models.encoding.encoder import EncoderError, EncoderIdentity, load_encoder
from models.encoding.files import write_record
from tests.models.tiny_models import save_tiny_encoder

REAL = Path(__file__).parents[2] / "models" / "artifacts" / "encoder"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return save_tiny_encoder(tmp_path_factory.mktemp("encoders") / "tiny")


@pytest.fixture(scope="module")
def encoder(folder):
    return load_encoder(folder)


@pytest.fixture
def copy(folder, tmp_path):
    return Path(shutil.copytree(folder, tmp_path / "copy"))


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
    assert np.isfinite(encoder.encode_documents([text])).all()


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


def test_a_copy_of_the_model_is_the_same_encoder(copy, encoder):
    assert load_encoder(copy).identity.sha256 == encoder.identity.sha256


@pytest.mark.parametrize("change", [{"pooling": "cls"}, {"seed": 1}])
def test_another_pooling_or_other_weights_are_another_encoder(tmp_path, encoder, change):
    other = load_encoder(save_tiny_encoder(tmp_path / "other", **change))
    assert other.identity.sha256 != encoder.identity.sha256


def test_another_cut_is_another_encoder(folder, encoder):
    assert load_encoder(folder, max_tokens=8).identity.sha256 != encoder.identity.sha256


def test_a_missing_folder_says_what_to_do(tmp_path):
    with pytest.raises(EncoderError, match=r"Энкодер не найден в .*no: выполните make setup"):
        load_encoder(tmp_path / "no")


def test_a_folder_of_something_else_is_refused(tmp_path):
    with pytest.raises(EncoderError, match=r"нет modules\.json"):
        load_encoder(tmp_path)


def test_a_folder_without_weights_is_refused(copy):
    (copy / "model.safetensors").unlink()
    with pytest.raises(EncoderError, match="нет весов"):
        load_encoder(copy)


def test_truncated_weights_are_refused_in_one_line(copy):
    weights = copy / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])
    with pytest.raises(EncoderError, match="повреждены") as refused:
        load_encoder(copy)
    assert "\n" not in str(refused.value)


def test_weights_that_lack_a_tensor_are_refused(copy):
    from safetensors.numpy import load_file, save_file

    tensors = load_file(copy / "model.safetensors")
    del tensors["encoder.layer.0.output.dense.weight"]
    save_file(tensors, copy / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(EncoderError, match=f"тензоров {len(tensors)}, а модели нужно {len(tensors) + 1}"):
        load_encoder(copy)


def test_weights_that_are_not_numbers_are_refused(copy):
    from safetensors.numpy import load_file, save_file

    tensors = load_file(copy / "model.safetensors")
    tensors["embeddings.LayerNorm.bias"][:] = np.nan
    save_file(tensors, copy / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(EncoderError, match="не число"):
        load_encoder(copy)


def test_a_file_changed_since_the_build_is_refused(copy):
    write_record(copy, {"files": {"model.safetensors": "0" * 64}})
    with pytest.raises(EncoderError, match="изменены или повреждены"):
        load_encoder(copy)


def test_importing_the_module_does_not_import_torch():
    code = (
        "import sys, models.encoding.encoder, models.encoding.vector_cache; sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.skipif(not (REAL / "encoder.json").exists(), reason="НЕТ ЭНКОДЕРА: выполните make setup")
def test_the_real_encoder_puts_a_paraphrase_nearer_than_something_else():
    encoder = load_encoder(REAL)
    need = encoder.encode_queries(["Нужны пластиковые окна с установкой"])[0]
    same, other = encoder.encode_documents(["Изготовление и монтаж окон ПВХ", "Щебень гранитный 5-20"])
    assert encoder.identity.width == 384
    assert need @ same > need @ other + 0.02
