"""Judge an encoder that was just built, before it takes the place of the old one."""

from pathlib import Path

import numpy as np

from models.encoding.encoder import load_encoder
from models.encoding.fidelity import Fidelity

WIDTH = 384
# Measured: at least 0.9950 and 0.9970 in the mean; without LoudInput 0.965 and 0.981.
MIN_COSINE, MEAN_COSINE = 0.99, 0.995

# (a text, the same in other words, something else): the middle one must be nearer.
_PROBES = (
    ("Арматура стальная А500С", "Стальной арматурный прокат класса А500С", "Обеды для рабочих"),
    ("Окна из ПВХ с монтажом", "Изготовим и установим пластиковые окна", "Щебень гранитный 5-20"),
    ("Аренда автокрана 25 тонн", "Услуги автомобильного крана г/п 25 т", "Пошив спецодежды"),
)


class BuildError(Exception):
    """The encoder that was built is wrong; the message is one Russian line."""


def check_encoder(folder: Path) -> None:
    """Raise EncoderError or BuildError unless the vectors have the width and tell meanings apart."""
    encoder = load_encoder(folder)
    rows = encoder.encode_documents([text for probe in _PROBES for text in probe])
    if rows.shape[1] != WIDTH or not np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5):
        raise BuildError(f"Собранный энкодер неверен: векторы {rows.shape} вместо единичных по {WIDTH}")
    for text, same, other in rows.reshape(len(_PROBES), 3, -1):
        if text @ same <= text @ other:
            raise BuildError("Собранный энкодер неверен: постороннее ближе, чем то же другими словами")


def check_fidelity(measured: Fidelity) -> None:
    """Raise BuildError unless the whole-number vectors are near enough to those of torch."""
    if not (measured.min_cosine >= MIN_COSINE and measured.mean_cosine >= MEAN_COSINE):
        raise BuildError(
            f"Целочисленный энкодер неверен: косинус с torch {measured.min_cosine} и в среднем"
            f" {measured.mean_cosine}, а нужно не меньше {MIN_COSINE} и {MEAN_COSINE}"
        )
