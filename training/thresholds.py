"""Thresholds of the scorer, chosen on probabilities that cross-validation gave to queries it had not seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from training.examples import Examples

Floats = NDArray[np.float64]

TOLERANCE = 0.015
SHOWN = tuple(round(0.04 + 0.02 * step, 2) for step in range(25))
NEAR_BEST = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True)
class Judged:
    """A query with the probability of each of its pairs; 0 where a rule puts the pair out."""

    examples: Examples
    probabilities: Floats

    def by_company(self) -> dict[str, float]:
        """Each company with its best pair's probability, best first."""
        best: dict[str, float] = {}
        for code, p in zip(self.examples.companies, self.probabilities, strict=True):
            best[code] = max(best.get(code, 0.0), float(p))
        return dict(sorted(best.items(), key=lambda item: -item[1]))

    def first_three(self, shown: float, near_best: float) -> dict[str, float]:
        """The companies that the product would propose first."""
        best = self.by_company()
        least = max(shown, near_best * max(best.values(), default=0.0))
        return dict([(code, p) for code, p in best.items() if p >= least][:3])

    def suitable(self) -> frozenset[str]:
        """Companies with a pair that suits."""
        pairs = zip(self.examples.companies, self.examples.suits, strict=True)
        return frozenset(code for code, suits in pairs if suits)


def headline(judged: Sequence[Judged], shown: float, near_best: float) -> float:
    """Share of queries whose first three companies are right."""
    return float(np.mean([j.examples.is_right(list(j.first_three(shown, near_best))) for j in judged]))


def choose_shown(judged: Sequence[Judged]) -> tuple[float, float]:
    """(shown, near_best): of the pairs that do about as well as any, the ones that leave out least."""
    right = {(s, n): headline(judged, s, n) for s, n in product(SHOWN, NEAR_BEST)}
    good = [choice for choice, share in right.items() if share >= max(right.values()) - TOLERANCE]
    near_best = min(n for _, n in good)
    return min(s for s, n in good if n == near_best), near_best


def choose_fits(judged: Sequence[Judged], shown: float, near_best: float, precision: float) -> float:
    """The lowest probability from which on the stated share of proposed companies suits; 0.99 if none."""
    proposed = sorted(
        ((p, code in j.suitable()) for j in judged for code, p in j.first_three(shown, near_best).items()),
        reverse=True,
    )
    share = np.cumsum([suits for _, suits in proposed]) / np.arange(1, len(proposed) + 1)
    precise = [p for (p, _), s in zip(proposed, share, strict=True) if s >= precision]
    return round(min(precise, default=0.99), 3)


def calibration(judged: Sequence[Judged]) -> tuple[float, float]:
    """(slope, shift) of Platt scaling of the log-odds of the first three companies, shown or not."""
    from sklearn.linear_model import LogisticRegression

    top = [(p, code in j.suitable()) for j in judged for code, p in j.first_three(1e-6, 0.0).items()]
    odds = np.log([p / (1 - p) for p, _ in top]).reshape(-1, 1)
    model = LogisticRegression(C=1e6).fit(odds, [suits for _, suits in top])
    return float(model.coef_[0, 0]), float(model.intercept_[0])
