"""Boxes and links in their places, in pixels from the upper left corner."""

from dataclasses import dataclass, replace

from service.drawing.labels import Label
from service.drawing.picture import Layer, Node


@dataclass(frozen=True)
class Box:
    """A node in its place; x and y are its centre."""

    node: Node
    label: Label
    x: float
    y: float

    @property
    def left(self) -> float:
        """Where links come in."""
        return self.x - self.label.width / 2

    @property
    def right(self) -> float:
        """Where links go out."""
        return self.x + self.label.width / 2

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.y - self.label.height / 2

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.label.height / 2


@dataclass(frozen=True)
class Link:
    """A line that runs level from its source to `bend` and turns there to its target's left side."""

    source: Box
    target: Box
    bend: float


@dataclass(frozen=True)
class Column:
    """The strip in which the boxes of a layer stand."""

    layer: Layer
    left: float
    right: float


@dataclass(frozen=True)
class Layout:
    """A picture in its places; boxes are in reading order, layer by layer."""

    columns: tuple[Column, ...]
    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    width: float
    height: float

    def lowered(self, by: float) -> "Layout":
        """The same with room for a heading above."""
        boxes = {box.node.id: replace(box, y=box.y + by) for box in self.boxes}
        links = (
            replace(link, source=boxes[link.source.node.id], target=boxes[link.target.node.id])
            for link in self.links
        )
        return replace(self, boxes=tuple(boxes.values()), links=tuple(links), height=self.height + by)
