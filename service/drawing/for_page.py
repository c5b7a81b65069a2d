"""A picture made ready for its page: drawn, and described for cytoscape.js."""

from dataclasses import dataclass

from markupsafe import Markup

from service.drawing.cytoscape import cytoscape_json
from service.drawing.heading import KEY_HEIGHT, KEY_WIDTH, key
from service.drawing.picture import STATE_WORDS, Picture, State
from service.drawing.static import svg, svg_symbol

_KEY_EDGE = 2.0  # around a shape, for its border


@dataclass(frozen=True)
class PagePicture:
    """What `_chain_picture.html` shows; `legend` pairs a symbol with its word."""

    svg: Markup
    json: Markup
    legend: tuple[tuple[Markup, str], ...]
    is_empty: bool
    has_candidates: bool


def for_page(picture: Picture) -> PagePicture:
    """All forms of a picture that its page needs."""
    return PagePicture(
        svg=Markup(svg(picture)),  # noqa: S704 - ElementTree escapes
        json=cytoscape_json(picture),
        legend=tuple((_symbol(state), word) for state, word in STATE_WORDS.items()),
        is_empty=not picture.nodes,
        has_candidates=any(node.candidates for node in picture.nodes),
    )


def _symbol(state: State) -> Markup:
    width, height = KEY_WIDTH + 2 * _KEY_EDGE, KEY_HEIGHT + 2 * _KEY_EDGE
    return Markup(svg_symbol(key(state, _KEY_EDGE, _KEY_EDGE), width, height))  # noqa: S704 - no text of users
