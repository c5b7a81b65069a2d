"""Figures of the latest evaluation that somebody made here: its targets, and what was reached."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FILE = "evaluation.json"
BAD = (OSError, ValueError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True)
class Target:
    """One figure with its interval, and the bound it has to keep; None where it was not measured."""

    title: str
    mean: float | None
    low: float | None
    high: float | None
    bound: float
    at_most: bool
    verdict: str


@dataclass(frozen=True)
class Evaluation:
    """All figures with a target that were measured; `skipped` says what was not."""

    made_at: datetime
    encoder: str
    targets: tuple[Target, ...]
    skipped: tuple[str, ...]


def latest_evaluation(folders: Iterable[Path]) -> Evaluation | None:
    """The newest of these folders that can be read."""
    found = filter(None, (_read(folder / FILE) for folder in folders))
    return max(found, key=lambda evaluation: evaluation.made_at, default=None)


def _read(path: Path) -> Evaluation | None:
    try:
        figures = json.loads(path.read_text(encoding="utf-8"))
        return Evaluation(
            made_at=datetime.fromtimestamp(path.stat().st_mtime, UTC),
            encoder=str(figures["model"]["name"]),
            targets=tuple(_target(told) for told in figures["targets"] if told["found"]),
            skipped=tuple(map(str, figures["skipped"])),
        )
    except BAD:
        return None


def _target(told: dict[str, Any]) -> Target:
    mean, low, high = (_number(told["found"].get(name)) for name in ("mean", "low", "high"))
    bound, at_most = float(told["bound"]), bool(told["at_most"])
    return Target(str(told["title"]), mean, low, high, bound, at_most, str(told["verdict"]))


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
