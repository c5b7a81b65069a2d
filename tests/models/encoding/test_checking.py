import pytest

from models.encoding.checking import BuildError, check_encoder, check_fidelity
from models.encoding.fidelity import Fidelity


@pytest.mark.parametrize("cosines", [(0.98, 0.999), (0.994, 0.9945), (float("nan"), 0.999)])
def test_a_graph_too_far_from_torch_is_refused_with_the_figures(cosines):
    with pytest.raises(BuildError, match=rf"{cosines[0]} .*{cosines[1]}, .* не меньше 0\.99 и 0\.995"):
        check_fidelity(Fidelity(60, *cosines))


def test_a_graph_near_to_torch_passes():
    check_fidelity(Fidelity(60, 0.9957, 0.9971))


def test_an_encoder_of_another_width_is_refused(onnx_folder):
    with pytest.raises(BuildError, match=r"\(9, 16\) вместо единичных по 384"):
        check_encoder(onnx_folder)
