"""Outlines of boxes and lines as drawing commands, the same for SVG and PNG."""

from dataclasses import dataclass
from typing import Literal

from service.drawing.picture import State
from service.drawing.places import Box, Link

_CUT = 12.0  # corners cut off an open slot
_ROUNDING: dict[State, float] = {"single_source": 14.0, "project": 22.0}
_ARC = 0.5523  # how far a cubic curve's handles reach to draw a quarter of a circle
_ARROW = (8.0, 4.0)


@dataclass(frozen=True)
class Command:
    """Move, line or cubic curve to the last of the points; «Z» closes and has none."""

    letter: Literal["M", "L", "C", "Z"]
    points: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class Frame:
    """The rectangle around an outline: its centre and size."""

    x: float
    y: float
    width: float
    height: float


def frame(box: Box) -> Frame:
    """The place of a box."""
    return Frame(box.x, box.y, box.label.width, box.label.height)


def outline(state: State, around: Frame) -> tuple[Command, ...]:
    """The shape that tells a state: square, rounded, cut corners, or an ellipse for a consumer."""
    if state == "consumer":
        return _rounded(around, around.width / 2, around.height / 2)
    if state == "open":
        cut = min(_CUT, around.height / 3)
        return _cornered(around, cut)
    radius = min(_ROUNDING.get(state, 0.0), around.height / 2)
    return _rounded(around, radius, radius) if radius else _cornered(around, 0.0)


def link_line(link: Link) -> tuple[Command, ...]:
    """Level to the bend, then an S to where the arrow begins."""
    start, end = (link.source.right, link.source.y), (link.target.left - _ARROW[0], link.target.y)
    middle = (link.bend + end[0]) / 2
    bend = (link.bend, start[1])
    return (
        Command("M", (start,)),
        Command("L", (bend,)),
        Command("C", ((middle, start[1]), (middle, end[1]), end)),
    )


def arrow(link: Link) -> tuple[Command, ...]:
    """The tip at the target."""
    x, y = link.target.left, link.target.y
    length, half = _ARROW
    return _closed((x - length, y - half), (x, y), (x - length, y + half))


def _cornered(around: Frame, cut: float) -> tuple[Command, ...]:
    left, right = around.x - around.width / 2, around.x + around.width / 2
    top, bottom = around.y - around.height / 2, around.y + around.height / 2
    if not cut:
        return _closed((left, top), (right, top), (right, bottom), (left, bottom))
    return _closed(
        (left + cut, top),
        (right - cut, top),
        (right, top + cut),
        (right, bottom - cut),
        (right - cut, bottom),
        (left + cut, bottom),
        (left, bottom - cut),
        (left, top + cut),
    )


def _rounded(around: Frame, rx: float, ry: float) -> tuple[Command, ...]:
    """Clockwise from the top side; with radii of half the size it is an ellipse."""
    x, y, half_width, half_height = around.x, around.y, around.width / 2, around.height / 2
    commands = [Command("M", ((x - half_width + rx, y - half_height),))]
    for sx, sy in ((1, -1), (1, 1), (-1, 1), (-1, -1)):
        corner = (x + sx * half_width, y + sy * half_height)
        beside, along = (corner[0], corner[1] - sy * ry), (corner[0] - sx * rx, corner[1])
        beside_handle = (corner[0], corner[1] - sy * ry * (1 - _ARC))
        along_handle = (corner[0] - sx * rx * (1 - _ARC), corner[1])
        if sx * sy < 0:  # top right and bottom left: from the level side into the upright one
            commands += [Command("L", (along,)), Command("C", (along_handle, beside_handle, beside))]
        else:
            commands += [Command("L", (beside,)), Command("C", (beside_handle, along_handle, along))]
    return (*commands, Command("Z"))


def _closed(first: tuple[float, float], *others: tuple[float, float]) -> tuple[Command, ...]:
    return (Command("M", (first,)), *(Command("L", (point,)) for point in others), Command("Z"))
