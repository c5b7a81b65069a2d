"""A share found on few cases, with the interval that says how little they prove."""

from dataclasses import dataclass
from math import sqrt

Z = 1.959964  # of 95 %


@dataclass(frozen=True)
class Share:
    """How many of how many; `interval` is Wilson's, https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval."""

    right: int
    of: int

    @property
    def mean(self) -> float | None:
        """None of nothing."""
        return self.right / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """The ends that hold the true share in 95 of 100 such samples; all is possible of nothing."""
        if not self.of:
            return 0.0, 1.0
        n, share = self.of, self.right / self.of
        middle = share + Z * Z / (2 * n)
        half = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
        scale = 1 + Z * Z / n
        return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)
