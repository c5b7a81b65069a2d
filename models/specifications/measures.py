"""Measures with a unit or a name: толщина 100 мм, 1,2 МПа, 10 кВ, кран 25 т."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType

from models.specifications.fact import Fact
from models.specifications.numbers import ranges, series, span
from models.specifications.values import Rule

_MM = {"мм": 1.0, "mm": 1.0, "см": 10.0, "м": 1000.0}
_TONNES = {"т": 1.0, "тн": 1.0, "тонн": 1.0, "тонны": 1.0}
_METRES = {"м": 1.0, "метр": 1.0, "метра": 1.0, "метров": 1.0}
_CUBES = {"м3": 1.0, "м³": 1.0, "куб": 1.0, "куба": 1.0, "кубов": 1.0, "л": 0.001, "литров": 0.001}
_GAP = r"(?:\s+[^\W\d_]+){0,2}?\s+"  # «кран козловой 12,5 т»
_LIFT = (
    r"(?:авто|гидро)?кран(?!т)(?:ы|а|ом|ов)?|башенник\w*|манипулятор\w*|кму|г/п|грузоподъемност\w+|таль|тельфер|"
    r"домкрат\w*|погрузчик\w*|самосвал\w*|трал(?:а|ом)?|весы"
)
_ELECTRIC = r"кабел|трансформ|подстанц|ктп|напряжен|(?<!\w)вл(?!\w)|электр|ячейк|провод|генератор|сип"
_BOOM = r"(?:авто)?(?:бетоно)?насос(?:а|ом|ы)?|(?:авто)?вышк\w+|агп|подъемник\w*|стрел\w+"
_VESSEL = (
    r"емкост\w+|бак(?:а|и|ов)?|резервуар\w*|сосуд\w*|бункер\w*|ковш\w*|силос\w*|септик\w*|цистерн\w*|"
    r"объем(?:ом)?"
)


@dataclass(frozen=True)
class Measure:
    """A named quantity: words that announce it (none: the unit alone does) and units with their factors."""

    name: str
    rule: Rule
    units: dict[str, float] = field(default_factory=dict)
    before: str = ""
    bare: float = 0.0  # factor when no unit is written; 0: a unit is needed
    about: str = ""  # stems, one of which must stand in the text
    not_after: str = ""  # words before it that make it another quantity


MEASURES = (
    Measure("Толщина", Rule.EXACT, _MM, r"(?<!приведенная )толщин\w+\s+", 1.0),
    Measure("Ширина", Rule.EXACT, _MM, r"ширин\w+\s+"),
    Measure("Длина", Rule.EXACT, _MM, r"(?:длин\w+\s+|дл\.\s?|l\s?=\s?)"),
    Measure("Диаметр", Rule.EXACT, _MM, r"(?:ø|∅|⌀|ф|диаметр\w*\s+|д\.\s?|d\s?=\s?)\s?", 1.0),
    Measure("Давление", Rule.BETTER, {"мпа": 1.0, "бар": 0.1, "атм": 0.1, "кгс/см2": 0.1, "кгс/см²": 0.1}),
    Measure(
        "Прочность на сжатие",
        Rule.OPEN,
        {"кпа": 1.0},
        not_after=r"(?:нагрузк|отрыв|вакуум|напор)[^.;]{0,25}$",
    ),
    Measure("Мощность", Rule.OPEN, {"квт": 1.0, "мвт": 1000.0}),
    Measure("Напряжение", Rule.EXACT, {"кв(?!\\.|\\s?м|арт)": 1.0}, about=_ELECTRIC),
    Measure("Температура", Rule.NAMED, {"°с": 1.0, "°": 1.0, "град": 1.0, "градусов": 1.0}),
    Measure("Грузоподъёмность", Rule.OPEN, _TONNES, rf"(?:{_LIFT}){_GAP}"),
    Measure("Вылет", Rule.OPEN, _METRES, rf"(?:{_BOOM}){_GAP}"),
    Measure("Вместимость", Rule.OPEN, _CUBES, rf"(?:{_VESSEL})(?:{_GAP}|\s+)"),
    Measure("Плотность утеплителя", Rule.OPEN, {"кг/м3": 1.0, "кг/м³": 1.0}),
    Measure(
        "Производительность, м³/ч",
        Rule.OPEN,
        {"м3/ч": 1.0, "м³/ч": 1.0, "куб(?:ов)? в час": 1.0, "л/ч": 0.001},
    ),
    Measure(
        "Производительность, кг/ч",
        Rule.OPEN,
        {"кг/ч": 1.0, "т/ч": 1000.0, "кг в час": 1.0, "тонн в час": 1000.0},
    ),
)


def _pattern(measure: Measure) -> re.Pattern[str]:
    unit = "|".join(sorted(measure.units, key=len, reverse=True))
    tail = rf"\s?(?:{unit})(?![^\W_])"
    return series(measure.before, tail, prefix_in_list=measure.bare > 0)


_WRITTEN = MappingProxyType({measure.name: _pattern(measure) for measure in MEASURES})
_UNIT_AT_END = {
    measure.name: [
        (re.compile(rf"(?<!\w)\s?(?:{unit})$|(?<=\d)\s?(?:{unit})$"), factor)
        for unit, factor in measure.units.items()
    ]
    for measure in MEASURES
}
_OTHER_UNIT = re.compile(r"\s?(?:[xх×*]\s?\d|/|%|[^\W_]|°)")
_OTHER_WORD = re.compile(r"\s?(?:[xх×*]\s?\d|/\s?\d|%|кг|т\b|м[²³23]?\b|шт|градус|лет|год|раз|час|мин)")


def measures(low: str) -> Iterator[Fact]:
    """The measures of a folded text in one unit each."""
    for measure in MEASURES:
        if measure.about and not re.search(measure.about, low):
            continue
        for match in _WRITTEN[measure.name].finditer(low):
            factor = _factor(measure, match, low)
            before = low[max(0, match.start() - 40) : match.start()]
            if factor and not (measure.not_after and re.search(measure.not_after, before)):
                values = tuple(value.scaled(factor) for value in ranges(match))
                yield Fact(measure.name, "", values, *span(match), measure.rule)


def _factor(measure: Measure, match: re.Match[str], low: str) -> float:
    for unit, factor in _UNIT_AT_END[measure.name]:
        if unit.search(match["body"]):
            return (
                0.0
                if _OTHER_UNIT.match(low, match.end("body")) and not low[match.end("body")].isspace()
                else factor
            )
    return 0.0 if _OTHER_WORD.match(low, match.end("body")) else measure.bare
