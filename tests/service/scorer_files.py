"""Scorer files for tests: the shipped one with something changed."""

import json

from models.ranking.scoring import DEFAULT_SCORER

NOBODY = {"intercept": -50.0}  # proposes nobody


def scorer_file(path, **changes):
    """Writes a scorer and returns its path."""
    values = json.loads(DEFAULT_SCORER.read_text(encoding="utf-8")) | changes
    path.write_text(json.dumps(values), encoding="utf-8")
    return path


def constant(path, intercept):
    """One that gives every pair the same probability, and proposes all."""
    num_features = len(json.loads(DEFAULT_SCORER.read_text(encoding="utf-8"))["features"])
    return scorer_file(path, weights=[0.0] * num_features, intercept=intercept, shown=0.0, near_best=0.0)
