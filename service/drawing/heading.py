"""What stands above the boxes: title, subtitle, and the legend of states."""

from dataclasses import replace

from data.chains.profiles import SLOT_STATES
from service.drawing.labels import FONTS, LineStyle
from service.drawing.layout import MARGIN
from service.drawing.outlines import Frame, outline
from service.drawing.palette import INK, LOOKS, PALE_INK
from service.drawing.parts import Part, Shape, Text, baseline
from service.drawing.picture import STATE_WORDS, Picture, State
from service.drawing.texts import text_width, wrapped

KEY_WIDTH, KEY_HEIGHT = 30.0, 18.0  # of a shape in a legend
_LEGEND_ROW = 26.0


def key(state: State, left: float, top: float, *words: Text) -> Part:
    """An entry of a legend: a small box in the shape and look of a state, and words."""
    look = LOOKS[state]
    thin = replace(look, stroke_width=min(look.stroke_width, 2.2), dash=tuple(d * 0.6 for d in look.dash))
    around = Frame(left + KEY_WIDTH / 2, top + KEY_HEIGHT / 2, KEY_WIDTH, KEY_HEIGHT)
    return Part(f"node key {state}", (Shape(outline(state, around), thin),), words)


def heading(picture: Picture, room: float) -> tuple[list[Text], float]:
    """Title and subtitle, and where they end."""
    styles: tuple[tuple[str, LineStyle, str], ...] = (
        (picture.title, "heading", INK),
        (picture.subtitle, "subtitle", PALE_INK),
    )
    texts, y = [], MARGIN
    for text, style, colour in styles:
        font = FONTS[style]
        for line in wrapped(text, room, font.size, font.bold, num_lines=3):
            texts.append(Text(line, MARGIN, baseline(y, style), style, colour, anchor="start"))
            y += font.line_height
    return texts, y + MARGIN / 2


def legend(picture: Picture, top: float, width: float) -> tuple[list[Part], float]:
    """Shapes of the slots' states with words and counts, and where they end."""
    parts, x = [], MARGIN
    for state in SLOT_STATES:
        text = f"{STATE_WORDS[state]}: {picture.count(state)}"
        taken = KEY_WIDTH + 8 + text_width(text, FONTS["subtitle"].size)
        if x > MARGIN and x + taken > width - MARGIN:
            x, top = MARGIN, top + _LEGEND_ROW
        y = baseline(top + (KEY_HEIGHT - FONTS["subtitle"].line_height) / 2, "subtitle")
        words = Text(text, x + KEY_WIDTH + 8, y, "subtitle", INK, anchor="start")
        parts.append(key(state, x, top, words))
        x += taken + 24
    return parts, top + _LEGEND_ROW + MARGIN / 2
