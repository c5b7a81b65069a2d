"""Values of specifications and how an offered one answers a wanted one."""

from dataclasses import dataclass
from enum import Enum
from itertools import permutations
from math import inf

State = str  # "agree", "conflict" or "unknown"


class Rule(Enum):
    """What may stand in for what is asked."""

    EXACT = "another value is another thing: М12 and М16"
    NEAR = "up to a fifth more or less is a question: a size"
    BETTER = "more is at least as good: F200 where F100 is asked"
    OPEN = "less is too little, more is a question for the supplier: В30 where В25 is asked"
    FRACTION = "grains: touching ranges differ, overlapping ones are a question"
    NAMED = "the same name agrees, another one says nothing: standards"


@dataclass(frozen=True)
class Range:
    """A number or all numbers between two; an open end is infinite."""

    low: float
    high: float

    def scaled(self, factor: float) -> "Range":
        """The same in another unit."""
        return Range(self.low * factor, self.high * factor)

    def meets(self, other: "Range") -> bool:
        """Whether they have a number in common, give or take the error of conversion."""
        slack = 1e-6 * max(1.0, *(abs(x) for x in (self.low, other.low) if abs(x) < inf), 1.0)
        return self.low <= other.high + slack and other.low <= self.high + slack


@dataclass(frozen=True)
class Size:
    """Sides in any order; a side may be a range or a list. In millimetres unless no unit was written."""

    sides: tuple[tuple[Range, ...], ...]
    has_unit: bool = True


Value = Range | Size | str
Sides = tuple[tuple[Range, ...], ...]

_UNITS = (1.0, 10.0, 0.1, 1000.0, 0.001, 100.0, 0.01)  # millimetres, centimetres and metres to each other
_SAME, _NEAR = 0.005, 0.2


def answer(wanted: Value, offered: Value, rule: Rule) -> State:
    """How an offered value answers a wanted one; values of different types say nothing of each other."""
    if isinstance(wanted, Range) and isinstance(offered, Range):
        return _fractions(wanted, offered) if rule is Rule.FRACTION else _ranges(wanted, offered, rule)
    if isinstance(wanted, Size) and isinstance(offered, Size):
        return _sizes(wanted, offered, rule)
    if isinstance(wanted, str) and isinstance(offered, str):
        if wanted == offered:
            return "agree"
        return "unknown" if rule is Rule.NAMED else "conflict"
    return "unknown"


def _ranges(wanted: Range, offered: Range, rule: Rule) -> State:
    if wanted.meets(offered):
        # «не больше 15 %» against «до 25 %»: it may well be 20
        wider = wanted.low == offered.low == -inf and offered.high > wanted.high
        weaker = wanted.high == offered.high == inf and offered.low < wanted.low
        return "unknown" if wider or weaker else "agree"
    if offered.low > wanted.high and wanted.low > -inf and rule in (Rule.BETTER, Rule.OPEN):
        return "agree" if rule is Rule.BETTER else "unknown"
    return "unknown" if rule is Rule.NAMED else "conflict"


def _fractions(wanted: Range, offered: Range) -> State:
    if wanted == offered:
        return "agree"
    overlap = min(wanted.high, offered.high) - max(wanted.low, offered.low)
    return "unknown" if overlap > 0 or wanted.low == wanted.high else "conflict"


def _sizes(wanted: Size, offered: Size, rule: Rule) -> State:
    """Sides of the shorter size must be found in the longer one, in whatever unit is not written."""
    known = (wanted.has_unit, offered.has_unit)
    units = (1.0,) if all(known) or (not any(known) and rule is Rule.EXACT) else _UNITS
    apart = min(_difference(wanted.sides, offered.sides, unit) for unit in units)
    return "agree" if apart < _SAME else "unknown" if rule is Rule.NEAR and apart <= _NEAR else "conflict"


def _difference(a: Sides, b: Sides, unit: float) -> float:
    """The largest relative difference of sides, in the order of sides that makes it smallest."""
    few, many = sorted((a, tuple(tuple(r.scaled(unit) for r in side) for side in b)), key=len)
    apart = [[_apart(x, y) for y in many] for x in few]
    orders = permutations(range(len(many)), len(few))
    return min(max(row[i] for row, i in zip(apart, order, strict=True)) for order in orders)


def _apart(a: tuple[Range, ...], b: tuple[Range, ...]) -> float:
    return min(_gap(x, y) / max(x.high, y.high, 1e-9) for x in a for y in b)


def _gap(x: Range, y: Range) -> float:
    return max(0.0, x.low - y.high, y.low - x.high)
