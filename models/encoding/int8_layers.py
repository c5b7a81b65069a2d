"""Layers that stand whole numbers better than torch's own; they compute the same.

Imports torch: for set-up only.
"""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn


class LoudInput(nn.Module):
    """A linear layer that takes its loudest input apart, to be multiplied in full precision.

    One input of a layer may be ten times louder than all others; a scale of 256 steps that has to
    reach it leaves the others but a few. Without this the cosine with torch fell from 0.997 to 0.98.
    """

    def __init__(self, linear: nn.Linear, loudest: int) -> None:
        super().__init__()
        self.loudest = loudest
        self.loud_weight = nn.Buffer(linear.weight[:, loudest].detach().clone())
        self.is_quiet = nn.Buffer(torch.ones(linear.in_features))
        self.is_quiet[loudest] = 0
        self.linear = linear
        with torch.no_grad():
            linear.weight[:, loudest] = 0

    def forward(self, inputs: Tensor) -> Tensor:
        """The same as the linear layer."""
        loud = inputs[..., self.loudest : self.loudest + 1]
        quiet: Tensor = self.linear(inputs * self.is_quiet)
        return quiet + loud * self.loud_weight


class ByteTable(nn.Module):
    """Word embeddings in bytes, with a scale for each word: a quarter of the size, cosine 1.0000."""

    def __init__(self, weights: Tensor) -> None:
        super().__init__()
        self.scales = nn.Buffer(weights.abs().amax(dim=1, keepdim=True).clamp_min(1e-12) / 127)
        self.numbers = nn.Buffer((weights / self.scales).round().to(torch.int8))

    def forward(self, tokens: Tensor) -> Tensor:
        """The rows of the tokens."""
        return self.numbers[tokens].to(torch.float32) * self.scales[tokens]


class MeanVector(nn.Module):
    """A BERT with what follows it: the mean of one text's tokens, of length one."""

    def __init__(self, bert: Any) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, tokens: Tensor) -> Tensor:
        """Unit rows, shape (1, width), for tokens of shape (1, number of tokens)."""
        states = self.bert(input_ids=tokens).last_hidden_state
        return nn.functional.normalize(states.mean(dim=1), dim=1)


def take_loud_inputs_apart(bert: Any, texts: Sequence[Tensor]) -> None:
    """Replace each linear layer of `bert`; which input is the loudest, the tokens of `texts` tell."""
    loudness = _loudness(bert, texts)
    for name, linear in _linear_layers(bert).items():
        parent, _, own_name = name.rpartition(".")
        setattr(bert.get_submodule(parent), own_name, LoudInput(linear, int(loudness[name].argmax())))


def _linear_layers(bert: Any) -> dict[str, nn.Linear]:
    return {name: module for name, module in bert.named_modules() if isinstance(module, nn.Linear)}


def _loudness(bert: Any, texts: Sequence[Tensor]) -> dict[str, Tensor]:
    loudness = {}
    hooks = []
    for name, linear in _linear_layers(bert).items():
        loudness[name] = torch.zeros(linear.in_features)

        def listen(_: nn.Module, inputs: tuple[Tensor], heard: Tensor = loudness[name]) -> None:
            torch.maximum(heard, inputs[0].abs().amax(dim=(0, 1)), out=heard)

        hooks.append(linear.register_forward_pre_hook(listen))
    with torch.inference_mode():
        for tokens in texts:
            bert(input_ids=tokens)
    for hook in hooks:
        hook.remove()
    return loudness
