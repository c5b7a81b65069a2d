"""Small charts for pages: where bars, points and words stand; templates draw them beside a table twin."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 360  # fits a phone at its own size, so that words stay readable
BAR_CHART_HEIGHT, SQUARE = 150, 260
TOP, BOTTOM = 18, 20  # room for values above bars, for words below
LEFT = 34  # room for the scale of a line chart
FULLEST, WIDEST = 0.72, 44  # of the step from bar to bar; in dots


@dataclass(frozen=True)
class Value:
    """A number, what it is called on the axis, and how it is told above its bar."""

    label: str
    number: float
    told: str


@dataclass(frozen=True)
class Bar:
    """One bar; its words stand in the middle, at `middle`."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    value: Value


@dataclass(frozen=True)
class BarChart:
    """Bars side by side over one line."""

    title: str
    bars: tuple[Bar, ...]
    width: int = WIDTH
    height: int = BAR_CHART_HEIGHT

    @property
    def ground(self) -> float:
        """Where bars stand."""
        return self.height - BOTTOM


@dataclass(frozen=True)
class Estimate:
    """Both shares from 0 to 1: what was told, and what was found with the ends of its interval."""

    told: float
    found: float
    low: float
    high: float


@dataclass(frozen=True)
class Dot:
    """An estimate drawn: a point and the ends of its interval above and below."""

    x: float
    y: float
    top: float
    bottom: float


@dataclass(frozen=True)
class LineChart:
    """What was found against what was told, in a square from 0 to 1 on both sides, beside the diagonal."""

    title: str
    dots: tuple[Dot, ...]
    ticks: tuple[tuple[float, float, float], ...]  # share, where it stands below, where it stands aside
    width: int = WIDTH
    height: int = SQUARE
    left: int = LEFT
    top: int = TOP

    @property
    def ground(self) -> float:
        """Where the scale below stands."""
        return self.height - BOTTOM

    @property
    def line(self) -> str:
        """The points joined, as the attribute of a polyline."""
        return " ".join(f"{dot.x:.1f},{dot.y:.1f}" for dot in self.dots)


def bar_chart(title: str, values: Sequence[Value]) -> BarChart:
    """Bars from zero; the highest reaches the top."""
    most = max((value.number for value in values), default=0.0) or 1.0
    step = WIDTH / max(1, len(values))
    width = min(WIDEST, step * FULLEST)
    room = BAR_CHART_HEIGHT - TOP - BOTTOM
    bars = []
    for position, value in enumerate(values):
        middle, height = (position + 0.5) * step, room * max(0.0, value.number) / most
        bars.append(Bar(middle - width / 2, TOP + room - height, width, height, middle, value))
    return BarChart(title, tuple(bars))


def reliability_chart(title: str, estimates: Sequence[Estimate]) -> LineChart:
    """Points in order of what was told."""

    def across(share: float) -> float:
        return LEFT + share * (WIDTH - LEFT - TOP)

    def up(share: float) -> float:
        return SQUARE - BOTTOM - share * (SQUARE - BOTTOM - TOP)

    ordered = sorted(estimates, key=lambda estimate: estimate.told)
    dots = tuple(Dot(across(e.told), up(e.found), up(e.high), up(e.low)) for e in ordered)
    ticks = tuple((share, across(share), up(share)) for share in (0.0, 0.25, 0.5, 0.75, 1.0))
    return LineChart(title, dots, ticks)
