"""Texts to vectors by torch: any sentence-transformers folder, refused when it is not whole.

torch takes seconds to import, so it is imported only when a model is loaded.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.encoding.files import hash_files, num_tensors
from models.encoding.quiet import quiet_libraries
from models.encoding.source import EncoderError

BATCH_SIZE = 64


class TorchEngine:
    """A loaded sentence-transformers model; safe to share among threads.

    No lock is needed: the cut and padding kept inside the tokenizer are set by the first text, at
    load, and stay; six threads at once gave the same vectors, twice as fast as one after another.
    """

    def __init__(self, model: Any, hashes: dict[str, str], width: int) -> None:
        self._model = model
        self.hashes = hashes
        self.width = width
        self.max_tokens = int(model.max_seq_length)

    def rows(self, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        """Return a row for each text, shape (len(texts), width); there must be at least one text."""
        rows = self._model.encode(list(texts), prompt=prompt, batch_size=BATCH_SIZE, show_progress_bar=False)
        return np.asarray(rows, np.float32)


def load_torch_engine(
    folder: Path, record: dict[str, Any], max_tokens: int, threads: int | None = None
) -> TorchEngine:
    """Load the model; texts are cut to `max_tokens`.

    `threads` is torch's own setting, common to the process. EncoderError when the files are not
    those of the record, damaged, or weights are missing.
    """
    hashes = hash_files(folder)
    if record.get("files", hashes) != hashes:
        raise EncoderError(f"Файлы энкодера в {folder} изменены или повреждены: выполните make setup")
    try:
        with quiet_libraries():
            model = _load(folder, threads)
            model.max_seq_length = min(max_tokens, model.max_seq_length or max_tokens)
            return TorchEngine(model, hashes, _width(model, folder))
    except EncoderError:
        raise
    except Exception as error:  # The libraries raise whatever they like at a damaged file.
        reason = " ".join(str(error).split())[:200]
        raise EncoderError(f"Энкодер в {folder} не загружается, файлы повреждены: {reason}") from error


def _load(folder: Path, threads: int | None) -> Any:
    import torch
    from sentence_transformers import SentenceTransformer

    if threads is not None:
        torch.set_num_threads(threads)
    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    _check_all_weights_were_there(model, folder)
    return model


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
