"""What the word «подходит» is worth: how often it is right, and for how many needs it is said."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from training.evaluation.asking import Found, Given
from training.metrics import estimate, estimate_of

Figures = dict[str, Any]
Grades = Mapping[str, Mapping[str, int]]

FITS = "fits"


@dataclass(frozen=True)
class Point:
    """What would be, were `fits` said of a first company from this probability on.

    `coverage` is the share of needs that get one, `wrong` the share of those that is wrong.
    """

    threshold: float
    coverage: float
    wrong: float


def judge_fits(answers: Mapping[str, Given], grades: Grades) -> Figures:
    """Precision over all companies graded `fits`, and over those among the first three; share of needs."""
    graded = [_fits_right(given.matches, grades[id_]) for id_, given in answers.items()]
    first = [_fits_right(given.first, grades[id_]) for id_, given in answers.items()]
    return {
        "precision": estimate_of(_share_right, graded).as_dict() | {"n": sum(map(len, graded))},
        "precision_of_first_three": estimate_of(_share_right, first).as_dict() | {"n": sum(map(len, first))},
        "coverage": estimate(np.array([float(bool(found)) for found in graded])).as_dict(),
    }


def first_companies(answers: Mapping[str, Given], grades: Grades) -> list[tuple[float, bool]]:
    """Each need's first proposed company: its probability and whether it suits; 0 when nobody is proposed."""
    return [
        (given.matches[0].probability, given.matches[0].company in grades[id_])
        if given.matches
        else (0.0, False)
        for id_, given in answers.items()
    ]


def coverage_curve(first: Sequence[tuple[float, bool]]) -> list[Point]:
    """One point a probability that occurs, highest first; needs without a proposal count as not covered."""
    points = []
    for threshold in sorted({p for p, _ in first if p > 0}, reverse=True):
        right = [suits for p, suits in first if p >= threshold]
        wrong = 1 - sum(right) / len(right)
        points.append(Point(threshold, len(right) / len(first), wrong))
    return points


def threshold_for(points: Sequence[Point], precision: float) -> Point | None:
    """The lowest threshold from which on the stated share is right; None when there is none."""
    good = [point for point in points if point.wrong <= 1 - precision + 1e-9]
    return min(good, key=lambda point: point.threshold, default=None)


def judge_coverage(answers: Mapping[str, Given], grades: Grades, precision: float) -> Figures:
    """The curve, and the threshold that these needs would choose."""
    points = coverage_curve(first_companies(answers, grades))
    chosen = threshold_for(points, precision)
    return {
        "curve": [asdict(point) for point in points],
        "precision_wanted": precision,
        "these_would_choose": asdict(chosen) if chosen else None,
    }


def _fits_right(found: Sequence[Found], right: Mapping[str, int]) -> list[bool]:
    return [f.company in right for f in found if f.grade == FITS]


def _share_right(queries: Sequence[list[bool]]) -> float:
    found = [right for query in queries for right in query]
    return float(np.mean(found)) if found else float("nan")
