"""What on disk makes an encoder: its files, their hashes, and the record beside them."""

import hashlib
import json
from pathlib import Path
from typing import Any

RECORD = "encoder.json"
# Versions of libraries, model cards and prompts do not decide what a text becomes (the prompts
# that are used stand in the identity), so another copy of the same model is the same encoder.
_NOT_THE_MODEL = {RECORD, "config_sentence_transformers.json"}
_MODEL_SUFFIXES = {".safetensors", ".json", ".txt", ".model"}


def model_files(folder: Path) -> list[Path]:
    """Return the files that decide the vectors, in a fixed order: weights, tokenizer, modules."""
    found = (path for path in folder.rglob("*") if path.suffix in _MODEL_SUFFIXES)
    kept = (path for path in found if path.is_file() and path.name not in _NOT_THE_MODEL)
    return sorted(kept, key=lambda path: path.relative_to(folder).as_posix())


def hash_files(folder: Path) -> dict[str, str]:
    """Return {relative name: sha256} of the files that decide the vectors."""
    return {path.relative_to(folder).as_posix(): hash_file(path) for path in model_files(folder)}


def hash_file(path: Path) -> str:
    """Return the sha256 of a file as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def num_tensors(folder: Path) -> int:
    """Return how many tensors the weights hold, read from their headers alone."""
    from safetensors import safe_open

    count = 0
    for path in folder.rglob("*.safetensors"):
        with safe_open(path, framework="np") as file:
            count += len(file.keys())
    return count


def combined_hash(hashes: dict[str, str], *settings: str) -> str:
    """Return one sha256 over named file hashes and the settings that also change the vectors."""
    lines = [f"{name} {digest}" for name, digest in sorted(hashes.items())]
    return hashlib.sha256("\n".join([*lines, *settings]).encode()).hexdigest()


def read_record(folder: Path) -> dict[str, Any]:
    """Return what encoder.json says of the folder; empty when it is absent or unreadable."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def write_record(folder: Path, record: dict[str, Any]) -> None:
    """Write encoder.json."""
    text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    (folder / RECORD).write_text(text, encoding="utf-8")
