"""The picture as rows, for those who read tables."""

from dataclasses import dataclass

from service.drawing.layout import layout
from service.drawing.picture import STATE_WORDS, Layer, Node, Picture


@dataclass(frozen=True)
class SlotRow:
    """A slot with the projects that require it."""

    node: Node
    projects: tuple[Node, ...]

    @property
    def state_word(self) -> str:
        """«закрыто», «один поставщик» or «открыто»."""
        return STATE_WORDS[self.node.state]


@dataclass(frozen=True)
class ProjectRow:
    """A project with the consumers of its product."""

    node: Node
    consumers: tuple[Node, ...]

    @property
    def buyers(self) -> str:
        """«Застройщики; спрашивают в пуле: Стройтрест, Домострой»."""
        return "; ".join(": ".join(filter(None, (c.title, ", ".join(c.companies)))) for c in self.consumers)


def slot_rows(picture: Picture) -> tuple[SlotRow, ...]:
    """All slots in the order of the drawing: those of one project stand together."""
    return tuple(
        SlotRow(node, _nodes(picture, picture.targets(node))) for node in _reading_order(picture, "input")
    )


def project_rows(picture: Picture) -> tuple[ProjectRow, ...]:
    """All projects, those without slots or consumers too."""
    return tuple(
        ProjectRow(node, _nodes(picture, picture.targets(node))) for node in picture.layer("project")
    )


def titles(nodes: tuple[Node, ...]) -> str:
    """Titles of nodes in one text."""
    return "; ".join(node.title for node in nodes)


def _nodes(picture: Picture, ids: tuple[str, ...]) -> tuple[Node, ...]:
    return tuple(node for node in picture.nodes if node.id in ids)


def _reading_order(picture: Picture, layer: Layer) -> tuple[Node, ...]:
    return tuple(box.node for box in layout(picture).boxes if box.node.layer == layer)
