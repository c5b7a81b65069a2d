"""How much a cubic metre of a bulk good weighs, so that tonnes and cubic metres can be compared."""

import csv
from functools import lru_cache

from data.phrases import Phrase
from data.references import FOLDER


def density_of(title: str) -> float | None:
    """Tonnes in a cubic metre of what heads a title, as it is delivered; None when unknown.

    «Песок речной» is sand, «Доставка песка» is not; of several names the longest counts.
    """
    heading = Phrase.heading(title)
    lengths = [(heading.length_of(name), density) for name, density in _densities()]
    longest = max(lengths, key=lambda pair: pair[0])
    return longest[1] if longest[0] else None


@lru_cache(maxsize=1)
def _densities() -> tuple[tuple[str, float], ...]:
    with (FOLDER / "densities.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return tuple((name.strip(), float(row["т/м³"])) for row in rows for name in row["words"].split(","))
