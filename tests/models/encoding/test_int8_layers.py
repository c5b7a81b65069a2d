import torch

from models.encoding.int8_layers import ByteTable, LoudInput, take_loud_inputs_apart


class Layers(torch.nn.Module):
    """A model of one linear layer, called as a BERT is."""

    def __init__(self):
        super().__init__()
        self.inner = torch.nn.ModuleDict({"dense": torch.nn.Linear(4, 4)})

    def forward(self, input_ids):
        return self.inner["dense"](input_ids)


def test_a_layer_with_its_loudest_input_apart_computes_the_same():
    torch.manual_seed(0)
    linear, inputs = torch.nn.Linear(8, 4), torch.randn(2, 3, 8)
    expected = linear(inputs)
    assert torch.allclose(LoudInput(linear, 5)(inputs), expected, atol=1e-6)


def test_the_whole_number_part_never_sees_the_loudest_input():
    linear = torch.nn.Linear(3, 2)
    seen = []
    linear.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    LoudInput(linear, 1)(torch.tensor([[1.0, 900.0, -2.0]]))
    assert seen[0].tolist() == [[1.0, 0.0, -2.0]]


def test_the_loudest_input_is_found_over_all_texts_by_its_size():
    model = Layers()
    take_loud_inputs_apart(model, [torch.tensor([[[1.0, 2, 3, 4]]]), torch.tensor([[[1.0, 2, -9, 4]]])])
    assert model.inner["dense"].loudest == 2


def test_words_in_bytes_are_within_half_a_step_of_their_weights():
    weights = torch.tensor([[1.27, -0.5, 0.004], [0.0, 0.0, 0.0], [-254.0, 3.0, 1.0]])
    rows = ByteTable(weights)(torch.tensor([[2, 0, 1]]))[0]
    assert torch.allclose(rows[0], weights[2], atol=1.0)
    assert torch.allclose(rows[1], weights[0], atol=0.005)
    assert rows[2].tolist() == [0, 0, 0]
