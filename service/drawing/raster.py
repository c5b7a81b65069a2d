"""A composition drawn by matplotlib; its bundled DejaVu Sans has Cyrillic on every machine."""

from io import BytesIO

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from service.drawing.labels import FONTS
from service.drawing.palette import PAPER
from service.drawing.parts import Composition, Shape, Text

_POINTS_PER_INCH = 72  # in a figure of width / 72 inches a point is a pixel
_MOST_DOTS = 24_000_000  # 100 MB while drawing
_LONGEST_SIDE = 30_000  # matplotlib can do twice as much
_CODES = {"M": (Path.MOVETO,), "L": (Path.LINETO,), "C": (Path.CURVE4,) * 3, "Z": (Path.CLOSEPOLY,)}


def draw_png(drawn: Composition, scale: float) -> bytes:
    """A PNG file with `scale` dots a pixel, fewer for a very large drawing."""
    width, height = drawn.width, drawn.height
    scale = min(scale, (_MOST_DOTS / (width * height)) ** 0.5, _LONGEST_SIDE / max(width, height))
    size = (width / _POINTS_PER_INCH, height / _POINTS_PER_INCH)
    figure = Figure(figsize=size, dpi=_POINTS_PER_INCH * scale, facecolor=PAPER)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
    axes.set_axis_off()
    # each part over those before it
    for order, part in enumerate(drawn.parts):
        for shape in part.shapes:
            axes.add_patch(_patch(shape, order))
        for text in part.texts:
            _write(axes, text, order)
    target = BytesIO()
    figure.savefig(target, format="png", dpi=figure.dpi)
    return target.getvalue()


def _patch(shape: Shape, order: int) -> PathPatch:
    look = shape.look
    # a closing command has no point of its own in a drawing, but one that is ignored in a matplotlib path
    vertices = [point for command in shape.commands for point in command.points or ((0.0, 0.0),)]
    codes = [code for command in shape.commands for code in _CODES[command.letter]]
    return PathPatch(
        Path(vertices, codes),
        facecolor=look.fill,
        edgecolor=look.stroke,
        linewidth=look.stroke_width,
        linestyle=(0, tuple(length / look.stroke_width for length in look.dash)) if look.dash else "solid",
        zorder=order,
    )


def _write(axes: Axes, text: Text, order: int) -> None:
    font = FONTS[text.style]
    axes.text(
        text.x,
        text.y,
        text.text,
        fontsize=font.size,
        fontweight="bold" if font.bold else "normal",
        fontfamily="DejaVu Sans",
        color=text.colour,
        horizontalalignment="left" if text.anchor == "start" else "center",
        verticalalignment="baseline",
        zorder=order + 0.5,
        parse_math=False,  # a price in $ is no formula
    )
