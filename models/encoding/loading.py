"""Load a sentence-transformers folder and refuse one that is not whole."""

from pathlib import Path
from typing import Any

import numpy as np

from models.encoding.files import num_tensors
from models.encoding.quiet import quiet_libraries
from models.encoding.source import EncoderError


def load_model(folder: Path, max_tokens: int, threads: int | None) -> tuple[Any, int]:
    """Return the model and the width of its vectors; texts are cut to `max_tokens`.

    EncoderError when the files are damaged or weights are missing.
    """
    import torch
    from sentence_transformers import SentenceTransformer

    if threads is not None:
        torch.set_num_threads(threads)
    try:
        with quiet_libraries():
            model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
            _check_all_weights_were_there(model, folder)
            model.max_seq_length = min(max_tokens, model.max_seq_length or max_tokens)
            return model, _width(model, folder)
    except EncoderError:
        raise
    except Exception as error:  # The libraries raise whatever they like at a damaged file.
        reason = " ".join(str(error).split())[:200]
        raise EncoderError(f"Энкодер в {folder} не загружается, файлы повреждены: {reason}") from error


def _check_all_weights_were_there(model: Any, folder: Path) -> None:
    # transformers fills missing weights with random numbers and only writes a warning. Names
    # differ between file and model, numbers of tensors do not; shared ones are saved once, and
    # mean pooling never reads a BERT pooler.
    named = [(name, weight) for name, weight in model.named_parameters() if ".pooler." not in name]
    needed = len({id(weight) for _, weight in named})
    if needed > (found := num_tensors(folder)):
        raise EncoderError(f"В весах энкодера {folder} тензоров {found}, а модели нужно {needed}")


def _width(model: Any, folder: Path) -> int:
    row = np.asarray(model.encode(["арматура"], prompt="", show_progress_bar=False), np.float32)
    if row.ndim != 2 or not np.isfinite(row).all() or not row.any():
        raise EncoderError(f"Энкодер в {folder} повреждён: вместо вектора получилось не число")
    return int(row.shape[1])
