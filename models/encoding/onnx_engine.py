"""Texts to vectors by ONNX Runtime: the default encoder in whole numbers, without torch."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.encoding.files import hash_file
from models.encoding.source import EncoderError

GRAPH = Path("onnx") / "model.int8.onnx"
TOKENIZER = Path("tokenizer.json")
INPUT, OUTPUT = "input_ids", "vector"


class OnnxEngine:
    """A session on one thread and a tokenizer; safe to share among threads, and to take over a fork.

    Texts are run one by one. The whole-number scale of a layer is taken over all that is run at
    once, so that alone a text's vector does not depend on its neighbours; and without padding
    it is faster too.
    """

    def __init__(self, session: Any, tokenizer: Any, hashes: dict[str, str], max_tokens: int) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self.hashes = hashes
        self.max_tokens = max_tokens
        self.width = int(session.get_outputs()[0].shape[1])

    def rows(self, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        """Return a row for each text, shape (len(texts), width); there must be at least one text."""
        return np.concatenate([self._row(prompt + text) for text in texts])

    def _row(self, text: str) -> NDArray[np.float32]:
        tokens = np.array([self._tokenizer.encode(text).ids], np.int64)
        row: NDArray[np.float32] = self._session.run([OUTPUT], {INPUT: tokens})[0]
        return row


def graph_record(folder: Path, max_tokens: int) -> dict[str, Any]:
    """Return what the folder's record says of the graph: the longest text, and the files it needs."""
    return {"max_tokens": max_tokens, "files": _hashes(folder)}


def has_whole_graph(folder: Path, record: dict[str, Any]) -> bool:
    """Tell whether the graph and its tokenizer are the files that the record names."""
    graph = record.get("onnx")
    return isinstance(graph, dict) and graph.get("files") == _hashes(folder)


def load_onnx_engine(folder: Path, record: dict[str, Any], max_tokens: int) -> OnnxEngine:
    """Load the graph; texts are cut to `max_tokens`.

    EncoderError when its files are not those of the record.
    """
    if not has_whole_graph(folder, record):
        raise EncoderError(f"Файлы энкодера в {folder} изменены или повреждены: выполните make setup")
    graph = record["onnx"]
    longest = min(max_tokens, graph["max_tokens"])
    return OnnxEngine(_session(folder), _tokenizer(folder, longest), graph["files"], longest)


def _session(folder: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # No threads of its own: several requests share few cores, and threads do not survive a fork.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(folder / GRAPH), options, providers=["CPUExecutionProvider"])


def _tokenizer(folder: Path, max_tokens: int) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    tokenizer.enable_truncation(max_tokens)
    return tokenizer


def _hashes(folder: Path) -> dict[str, str]:
    files = [file for file in (GRAPH, TOKENIZER) if (folder / file).is_file()]
    return {file.as_posix(): hash_file(folder / file) for file in files}
