"""Where the boxes of a chain stand: a column for each layer, from left to right, in pixels.

Many inputs stand in two rows of bricks: each line of the left one passes between two boxes of the right one.
"""

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from math import inf
from statistics import fmean

from service.drawing.labels import WIDTHS, Label, label
from service.drawing.picture import LAYERS, Node, Picture
from service.drawing.places import Box, Column, Layout, Link

MARGIN = 20.0
CHANNEL = 78.0  # between layers, where links bend
CLEARANCE = 9.0  # between a box and a link that passes it
_BRICKS_FROM = 13  # as many inputs as this stand in two rows
_ROW_GAP = 16.0
_GROUP_GAP = 12.0  # between inputs of different projects


def layout(picture: Picture) -> Layout:
    """Inputs near the projects they feed, consumers near the projects that feed them."""
    projects = picture.layer("project")
    rank = {project.id: float(i) for i, project in enumerate(projects)}
    inputs = _near(picture.layer("input"), picture.targets, rank)
    consumers = _near(picture.layer("consumer"), picture.sources, rank)
    labels = {node.id: label(node) for node in picture.nodes}

    num_rows = 2 if len(inputs) >= _BRICKS_FROM else 1
    y = _stacked(inputs, labels, picture, num_rows)
    y |= _beside(projects, labels, picture, y)
    y |= _beside(consumers, labels, picture, y)
    columns = _columns(picture, num_rows)
    x = _across(inputs, projects, consumers, columns=columns)
    top = min((y[i] - labels[i].height / 2 for i in y), default=0.0) - MARGIN
    boxes = {n.id: Box(n, labels[n.id], x[n.id], y[n.id] - top) for n in (*inputs, *projects, *consumers)}
    bends = {column.layer: column.right for column in columns}
    return Layout(
        columns=columns,
        boxes=tuple(boxes.values()),
        links=tuple(
            Link(boxes[edge.source], boxes[edge.target], bends[boxes[edge.source].node.layer])
            for edge in picture.edges
        ),
        width=max((column.right for column in columns), default=0.0) + MARGIN,
        height=max((box.bottom for box in boxes.values()), default=0.0) + MARGIN,
    )


def _near(
    nodes: Sequence[Node], neighbours: Callable[[Node], tuple[str, ...]], rank: dict[str, float]
) -> tuple[Node, ...]:
    """Ordered by the mean place of their neighbours (barycentre); equal ones as given, strays last."""

    def barycentre(node: Node) -> float:
        return fmean(rank[i] for i in neighbours(node)) if neighbours(node) else inf

    return tuple(sorted(nodes, key=barycentre))


def _stacked(
    inputs: Sequence[Node], labels: dict[str, Label], picture: Picture, num_rows: int
) -> dict[str, float]:
    """Centres one under another, so close that neither boxes nor passing links touch a box."""
    steps = []
    for above, below in pairwise(inputs):
        heights = (labels[above.id].height, labels[below.id].height)
        step = sum(heights) / 2 + 2 * CLEARANCE if num_rows == 1 else max(heights) / 2 + CLEARANCE
        steps.append(step + _GROUP_GAP * (picture.targets(above) != picture.targets(below)))
    return dict(zip((node.id for node in inputs), accumulate(steps, initial=0.0), strict=False))


def _beside(
    nodes: Sequence[Node], labels: dict[str, Label], picture: Picture, y: dict[str, float]
) -> dict[str, float]:
    """Centres as near to the middle of what feeds each node as the room allows."""
    wanted: list[float] = []
    for node in nodes:
        sources = [y[i] for i in picture.sources(node)]
        wanted.append(fmean(sources) if sources else wanted[-1] if wanted else 0.0)
    heights = [labels[node.id].height for node in nodes]
    steps = (sum(pair) / 2 + 2 * CLEARANCE for pair in pairwise(heights))
    packed = [*accumulate(steps, initial=0.0)][: len(nodes)]  # as tight as can be
    # least squares under «each at least as far down as packed»: shifts from there must not fall
    from scipy.optimize import isotonic_regression  # slow to import, and most answers draw nothing

    shifts = isotonic_regression([w - p for w, p in zip(wanted, packed, strict=True)]).x if nodes else []
    return {node.id: float(p + s) for node, p, s in zip(nodes, packed, shifts, strict=True)}


def _columns(picture: Picture, num_rows: int) -> tuple[Column, ...]:
    columns: list[Column] = []
    for layer in LAYERS:
        if picture.layer(layer):
            left = columns[-1].right + CHANNEL if columns else MARGIN
            rows = num_rows if layer == "input" else 1
            columns.append(Column(layer, left, left + rows * WIDTHS[layer] + (rows - 1) * _ROW_GAP))
    return tuple(columns)


def _across(*layers: Sequence[Node], columns: Sequence[Column]) -> dict[str, float]:
    """Centres: inputs alternate between the rows of their column, if it has two."""
    strips = {column.layer: column for column in columns}
    x = {}
    for nodes in layers:
        for i, node in enumerate(nodes):
            half, strip = WIDTHS[node.layer] / 2, strips[node.layer]
            x[node.id] = strip.right - half if i % 2 else strip.left + half
    return x
