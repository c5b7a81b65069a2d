"""Colours of a picture on white paper; app.css has those of a dark screen.

A slot is told by its shape, border and words first: filled is tinted and solid, single-source pale and
dashed, open white with a thick border. Blue, ochre and vermilion differ for colour-blind readers too.
"""

from dataclasses import dataclass

from service.drawing.picture import State

PAPER = "#ffffff"
INK = "#1f2933"
PALE_INK = "#4b5563"
LINK = "#7b8794"


@dataclass(frozen=True)
class Look:
    """How a box is filled and bordered; the border's colour is that of its state word too."""

    fill: str
    stroke: str
    stroke_width: float
    dash: tuple[float, ...] = ()


LOOKS: dict[State, Look] = {
    "filled": Look("#cfe2f3", "#0b4a78", 1.5),
    "single_source": Look("#fdf0d5", "#7a4d00", 1.8, (6, 4)),
    "open": Look("#ffffff", "#a8320f", 3),
    "project": Look("#e2f3ef", "#0b6b5d", 2),
    "consumer": Look("#eceff3", "#4b5563", 1.5),
}
