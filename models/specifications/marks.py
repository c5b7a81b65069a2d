"""Marks of the trade: a letter and a number that mean a property of a certain thing."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import inf

from models.specifications.fact import Fact
from models.specifications.numbers import ranges, series, span
from models.specifications.subjects import subject
from models.specifications.values import Range, Rule

_ROUND = frozenset({*range(50, 1000, 25), 1000, 1100, 1200})
_GRADES = frozenset({25, 35, 50, 75, *range(100, 601, 25), 700, 800, 900, 1000, 1200, 1400})
_CLASSES = frozenset(
    {0.35, 0.5, 0.75, 1, 1.5, 2, 2.5, 3.5, 5, 7.5, 10, 12.5, 15, 20, 22.5, 25, 27.5, *range(30, 85, 5)}
)
_CYCLES = frozenset({15, 25, 35, 50, 75, 100, 150, 200, 300, 400, 500, 600, 800, 1000})
_BORES = frozenset(
    {6, 8, 10, 15, 20, 25, 32, 40, 50, 65, 80, 100, 125, 150, 175, 200, 250, 300, 350, *range(400, 2401, 50)}
)
_BARS = frozenset({2.5, 4, 6, 10, 12.5, 16, 20, 25, 32, 40, 63, 64, 80, 100, 160, 250, 320})
_CONCRETE = (
    r"бетон|блок|жби|плит|сва[йияею]|раствор|панел|кольц|фбс|лот[ок]|балк|камн|камен|марш|арболит|труб|"
    r"перемыч|колонн|ригел|борт"
)
_CELLULAR = r"газоб|пеноб|ячеист|полистиролбет|керамзитоб|автоклав|арболит|блок|теплоизоляц"
_GRATING = r"решетк|лот[ок]|дождепри|\bлюк|трап"
_FASTENER = (
    r"болт|гайк|гаек|шпильк|винт(?!ов\w+\s+сва)|резьб|шайб|анкер|саморез|метиз|гровер|шуруп|дюбел|крепеж|"
    r"наконечник"
)


@dataclass(frozen=True)
class Mark:
    """How a mark is written (letters of both alphabets), what may follow, and of which things it is said."""

    name: str
    letters: str
    rule: Rule
    allowed: frozenset[float] | frozenset[int] | None = None
    about: str = ""  # stems, one of which must stand in the text
    subject: Callable[[str, int], str | None] | None = None


MARKS = (
    Mark("Плотность", r"[dд][ -]?", Rule.EXACT, _ROUND, _CELLULAR),
    Mark(
        "Класс нагрузки",
        r"[aа][ -]?(?=15)|[bв][ -]?(?=125)|[cс][ -]?(?=250)|d[ -]?(?=400)|[eе][ -]?(?=600)|f[ -]?(?=900)",
        Rule.BETTER,
        None,
        _GRATING,
    ),
    Mark("Класс прочности", r"[bв]", Rule.OPEN, _CLASSES, _CONCRETE),
    Mark("Марка", r"[mм][ -]?|марк[аиеойу]{1,2}\s+", Rule.OPEN, _GRADES, subject=subject),
    Mark("Морозостойкость", r"f[ -]?|морозостойкост\w+\s+", Rule.BETTER, _CYCLES),
    Mark("Водонепроницаемость", r"w[ -]?", Rule.BETTER, frozenset(range(2, 22, 2))),
    Mark(
        "Резьба",
        r"[mм][ -]?",
        Rule.EXACT,
        frozenset({3, 4, 5, 6, 8, *range(10, 66, 2), 27, 33, 39, 45}),
        _FASTENER,
    ),
    Mark("Условный проход", r"(?:ду|dn|dy|dу|ду\s?=)[ .=-]?", Rule.EXACT, _BORES),
    Mark("SDR", r"sdr[ -]?", Rule.EXACT),
    Mark("Номинальное давление", r"(?:ру|pn|py|pу|рn|рy)[ .=-]?", Rule.BETTER, _BARS),
    Mark("Кольцевая жёсткость", r"(?:sn|сн)[ -]?", Rule.BETTER, frozenset({2, 4, 6, 8, 10, 12, 16, 24})),
    Mark(
        "Огнестойкость",
        r"r?ei[swtws]{0,2}[ -]?|еи[ -]?",
        Rule.BETTER,
        frozenset({15, 30, 45, 60, 90, 120, 150, 180, 240}),
    ),
    Mark("Полиэтилен", r"(?:пэ|pe)[ -]?", Rule.EXACT, frozenset({32, 63, 80, 100})),
    Mark("Модуль крупности", r"(?:[mм]к|модул\w+(?:\s+крупности)?)[ .=-]?\s?", Rule.EXACT),
    Mark("Показатель текучести", r"птр\s?", Rule.EXACT),
    Mark("Степень защиты", r"ip[ -]?", Rule.OPEN, frozenset(range(20, 70))),
    Mark("Класс обстрела", r"[бb][рp][ -]?", Rule.BETTER, frozenset(range(1, 7))),
)
_WRITTEN = {mark.name: series(mark.letters) for mark in MARKS}
_ABOUT = {mark.name: re.compile(mark.about) for mark in MARKS if mark.about}
_PRODUCT_AFTER = re.compile(r"\s?[xх×*.]\s?\d|[.,]\d|\s?/\s?\d|[^\W\d_]")
_EXACT_GRADES = frozenset({"цемент", "керамзит", "перлит"})
# «Ру 1,6» is in MPa, «Ру16» in bars
_MEGAPASCALS = {0.6: 6.0, 1.0: 10.0, 1.6: 16.0, 4.0: 4.0, 6.3: 63.0}


def marks(low: str) -> Iterator[Fact]:
    """The marks of a folded text."""
    for mark in MARKS:
        if mark.about and not _ABOUT[mark.name].search(low):
            continue
        for match in _WRITTEN[mark.name].finditer(low):
            fact = _fact(mark, match, low)
            if fact:
                yield fact


def _fact(mark: Mark, match: re.Match[str], low: str) -> Fact | None:
    values = ranges(match)
    tail = _PRODUCT_AFTER.match(low, match.end("body"))
    if not values or not all(_allowed(mark, value) for value in values):
        return None
    if tail and mark.name not in (
        "Резьба",
        "Марка",
        "Огнестойкость",
        "Модуль крупности",
        "Показатель текучести",
    ):
        return None
    if mark.name == "Номинальное давление":
        values = tuple(
            Range(_MEGAPASCALS.get(v.low, v.low), _MEGAPASCALS.get(v.high, v.high)) for v in values
        )
    said_of, rule = "", mark.rule
    if mark.subject:
        found = mark.subject(low, match.start("body"))
        if found is None or found in ("песок", "добавка"):
            return None
        said_of, rule = found, Rule.EXACT if found in _EXACT_GRADES else rule
    return Fact(mark.name, said_of, values, *span(match), rule)


def _allowed(mark: Mark, value: Range) -> bool:
    return mark.allowed is None or all(x in mark.allowed for x in (value.low, value.high) if abs(x) < inf)
