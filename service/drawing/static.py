"""A picture as SVG and as PNG: for letters, reports, and pages without scripts."""

from xml.etree import ElementTree

from service.drawing.composing import compose, describe
from service.drawing.labels import FONTS
from service.drawing.outlines import Command
from service.drawing.palette import PAPER
from service.drawing.parts import Part, Shape, Text
from service.drawing.picture import Picture

_FONTS = "DejaVu Sans, Verdana, Arial, sans-serif"


def svg(picture: Picture) -> str:
    """An SVG element with real text, styled by attributes only: a page's policy lets them through."""
    drawn = compose(picture)
    root = _root(drawn.width, drawn.height)
    root.set("role", "img")
    ElementTree.SubElement(root, "title").text = picture.title
    ElementTree.SubElement(root, "desc").text = describe(picture)
    ElementTree.SubElement(root, "rect", {"class": "paper", "width": "100%", "height": "100%", "fill": PAPER})
    for part in drawn.parts:
        _add_part(root, part)
    return ElementTree.tostring(root, encoding="unicode")


def svg_symbol(part: Part, width: float, height: float) -> str:
    """One part alone, for a legend whose words stand beside it in HTML."""
    root = _root(width, height)
    root.set("aria-hidden", "true")
    _add_part(root, part)
    return ElementTree.tostring(root, encoding="unicode")


def png(picture: Picture, scale: float = 2.0) -> bytes:
    """The same drawing with `scale` dots a pixel, fewer for a very large one."""
    from service.drawing.raster import draw_png  # a second of matplotlib, and few requests draw

    return draw_png(compose(picture), scale)


def _root(width: float, height: float) -> ElementTree.Element:
    size = {"width": f"{width:g}", "height": f"{height:g}", "viewBox": f"0 0 {width:g} {height:g}"}
    return ElementTree.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **size, "font-family": _FONTS})


def _add_part(root: ElementTree.Element, part: Part) -> None:
    group = ElementTree.SubElement(root, "g", {"class": part.kind})
    if part.tooltip:
        ElementTree.SubElement(group, "title").text = part.tooltip
    for shape in part.shapes:
        ElementTree.SubElement(group, "path", _path_attributes(shape))
    for text in part.texts:
        ElementTree.SubElement(group, "text", _text_attributes(text)).text = text.text


def _path_attributes(shape: Shape) -> dict[str, str]:
    look = shape.look
    attributes = {"d": "".join(map(_written, shape.commands)), "fill": look.fill, "stroke": look.stroke}
    if look.stroke_width:
        attributes["stroke-width"] = f"{look.stroke_width:g}"
    if look.dash:
        attributes["stroke-dasharray"] = " ".join(f"{length:g}" for length in look.dash)
    return attributes


def _written(command: Command) -> str:
    return command.letter + " ".join(f"{x:.1f},{y:.1f}" for x, y in command.points)


def _text_attributes(text: Text) -> dict[str, str]:
    font = FONTS[text.style]
    attributes = {
        "class": text.style,
        "x": f"{text.x:.1f}",
        "y": f"{text.y:.1f}",
        "font-size": f"{font.size:g}",
        "text-anchor": text.anchor,
        "fill": text.colour,
    }
    return attributes | ({"font-weight": "bold"} if font.bold else {})
