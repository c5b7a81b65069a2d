"""Weights of the scorer from examples, and thresholds from examples that the weights had not seen."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from models.ranking.features import FEATURES
from models.retrieval.moments import ChannelMoments
from training.examples import Examples
from training.thresholds import Judged, calibration, choose_fits, choose_shown

LOOKED_AT = 30  # pairs of a query that look closest: what else is far off teaches nothing
ROUNDS = 2
AGAINST = frozenset({"spec_conflict", "refused"})  # features that speak against a pair
RULES = frozenset({"reach", "refused"})  # these columns also put pairs out, whatever they weigh
NEUTRAL = frozenset({"only_words"})  # tells of the need, not of the pair: its weight may have any sign
FOLDS = 5
PRECISION_OF_FITS = 0.9

Floats = NDArray[np.float64]
Score = Callable[[Examples], Floats]
Weighted = Sequence[tuple[Sequence[Examples], float]]  # groups of examples with their share


@dataclass(frozen=True)
class Collected:
    """Judged needs, other groups of examples with their shares, and the moments of the pool asked."""

    reference: ChannelMoments
    needs: Sequence[Examples]
    others: Weighted

    def without(self, dropped: Collection[str]) -> "Collected":
        """The same with zeros in some columns. Raises ValueError for a column that is also a rule."""
        if RULES & set(dropped):
            raise ValueError(f"{sorted(RULES & set(dropped))} are rules, a weight does not switch them off")
        kept = np.array([name not in dropped for name in FEATURES], dtype=np.float64)

        def masked(group: Sequence[Examples]) -> list[Examples]:
            return [replace(example, features=example.features * kept) for example in group]

        return Collected(
            self.reference, masked(self.needs), [(masked(group), share) for group, share in self.others]
        )


@dataclass(frozen=True)
class Unseen:
    """Judged needs and other examples, each with probabilities of a fit that had not seen it."""

    needs: list[Judged]
    others: list[Judged]


@dataclass(frozen=True)
class Linear:
    """Weights of the features and the intercept."""

    weights: Floats
    intercept: float

    def logits(self, examples: Examples) -> Floats:
        """Log-odds of each pair."""
        return np.asarray(examples.features @ self.weights + self.intercept)

    def probabilities(self, examples: Examples) -> Floats:
        """Of each pair; 0 where a rule puts it out."""
        return np.where(examples.proposable, 1 / (1 + np.exp(-self.logits(examples))), 0.0)

    def rescaled(self, slope: float, shift: float) -> "Linear":
        """The same order with log-odds slope * x + shift."""
        return Linear(self.weights * slope, self.intercept * slope + shift)


def fit(groups: Weighted) -> Linear:
    """A regularised logistic regression; every group weighs as its share says, every query in it the same.

    Judgements name companies, and a company that suits has offers that do not: only the best of its pairs
    is an example of what suits. Which one that is, the fit before tells; the first time a plain sum does.
    """
    model = _fit_pairs(groups, _plain_score)
    for _ in range(ROUNDS):
        model = _fit_pairs(groups, model.logits)
    return model


def _fit_pairs(groups: Weighted, score: Score) -> Linear:
    rows, labels, weights = [], [], []
    for group, share in groups:
        for example in group:
            suiting, others = example.best_suiting(score(example)), example.closest_others(LOOKED_AT)
            rows.append(example.features[np.concatenate([suiting, others])])
            labels.append(np.repeat([True, False], [len(suiting), len(others)]))
            weights.append(np.full(len(rows[-1]), 100 * share / len(group)))
    return _monotone_fit(np.vstack(rows), np.concatenate(labels), np.concatenate(weights))


def _monotone_fit(matrix: Floats, labels: NDArray[np.bool_], weights: Floats) -> Linear:
    """A feature whose weight comes out against its sense is left out, and the rest fitted again."""
    sense = np.array([0.0 if n in NEUTRAL else -1.0 if n in AGAINST else 1.0 for n in FEATURES])
    scale = matrix.std(axis=0) + 1e-9
    kept = matrix.std(axis=0) > 0
    while True:
        model = LogisticRegression(C=1.0, max_iter=3000)
        model.fit((matrix / scale)[:, kept], labels, sample_weight=weights)
        found = np.zeros(len(FEATURES))
        found[kept] = model.coef_[0]
        if np.all(found * sense >= 0):
            return Linear(found / scale, float(model.intercept_[0]))
        kept &= found * sense >= 0


def _plain_score(example: Examples) -> Floats:
    return np.asarray(example.plain_sum + example.features[:, FEATURES.index("title_coverage")])


def cross_validated(collected: Collected) -> Unseen:
    """Every need and every other example with probabilities from a fit on the other folds."""
    groups = [(collected.needs, 1.0), *collected.others]
    found: list[list[Judged]] = [[] for _ in groups]
    for fold in range(FOLDS):
        seen = [([e for i, e in enumerate(group) if i % FOLDS != fold], share) for group, share in groups]
        model = fit([(group, share) for group, share in seen if group])
        for judged, (group, _) in zip(found, groups, strict=True):
            judged += [Judged(e, model.probabilities(e)) for e in group[fold::FOLDS]]
    return Unseen(found[0], [judged for group in found[1:] for judged in group])


def scorer_values(
    linear: Linear, unseen: Unseen, reference: ChannelMoments
) -> tuple[dict[str, Any], list[Judged]]:
    """A scorer file's values; and the unseen needs with calibrated probabilities.

    Probabilities are calibrated and `fits` is chosen on all that is unseen; whom to show, on judged needs:
    only they say when nobody suits.
    """
    slope, shift = calibration([*unseen.needs, *unseen.others])
    needs, others = (
        [replace(j, probabilities=_rescaled(j.probabilities, slope, shift)) for j in group]
        for group in (unseen.needs, unseen.others)
    )
    shown, near_best = choose_shown(needs)
    final = linear.rescaled(slope, shift)
    values = {
        "features": list(FEATURES),
        "weights": [round(float(w), 5) for w in final.weights],
        "intercept": round(final.intercept, 5),
        "fits": choose_fits([*needs, *others], shown, near_best, PRECISION_OF_FITS),
        "shown": shown,
        "near_best": near_best,
        "reference": reference.as_dict(),
    }
    return values, needs


def fitted(collected: Collected) -> tuple[dict[str, Any], list[Judged]]:
    """The scorer's values fitted on all that was collected; thresholds by cross-validation."""
    linear = fit([(collected.needs, 1.0), *collected.others])
    return scorer_values(linear, cross_validated(collected), collected.reference)


def _rescaled(probabilities: Floats, slope: float, shift: float) -> Floats:
    inside = np.clip(probabilities, 1e-12, 1 - 1e-12)
    odds = slope * np.log(inside / (1 - inside)) + shift
    return np.where(probabilities > 0, 1 / (1 + np.exp(-odds)), 0.0)
