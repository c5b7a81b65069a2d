"""Where an encoder lies: a local folder, or the local copy of a model of the hub."""

import os
import re
from pathlib import Path

from models.encoding.quiet import quiet_libraries

_HUB_ID = re.compile(r"[\w.-]+/[\w.-]+")
# Pickled weights are never fetched: they can run code when they are read.
_WANTED = ["*.safetensors", "*.json", "*.txt", "*.model"]
_UNWANTED = ["onnx/*", "openvino/*"]


class EncoderError(Exception):
    """The encoder cannot be used; the message is one clear Russian line."""


def locate_encoder(source: str | Path) -> tuple[Path, str]:
    """Return the folder of the model and its name; EncoderError when there is none."""
    folder = Path(source).expanduser()
    if folder.exists() or not _looks_like_hub_id(source):
        _check_folder(folder)
        # Libraries read this once, at their import; without it they call the hub for a local folder.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        return folder, folder.resolve().name
    downloaded = _download(str(source))
    _check_folder(downloaded)
    return downloaded, str(source)


def _looks_like_hub_id(source: str | Path) -> bool:
    # A Path is always meant as a folder, and so is a name that begins with a dot.
    return isinstance(source, str) and bool(_HUB_ID.fullmatch(source)) and source[0] != "."


def _check_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise EncoderError(f"Энкодер не найден в {folder}: выполните make setup")
    if not (folder / "modules.json").is_file():
        raise EncoderError(f"В папке {folder} нет модели sentence-transformers: нет modules.json")
    if not any(folder.rglob("*.safetensors")):
        raise EncoderError(f"В папке {folder} нет весов: ни одного файла .safetensors")


def _download(hub_id: str) -> Path:
    from huggingface_hub import snapshot_download

    try:
        with quiet_libraries():
            return Path(snapshot_download(hub_id, allow_patterns=_WANTED, ignore_patterns=_UNWANTED))
    except Exception as error:  # Network, name and access errors come in a dozen classes.
        reason = " ".join(str(error).split())[:200]
        raise EncoderError(
            f"Энкодер {hub_id} не найден: такой папки нет, а хаб моделей его не отдал ({reason})"
        ) from error
