"""A picture as shapes and texts in their places: what SVG and PNG both draw."""

from collections.abc import Iterator

from data.chains.profiles import SLOT_STATES
from service.drawing.heading import heading, legend
from service.drawing.labels import FONTS, Line, text_height
from service.drawing.layout import MARGIN, layout
from service.drawing.outlines import arrow, frame, link_line, outline
from service.drawing.palette import INK, LINK, LOOKS, PALE_INK, Look
from service.drawing.parts import Composition, Part, Shape, Text, baseline
from service.drawing.picture import STATE_WORDS, Layer, Node, Picture
from service.drawing.places import Box, Column, Layout, Link

_LAYER_WORDS: dict[Layer, str] = {
    "input": "Что требуется",
    "project": "Проекты",
    "consumer": "Потребители",
}
_MIN_WIDTH = 440.0


def compose(picture: Picture) -> Composition:
    """Heading, legend, column titles, links and boxes."""
    placed = layout(picture)
    width = max(placed.width, _MIN_WIDTH)
    lines, bottom = heading(picture, width - 2 * MARGIN)
    keys, bottom = legend(picture, bottom, width)
    placed = placed.lowered(bottom + FONTS["column"].line_height - MARGIN / 2)
    titles = tuple(_column_title(column, bottom + 4) for column in placed.columns)
    return Composition(
        parts=(Part("heading", texts=(*lines, *titles)), *keys, *_drawn(placed)),
        width=width,
        height=placed.height,
    )


def describe(picture: Picture) -> str:
    """The picture in one sentence, for those who do not see it."""
    slots = ", ".join(f"{STATE_WORDS[state]} — {picture.count(state)}" for state in SLOT_STATES)
    return (
        f"Звенья: {len(picture.layer('input'))} ({slots}); проекты: {picture.count('project')};"
        f" потребители: {picture.count('consumer')}."
    )


def _column_title(column: Column, top: float) -> Text:
    middle = (column.left + column.right) / 2
    return Text(_LAYER_WORDS[column.layer], middle, baseline(top, "column"), "column", PALE_INK)


def _drawn(placed: Layout) -> Iterator[Part]:
    yield from (_link(link) for link in placed.links)
    yield from (_box(box) for box in placed.boxes)


def _link(link: Link) -> Part:
    line, tip = Look("none", LINK, 1.2), Look(LINK, "none", 0)
    return Part("link", (Shape(link_line(link), line), Shape(arrow(link), tip)))


def _box(box: Box) -> Part:
    look = LOOKS[box.node.state]
    texts, y = [], box.y - text_height(box.label.lines) / 2
    for line in box.label.lines:
        texts.append(Text(line.text, box.x, baseline(y, line.style), line.style, _colour(line, look)))
        y += FONTS[line.style].line_height
    return Part(
        f"node {box.node.state}",
        (Shape(outline(box.node.state, frame(box)), look),),
        tuple(texts),
        _tooltip(box.node),
    )


def _colour(line: Line, look: Look) -> str:
    return {"state": look.stroke, "note": PALE_INK}.get(line.style, INK)


def _tooltip(node: Node) -> str:
    state = STATE_WORDS[node.state]
    return "; ".join(part for part in (node.title, state, ", ".join(node.companies), node.note) if part)
