"""What a drawing is made of: shapes and texts that belong together."""

from dataclasses import dataclass

from service.drawing.labels import FONTS, LineStyle
from service.drawing.outlines import Command
from service.drawing.palette import Look

_BASELINE = 0.36  # from the middle of a line down, in font sizes


@dataclass(frozen=True)
class Shape:
    """An outline in its look."""

    commands: tuple[Command, ...]
    look: Look


@dataclass(frozen=True)
class Text:
    """One line of text on its baseline."""

    text: str
    x: float
    y: float
    style: LineStyle
    colour: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Part:
    """Shapes and texts that belong together; `kind` names the part for style sheets."""

    kind: str
    shapes: tuple[Shape, ...] = ()
    texts: tuple[Text, ...] = ()
    tooltip: str = ""


@dataclass(frozen=True)
class Composition:
    """Everything that is drawn, from back to front."""

    parts: tuple[Part, ...]
    width: float
    height: float


def baseline(top: float, style: LineStyle) -> float:
    """Where the letters of a line stand whose upper edge is at `top`."""
    font = FONTS[style]
    return top + font.line_height / 2 + font.size * _BASELINE
