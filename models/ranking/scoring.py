"""From features to a probability that the offer suits, and to the word that people see."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from models.ranking.features import FEATURES
from models.retrieval.moments import ChannelMoments

DEFAULT_SCORER = Path(__file__).parent.parent / "scorer.json"


class ScorerError(Exception):
    """The scorer's file does not belong to this code; one line for people."""


@dataclass(frozen=True)
class Scorer:
    """A logistic regression over FEATURES, and the thresholds chosen on dev.

    `fits` and `shown` are probabilities: from `fits` on the answer says «подходит», from `shown` on
    «уточните»; below it nobody is proposed, nor is anyone below `near_best` times the best of a search: who
    is plainly further off than the first is a near miss. How they were chosen stands beside them in the file.
    `reference` are the channels' moments on the pool that the weights were fitted on.
    """

    weights: tuple[float, ...]
    intercept: float
    fits: float
    shown: float
    near_best: float = 0.0
    reference: ChannelMoments | None = None

    def probabilities(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Of each row of `features`, shape (n, len(FEATURES))."""
        logits = features.astype(np.float64) @ np.array(self.weights) + self.intercept
        return 1 / (1 + np.exp(-logits))

    def contributions(self, row: NDArray[np.float32]) -> dict[str, float]:
        """What each feature of a pair adds to its log-odds; with `intercept` they sum to the whole."""
        added = row.astype(np.float64) * np.array(self.weights)
        return {"intercept": self.intercept} | dict(zip(FEATURES, added.tolist(), strict=True))

    def grade(self, probability: float, provisional: bool) -> str | None:
        """fits, clarify or little_data; None when the pair is not to be proposed."""
        if probability < self.shown:
            return None
        if provisional:
            return "little_data"
        return "fits" if probability >= self.fits else "clarify"

    @classmethod
    def load(cls, path: Path = DEFAULT_SCORER) -> Self:
        """Raises ScorerError when the file was made for other features, or is no scorer at all."""
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            _check_features(values["features"], values["weights"])
            return cls(
                tuple(map(float, values["weights"])),
                float(values["intercept"]),
                float(values["fits"]),
                float(values["shown"]),
                float(values["near_best"]),
                ChannelMoments.from_dict(values["reference"]),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ScorerError(f"Модель ранжирования не читается из {path}") from error


def _check_features(names: Sequence[str], weights: Sequence[float]) -> None:
    if tuple(names) != FEATURES:
        raise ScorerError(f"Модель ранжирования обучена на других признаках: {names}, нужны {list(FEATURES)}")
    if len(weights) != len(FEATURES):
        raise ScorerError(f"В модели ранжирования {len(weights)} весов, признаков {len(FEATURES)}")
