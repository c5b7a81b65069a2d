"""Fractions, bare diameters and thicknesses: numbers whose meaning only the noun before them gives."""

import re
from collections.abc import Iterator

from models.specifications.fact import Fact
from models.specifications.numbers import NUMBER, ranges, series
from models.specifications.values import Range, Rule

_GRAINS = (
    r"щеб[её]?н\w*|грави\w+|керамзит(?!об)\w*|крошк\w+|отсев\w*|гальк\w+|перлит\w*|гранул\w+|щпс\b|щгпс\b|пгс\b|"
    r"кварцпес\w+|пес(?:ок|ка|ку)\b|доломит\w*|мрамор\w*|известняк\w*|шунгит\w*|антрацит\w*|цеолит\w*|опилк\w+|щеп[аыу]\b"
)
_NAMED = series(r"(?:фракци\w+|фр\.?)\s?")
_BARE = re.compile(
    rf"(?:{_GRAINS})[^.;\d]{{0,40}}?(?<![\w.,/-])(?P<body>(?:{NUMBER})\s?[-–—/]\s?{NUMBER}"
    rf"(?:(?:,\s+|\s+и\s+|\s?/\s?){NUMBER}\s?[-–—]\s?{NUMBER})*)(?!\s?(?:[xх×*%]|т\b|м[³3²2]?\b|куб|руб|машин|день|дн|шт))"
)
_NO_FRACTION = re.compile(
    r"мк\b|модул|плотност|марк|насыпн|активност|тн\b|тонн|мм рт|час|влажност|прочност|пустот"
)
_PIPE = r"труб(?:а|ы|у|е|ой)?(?![^\W\d_])|гофр[аыу]|муфт[аыу]|тройник\w?"
_BAR = r"[аa]т?-?\s?\d{3,4}[сc]?|арматур[аыу](?!\s+(?:запорн|трубопров|фланц))|[вb][рp]-?1"
_PIPES = frozenset(
    {16, 20, 25, 32, 40, 50, 57, 63, 75, 76, 89, 90, 108, 110, 114, 125, 133, 140, 159, 160}
    | {180, 200, 219, 225, 250, 273, 280, 315, 325, 355, 377, 400, 426, 450, 500, 530, 560}
    | {630, 710, 720, 800, 820, 900, 1000, 1020, 1200}
)
_BARS = frozenset({3, 4, 5, 6, 6.5, 8, 10, 12, 14, 16, 18, 20, 22, 25, 28, 32, 36, 40})
_SORT = r"пнд|пэ|пвх|пп|ппр|[а-я]{4,20}(?:ая|ую|ой|ые|ый)|пэ\s?100|[аa]т?-?\d{3,4}[сc]?|[вb][рp]-?1"
_WORDS_BETWEEN = rf"(?:\s+(?:{_SORT})){{0,3}}\s+"
_OTHER_UNIT = r"т\b|тн|тонн|м\b|м[²³23]|шт|кг|пог|п\.|км|руб|год|куб|атм|бар|машин"
_AFTER = rf"(?:\s?мм)?(?!\s?(?:[xх×*°%/]|{_OTHER_UNIT}|[-–]\s?\d))"
_LIST = rf"(?P<body>{NUMBER}(?:(?:,\s+|\s+и\s+|\s?/\s?|\s?[-–]\s?){NUMBER})*)"
_SHEET = (
    r"лист\w{0,2}|фанер\w|геомембран\w|эппс|xps|минват\w|пенопласт\w?|утеплител\w|стекло|осп|osb|полоса|гкл"
)
_BARE_SIZES = (
    ("Диаметр", re.compile(rf"(?<![^\W_])(?:{_PIPE}){_WORDS_BETWEEN}{_LIST}{_AFTER}"), _PIPES),
    ("Диаметр", re.compile(rf"(?<![^\W_])(?:{_BAR}){_WORDS_BETWEEN}{_LIST}{_AFTER}"), _BARS),
    (
        "Толщина",
        re.compile(rf"(?<![^\W_])(?:{_SHEET})(?:\s+[^\W\d_]+){{0,2}}\s+{_LIST}\s?мм(?!\s?[xх×*]\s?\d)"),
        None,
    ),
    (
        "Толщина",
        re.compile(
            r"(?<![^\W_])геомембран\w(?:\s+[^\W\d_]+){0,2}\s+(?P<body>\d[.,]\d)(?!\s?(?:[xх×*-]|\d|м(?!м)|т))"
        ),
        None,
    ),
)


def grains(low: str) -> Iterator[Fact]:
    """The fractions of a folded text, in millimetres."""
    named = list(_NAMED.finditer(low))
    for match in named:
        yield Fact("Фракция", "", ranges(match), match.start(), match.end(), Rule.FRACTION)
    for match in _BARE.finditer(low):
        if any(found.start() < match.end("body") and match.start("body") < found.end() for found in named):
            continue
        said = low[match.start() : match.start("body")] + low[match.end() : match.end() + 12]
        values = _pairs(match["body"])
        if values and not _NO_FRACTION.search(said):
            yield Fact("Фракция", "", values, *match.span("body"), Rule.FRACTION)


def bare_sizes(low: str) -> Iterator[Fact]:
    """Diameters and thicknesses without a sign: «труба ПНД 160», «арматура А500С 12 и 16», «лист 4 мм»."""
    for name, pattern, usual in _BARE_SIZES:
        for match in pattern.finditer(low):
            values = tuple(_numbers(match["body"]))
            if values and (usual is None or all(v.low in usual and v.high in usual for v in values)):
                yield Fact(name, "", values, *match.span("body"), Rule.EXACT)


def _pairs(body: str) -> tuple[Range, ...]:
    numbers = [float(n.replace(",", ".")) for n in re.findall(NUMBER, body)]
    pairs = list(zip(numbers[::2], numbers[1::2], strict=False))
    return tuple(Range(a, b) for a, b in pairs) if all(a < b <= 300 for a, b in pairs) else ()


def _numbers(body: str) -> Iterator[Range]:
    for part in re.split(r",\s+|\s+и\s+|/", body):
        numbers = [float(n.replace(",", ".")) for n in re.findall(NUMBER, part)]
        if numbers:
            yield Range(numbers[0], numbers[-1])
