"""What is written in a box, and how large the box must be for it."""

from dataclasses import dataclass
from typing import Literal

from service.drawing.picture import STATE_WORDS, Layer, Node
from service.drawing.texts import wrapped

LineStyle = Literal["heading", "subtitle", "column", "name", "strong", "state", "note"]


@dataclass(frozen=True)
class Font:
    """Size and height of a line in pixels."""

    size: float
    line_height: float
    bold: bool = False


@dataclass(frozen=True)
class Line:
    """A line of text in one style."""

    text: str
    style: LineStyle


@dataclass(frozen=True)
class Label:
    """The lines of a box and its size."""

    lines: tuple[Line, ...]
    width: float
    height: float


FONTS: dict[LineStyle, Font] = {
    "heading": Font(18, 24, bold=True),
    "subtitle": Font(13, 18),
    "column": Font(12, 18, bold=True),
    "name": Font(13, 16),
    "strong": Font(14, 18, bold=True),
    "state": Font(11.5, 15),
    "note": Font(11.5, 15),
}
WIDTHS: dict[Layer, float] = {"input": 232, "project": 214, "consumer": 224}
_SIDE = 13
_PADDING = 9
_IN_ELLIPSE = 0.7  # a rectangle with this share of the width and of the height fits into an ellipse


def label(node: Node) -> Label:
    """Name, state word with companies, note; each cut to a few lines."""
    is_round = node.layer == "consumer"
    width = WIDTHS[node.layer]
    room = width * _IN_ELLIPSE if is_round else width - 2 * _SIDE
    name: LineStyle = "strong" if node.layer == "project" else "name"
    lines = (
        *_lines(node.title, name, room, 4 if name == "strong" else 3),
        *_lines(_state_text(node), "state", room, 2),
        *_lines(node.note, "note", room, 2),
    )
    height = text_height(lines)
    return Label(lines, width, height / _IN_ELLIPSE if is_round else height + 2 * _PADDING)


def text_height(lines: tuple[Line, ...]) -> float:
    """Height of lines one under another."""
    return sum(FONTS[line.style].line_height for line in lines)


def _lines(text: str, style: LineStyle, room: float, num_lines: int) -> tuple[Line, ...]:
    font = FONTS[style]
    return tuple(Line(line, style) for line in wrapped(text, room, font.size, font.bold, num_lines))


def _state_text(node: Node) -> str:
    companies = ", ".join(node.companies)
    if node.layer != "input":
        return companies
    return ": ".join(part for part in (STATE_WORDS[node.state], companies) if part)
