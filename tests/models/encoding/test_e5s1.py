import struct

import numpy as np
import pytest

from models.encoding.e5s1 import E5S1Error, dequantise, read_e5s1
from tests.models.tiny_models import PIECES, e5s1_blob, q4_0, tiny_tensors


def test_low_halves_are_the_first_sixteen_numbers_and_high_halves_the_rest():
    block = struct.pack("<e", 0.5) + bytes(range(16))
    low, high = dequantise(block)[:16], dequantise(block)[16:]
    assert low.tolist() == [(i - 8) * 0.5 for i in range(16)]
    assert high.tolist() == [-8 * 0.5] * 16


def test_packed_numbers_come_back_block_by_block():
    numbers = np.arange(96) % 16 - 8
    assert dequantise(q4_0(numbers, 0.25)).tolist() == (numbers * 0.25).tolist()


def test_header_and_vocabulary_are_read():
    model = read_e5s1(e5s1_blob())
    assert (model.hidden, model.layers, model.feed_forward, model.positions) == (32, 1, 64, 16)
    assert (model.bos, model.eos, model.pad, model.unk, model.epsilon) == (0, 2, 1, 3, 1e-12)
    assert [text for text, _ in model.pieces] == list(PIECES)


def test_every_tensor_has_its_numbers():
    model = read_e5s1(e5s1_blob())
    wanted = {name: count for name, (_, count, _) in tiny_tensors().items()}
    assert {name: tensor.size for name, tensor in model.tensors.items()} == wanted
    expected = np.frombuffer(tiny_tensors()["emb.pos"][2], "<f4")
    assert np.array_equal(model.tensors["emb.pos"], expected)


def test_another_format_is_refused():
    with pytest.raises(E5S1Error, match="другая подпись"):
        read_e5s1(b"GGUF" + e5s1_blob()[4:])


def test_another_version_is_refused_with_both_numbers():
    blob = bytearray(e5s1_blob())
    blob[4] = 9
    with pytest.raises(E5S1Error, match=r"версии 9 .* нужны 1"):
        read_e5s1(bytes(blob))


@pytest.mark.parametrize("part", [0.0, 0.005, 0.1, 0.5, 0.99])
def test_a_file_cut_off_anywhere_is_refused(part):
    blob = e5s1_blob()
    with pytest.raises(E5S1Error):
        read_e5s1(blob[: int(len(blob) * part)])


def test_a_tensor_of_an_unknown_kind_is_refused():
    with pytest.raises(E5S1Error, match=r"emb\.pos"):
        read_e5s1(e5s1_blob(tiny_tensors() | {"emb.pos": (5, 512, b"\0" * 2048)}))
