"""What became of a trained scorer, in words."""

from collections.abc import Mapping
from typing import Any

from service.learning.scorer_training import Outcome


def outcome_told(outcome: Outcome) -> str:
    """Whether the candidate was promoted, and by which numbers."""
    if outcome.scorer is None:
        decision = "Новая оценка не лучше прежней и не сохранена (принять всё равно — --force)"
    elif outcome.forced:
        decision = f"Принята принудительно, хотя не лучше прежней: {outcome.scorer}"
    else:
        decision = f"Новая оценка лучше и принята: {outcome.scorer}"
    comparison = outcome.trial.comparison
    before, after = (_percent(comparison[name]["mean"]) for name in ("current", "candidate"))
    return (
        f"{decision}. Верных троек на {comparison['needs']} контрольных потребностях: было {before} %,"
        f" у новой {after} %, разница {_gain(comparison['difference'])} п. п."
    )


def _gain(difference: Mapping[str, Any]) -> str:
    mean, low, high = (_percent(difference[name], "+") for name in ("mean", "low", "high"))
    return f"{mean} [{low}; {high}]"


def _percent(share: float, sign: str = "") -> str:
    return f"{100 * share:{sign}.1f}".replace(".", ",").replace("-", "\N{MINUS SIGN}")
