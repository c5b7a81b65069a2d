"""Which models answer: the encoder, the scorer, since when, and what it was trained on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from models.ranking.scorer_store import read_manifest
from models.ranking.scoring import ScorerError
from service.learning.live_scorer import LiveScorer

Source = Literal["shipped", "promoted", "given"]


@dataclass(frozen=True)
class ScorerCard:
    """`made` and `comparison` are what its file and its manifest say; empty where they say nothing."""

    source: Source
    name: str | None
    fits: float
    shown: float
    near_best: float
    made: Mapping[str, Any] = field(default_factory=dict)
    comparison: Mapping[str, Any] = field(default_factory=dict)
    promoted_at: datetime | None = None
    by: str = ""
    verdicts: int | None = None

    @property
    def may_roll_back(self) -> bool:
        """Whether there was one before it."""
        return self.source == "promoted"


def scorer_card(scorers: LiveScorer, root: Path, given: Path | None) -> ScorerCard:
    """Of the scorer that answers now."""
    scorer = scorers.latest()
    source: Source = "given" if given else "promoted" if scorers.name else "shipped"
    thresholds = scorer.fits, scorer.shown, scorer.near_best
    made = _made(scorers.path)
    if source != "promoted" or scorers.name is None:
        return ScorerCard(source, given.name if given else None, *thresholds, made)
    return ScorerCard(source, scorers.name, *thresholds, made, **_promotion(root, scorers.name))


def _made(path: Path) -> Mapping[str, Any]:
    try:
        made = json.loads(path.read_text(encoding="utf-8")).get("made")
    except (OSError, ValueError, AttributeError):
        return {}
    return made if isinstance(made, dict) else {}


def _promotion(root: Path, name: str) -> dict[str, Any]:
    try:
        manifest = read_manifest(root, name)
        return {
            "comparison": manifest.get("comparison") or {},
            "promoted_at": datetime.fromisoformat(manifest["promoted_at"]),
            "by": str(manifest["by"]),
            "verdicts": manifest.get("verdicts"),
        }
    except (ScorerError, ValueError, KeyError, TypeError):
        return {}
