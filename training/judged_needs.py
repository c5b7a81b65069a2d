"""Judged needs: who suits, who would be a mistake, by which trap; read from the demo's source files."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from data import vocabulary
from data.demo_pool import demo_needs
from data.profiles import Need


@dataclass(frozen=True)
class JudgedNeed:
    """A need with the codes of companies that suit it and of those that would be a mistake.

    Nobody suits when `suits` is empty. `trap` is the trap that the need sets; a need that shares no word
    stem with its right offers is `meaning_only`.
    """

    code: str
    need: Need
    asker: str
    suits: frozenset[str]
    mistakes: dict[str, str]
    trap: str
    meaning_only: bool

    @classmethod
    def of_text(cls, code: str, text: str) -> Self:
        """A bare query without a judgement."""
        return cls(code, Need(title=text), "", frozenset(), {}, "none", False)

    def is_right(self, first: list[str]) -> bool:
        """Whether the first companies hold a suitable one (or nobody, when nobody suits) and no mistake."""
        found = bool(self.suits.intersection(first)) if self.suits else not first
        return found and not self.mistakes.keys() & set(first)


def demo_judged_needs() -> list[JudgedNeed]:
    """All needs of the demo pool that carry a judgement."""
    return [_judged(raw) for raw in demo_needs() if raw.get("suits") or raw.get("nobody")]


def control_needs(name: str) -> list[JudgedNeed]:
    """Needs over the demo's companies that no fit has seen: «choosing» to choose by, «judging» to judge by.

    Their authors had read the offers and nothing of the code.
    """
    path = Path(__file__).parent / "control_needs" / f"{name}.toml"
    raw_needs = tomllib.loads(path.read_text(encoding="utf-8"))["need"]
    return [_judged(raw) for raw in raw_needs if raw.get("suits") or raw.get("nobody")]


def _judged(raw: dict[str, Any]) -> JudgedNeed:
    mistakes = {str(m["company"]): str(m["trap"]) for m in raw.get("mistake", [])}
    kind = vocabulary.english(vocabulary.KINDS, str(raw["kind"]))
    return JudgedNeed(
        code=str(raw["code"]),
        need=Need(
            title=str(raw["title"]),
            description=str(raw.get("description", "")),
            kind=kind,
            okpd2=raw.get("okpd2"),
            volume=raw.get("volume"),
            unit=raw.get("unit"),
            place=raw.get("place"),
        ),
        asker=str(raw["company"]),
        suits=frozenset(raw.get("suits", [])),
        mistakes=mistakes,
        trap=str(raw.get("trap") or ("meaning" if raw.get("meaning_only") else "none")),
        meaning_only=bool(raw.get("meaning_only")),
    )
