"""Mean and deviation of a query's scores, made steady where a pool is too small to tell them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import sqrt
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# so many rows of the reference pool stand beside the rows of the pool itself: among four offers none is
# unusual, though one of them may be the very thing that was asked for
REFERENCE_ROWS = 100


@dataclass(frozen=True)
class Moments:
    """Mean and standard deviation of a query's scores over rows."""

    mean: float
    deviation: float

    @classmethod
    def of(cls, scores: Floats) -> Self:
        """Of scores as they are; (0, 0) of none."""
        return cls(float(scores.mean()), float(scores.std())) if len(scores) else cls(0.0, 0.0)

    def beside(self, reference: "Moments", num_rows: int) -> "Moments":
        """Of `num_rows` rows with these moments and REFERENCE_ROWS rows of the reference put together."""
        share = num_rows / (num_rows + REFERENCE_ROWS)
        mean = share * self.mean + (1 - share) * reference.mean
        within = share * self.deviation**2 + (1 - share) * reference.deviation**2
        between = share * (self.mean - mean) ** 2 + (1 - share) * (reference.mean - mean) ** 2
        return Moments(mean, sqrt(within + between))

    def standardised(self, scores: Floats) -> Floats:
        """(score - mean) / deviation; zeros where nothing deviates."""
        if self.deviation < 1e-9:
            return np.zeros_like(scores)
        return ((scores - self.mean) / self.deviation).astype(np.float32)


@dataclass(frozen=True)
class ChannelMoments:
    """Moments of each channel for one query, or their averages over the needs of a reference pool."""

    of: Mapping[str, Moments]

    def __getitem__(self, channel: str) -> Moments:
        return self.of[channel]

    def beside(self, reference: "ChannelMoments", num_rows: int) -> "ChannelMoments":
        """Channel by channel."""
        return ChannelMoments(
            {name: moments.beside(reference[name], num_rows) for name, moments in self.of.items()}
        )

    def as_dict(self) -> dict[str, dict[str, float]]:
        """Plain values for JSON."""
        return {name: asdict(moments) for name, moments in self.of.items()}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """The inverse of `as_dict`."""
        return cls({name: Moments(**moments) for name, moments in values.items()})
