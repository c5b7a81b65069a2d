"""Sizes of several sides: 600×300×200, 2,4×32 м, 3х2,5 of a cable; sides may be ranges or lists."""

import re
from collections.abc import Iterator

from models.specifications.fact import Fact
from models.specifications.numbers import NUMBER
from models.specifications.values import Range, Rule, Size

_SIDE = rf"(?:{NUMBER}(?:(?:-|–|…|/){NUMBER})*|\({NUMBER}(?:\s?[-–…/,]\s?{NUMBER})*\))"
_UNIT = r"(?P<unit>мм|см|mm|cm|м|m)(?![^\W_])"
_TIMES = re.compile(r"\s?(?:мм|см|м)?\s?[xх×*]\s?")
_SIZE = re.compile(
    rf"(?<![\w.,/+-])(?P<body>{_SIDE}(?:{_TIMES.pattern}{_SIDE}){{1,3}})\s?(?:{_UNIT})?"
    r"(?!\w|\s?(?:т|тн|тонн|кг|шт|квт|ч|вт|мпа|бар)(?!\w))"
)
_NUMBER = re.compile(NUMBER)
_RANGE = re.compile(r"[-–…]")
_CABLE = re.compile(r"кабел|провод(?!ник)|ввг|пвс|(?<!\w)сип(?!\w)|жил[аыу]?(?!\w)|пу[гв]в|кг-?хл|кпс|мкэ?шв")
# sides of a room or of a tool's table are no sides of what is sold
_PLACE = re.compile(
    r"(?:про[её]м\w*|площадк\w+|помещени\w+|цех\w*|пятн\w+|участ\w+|стол\w*|зон\w+|бокс\w*|посадочн\w+)\s+(?:\w+\s+)?$"
)
_MILLIMETRES = {"мм": 1.0, "mm": 1.0, "см": 10.0, "cm": 10.0, "м": 1000.0, "m": 1000.0}
_BETWEEN = re.compile(r"\s?(?:…|\.{2,3}|[–—-]|\bдо\b)\s?")
_LONGEST = 200_000.0
_MOST = 12  # numbers in the list of one side: «100/150/200х600»
_NEAR = 80  # characters before a size that tell what has it


def sizes(low: str) -> Iterator[Fact]:
    """The sizes of a folded text in millimetres where a unit is written; cross-sections of cables apart."""
    cable = bool(_CABLE.search(low))
    last: Fact | None = None
    for match in _SIZE.finditer(low):
        if _PLACE.search(low, max(0, match.start() - _NEAR), match.start()):
            continue
        fact = _fact(match, cable)
        if last and _BETWEEN.fullmatch(low[last.end : match.start()]):
            last = _joined(last, fact)
            continue
        if last:
            yield last
        last = fact
    if last:
        yield last


def _fact(match: re.Match[str], cable: bool) -> Fact:
    sides = tuple(_side(part) for part in _TIMES.split(match["body"]))
    factor = _MILLIMETRES.get(match["unit"] or "")
    if cable and factor is None:
        return Fact("Сечение", "", (Size(sides, False),), *match.span("body"), Rule.EXACT)
    if factor and max(r.high for side in sides for r in side) * factor > _LONGEST:
        factor = None  # «600х250 м» is a slip
    scaled = tuple(tuple(r.scaled(factor or 1.0) for r in side) for side in sides)
    return Fact("Размер", "", (Size(scaled, factor is not None),), *match.span("body"), Rule.NEAR)


def _joined(first: Fact, last: Fact) -> Fact:
    """«3×1,5 … 5×240»: each side goes from the one to the other."""
    a, b = first.values[0], last.values[0]
    if not (isinstance(a, Size) and isinstance(b, Size)) or len(a.sides) != len(b.sides):
        return last
    sides = tuple(
        (Range(min(r.low for r in x + y), max(r.high for r in x + y)),)
        for x, y in zip(a.sides, b.sides, strict=True)
    )
    return Fact(first.name, "", (Size(sides, b.has_unit),), first.start, last.end, first.rule)


def _side(part: str) -> tuple[Range, ...]:
    numbers = [float(n.replace(",", ".")) for n in _NUMBER.findall(part)]
    if _RANGE.search(part) and len(numbers) == 2 and numbers[0] <= numbers[1]:
        return (Range(numbers[0], numbers[1]),)
    return tuple(Range(n, n) for n in numbers[:_MOST])
