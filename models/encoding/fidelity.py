"""How near the vectors of the graph are to those of torch, on texts of the trade."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.encoding.onnx_engine import load_onnx_engine
from models.encoding.torch_engine import load_torch_engine

# Needs, offers and names of goods; other texts show the loud inputs than those that are compared.
_SAMPLE = Path(__file__).with_name("sample_texts.txt")
_NUM_SHOWN = 20
_PROMPT = "query: "
_MAX_TOKENS = 256


@dataclass(frozen=True)
class Fidelity:
    """Cosines of the vectors of one text by both engines, over all texts compared."""

    num_texts: int
    min_cosine: float
    mean_cosine: float


def texts_that_show() -> list[str]:
    """Return texts to find the loud inputs by, as the encoder gets them."""
    return [_PROMPT + text for text in _sample()[:_NUM_SHOWN]]


def measure_fidelity(folder: Path, record: dict[str, Any]) -> Fidelity:
    """Compare the graph in `folder` with its torch model; EncoderError when one does not load."""
    texts = _sample()[_NUM_SHOWN:]
    by_graph = load_onnx_engine(folder, record, _MAX_TOKENS).rows(texts, _PROMPT)
    torch_engine = load_torch_engine(folder, record, _MAX_TOKENS, threads=1)
    # One by one: among them is a long one, to which a batch would pad them all.
    by_torch = np.concatenate([torch_engine.rows([text], _PROMPT) for text in texts])
    cosines = (_unit(by_graph) * _unit(by_torch)).sum(axis=1)
    return Fidelity(len(texts), round(float(cosines.min()), 4), round(float(cosines.mean()), 4))


def _sample() -> list[str]:
    return _SAMPLE.read_text(encoding="utf-8").splitlines()


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit
