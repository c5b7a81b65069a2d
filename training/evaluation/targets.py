"""What the figures have to reach, beside what they reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

REACHED, MISSED, NOT_MEASURED = "достигнуто", "не достигнуто", "не измерено"

CATALOGUE, PRODUCER, SECTION = "need_to_catalogue", "item_to_producer", "item_to_section"
HEADLINE, EACH_TRAP = 0.90, 0.80
FITS_PRECISION, FITS_COVERAGE = 0.90, 0.60
CALIBRATION_ERROR, BRIER_SKILL = 0.05, 0.2

TRAPS = {
    "direction": "направление",
    "grade": "марка, размер",
    "homonym": "омонимы",
    "kind": "товар, работа или оборудование",
    "meaning": "только смысл",
    "negation": "отрицание",
    "nobody": "никто не подходит",
    "place": "место",
    "none": "без ловушки",
}
NEEDS = {
    "demo": "потребности демо",
    "control_choosing": "контроль для выбора",
    "control_judging": "контроль для суда",
}


@dataclass(frozen=True)
class Target:
    """A figure by its path in evaluation.json, and the bound it has to keep."""

    title: str
    path: tuple[str, ...]
    bound: float
    at_most: bool = False

    def judged(self, figures: Mapping[str, Any]) -> dict[str, Any]:
        """The target with the figure found and the verdict in words."""
        found: Any = figures
        for key in self.path:
            found = found.get(key) if isinstance(found, Mapping) else None
        value = found["mean"] if found else None
        return {
            "title": self.title,
            "bound": self.bound,
            "at_most": self.at_most,
            "found": found,
            "verdict": self._verdict(value),
        }

    def _verdict(self, value: float | None) -> str:
        if value is None:
            return NOT_MEASURED
        kept = value <= self.bound if self.at_most else value >= self.bound
        return REACHED if kept else MISSED


def judged_targets(figures: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every target, in the order of the report."""
    return [target.judged(figures) for target in TARGETS]


def _of_needs(key: str, title: str) -> list[Target]:
    whole = Target(f"{title}: верные первые три", (key, "headline"), HEADLINE)
    traps = [
        Target(f"{title}, ловушка «{name}»", (key, "by_trap", trap), EACH_TRAP)
        for trap, name in TRAPS.items()
        if trap != "none"
    ]
    return [whole, *traps]


def _of_ranking(name: str, measure: str, bound: float) -> Target:
    return Target(f"{name}: {measure}", ("benchmarks", name, "Связка", "measures", measure), bound)


TARGETS = (
    *(target for key, title in NEEDS.items() for target in _of_needs(key, title)),
    _of_ranking(CATALOGUE, "nDCG@10", 0.86),
    _of_ranking(CATALOGUE, "hit@1", 0.80),
    _of_ranking(PRODUCER, "nDCG@10", 0.68),
    _of_ranking(SECTION, "nDCG@10", 0.75),
    Target("«подходит»: доля верных", ("fits", "precision"), FITS_PRECISION),
    Target("«подходит»: доля потребностей, получивших такую компанию", ("fits", "coverage"), FITS_COVERAGE),
    Target(
        "ошибка калибровки первых трёх", ("calibration", "calibration_error"), CALIBRATION_ERROR, at_most=True
    ),
    Target("выигрыш Бриера против базовой доли", ("calibration", "brier_skill"), BRIER_SKILL),
)
