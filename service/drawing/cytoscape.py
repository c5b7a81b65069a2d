"""A picture as elements of cytoscape.js with preset places."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from service.drawing.labels import FONTS
from service.drawing.layout import CHANNEL, layout
from service.drawing.picture import Candidate, Picture
from service.drawing.places import Box, Layout, Link
from service.drawing.texts import text_width, wrapped

_CANDIDATES_WIDTH = 260.0
_CANDIDATES_LINE = 13.0  # height in pixels
_CANDIDATES_EDGE = 6.0


def cytoscape_json(picture: Picture) -> Markup:
    """Safe inside a script element; has `candidates` only if a slot has some."""
    placed = layout(picture)
    graph: dict[str, Any] = {
        "width": placed.width,
        "height": placed.height,
        "elements": [*map(_node, placed.boxes), *map(_edge, placed.links)],
    }
    if candidates := [element for pair in _candidates(placed) for element in pair]:
        graph["candidates"] = candidates
    return htmlsafe_json_dumps(graph, dumps=partial(json.dumps, ensure_ascii=False))


def _node(box: Box) -> dict[str, Any]:
    data = {
        "id": box.node.id,
        "label": "\n".join(line.text for line in box.label.lines),
        "state": box.node.state,
        "width": box.label.width,
        "height": box.label.height,
        "url": f"#slot-{box.node.id}" if box.node.layer == "input" else box.node.url,
    }
    return {"group": "nodes", "data": data, "position": {"x": box.x, "y": box.y}}


def _edge(link: Link) -> dict[str, Any]:
    """An S between the bend and the target, after a level piece if the source stands further left.

    cytoscape.js joins control points by quadratic curves that meet half-way between two of them, and wants
    each point as a part of the way from centre to centre and a distance from it.
    """
    source, target = link.source, link.target
    middle = (link.bend + target.left) / 2
    points = [(middle, source.y), (middle, target.y)]
    if link.bend > source.right:
        points.insert(0, (2 * link.bend - middle, source.y))
    dx, dy = target.x - source.x, target.y - source.y
    length = (dx**2 + dy**2) ** 0.5
    data = {
        "id": f"{source.node.id}>{target.node.id}",
        "source": source.node.id,
        "target": target.node.id,
        "weights": [((x - source.x) * dx + (y - source.y) * dy) / length**2 for x, y in points],
        "distances": [((y - source.y) * dx - (x - source.x) * dy) / length for x, y in points],
    }
    return {"group": "edges", "data": data}


def _candidates(placed: Layout) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """For each slot with candidates a box left of all slots, level with it, and the edge between."""
    slots = [box for box in placed.boxes if box.node.layer == "input"]
    x = min((box.left for box in slots), default=0.0) - CHANNEL / 2 - _CANDIDATES_WIDTH / 2
    for i, box in enumerate(slots):
        if not box.node.candidates:
            continue
        neighbours = slots[max(i - 1, 0) : i] + slots[i + 1 : i + 2]
        room = min((abs(box.y - other.y) for other in neighbours), default=box.label.height)
        lines = _shortened(box.node.candidates, int((room - _CANDIDATES_EDGE) / _CANDIDATES_LINE))
        data = {
            "id": f"candidates:{box.node.id}",
            "label": "\n".join(lines),
            "state": "candidates",
            "width": _CANDIDATES_WIDTH,
            "height": len(lines) * _CANDIDATES_LINE + _CANDIDATES_EDGE,
            "url": f"#slot-{box.node.id}",
        }
        node = {"group": "nodes", "data": data, "position": {"x": x, "y": box.y}}
        edge = {"id": f"candidates>{box.node.id}", "source": data["id"], "target": box.node.id}
        yield node, {"group": "edges", "data": edge, "classes": "candidates"}


def _shortened(candidates: tuple[Candidate, ...], num_lines: int) -> list[str]:
    """As many as there is room for, and how many more there are."""
    shown = candidates if len(candidates) <= num_lines else candidates[: max(num_lines - 1, 1)]
    more = len(candidates) - len(shown)
    return [*map(_candidate_line, shown), *([f"ещё {more}"] if more else [])]


def _candidate_line(candidate: Candidate) -> str:
    """A long name is cut, the word of the grade is not."""
    size, grade = FONTS["note"].size, f" — {candidate.grade}"
    room = _CANDIDATES_WIDTH - 2 * _CANDIDATES_EDGE - text_width(grade, size)
    return "".join(wrapped(candidate.company, room, size, num_lines=1)) + grade
