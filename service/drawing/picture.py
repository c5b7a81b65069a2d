"""A chain as it is drawn: what it needs, its projects, who buys; told apart from where this is known from."""

import re
from dataclasses import dataclass
from typing import Literal

from data import vocabulary
from data.chains.profiles import SLOT_STATES
from data.vocabulary import russian
from service.wording import printable

Layer = Literal["input", "project", "consumer"]
State = Literal["filled", "single_source", "open", "project", "consumer"]

LAYERS: tuple[Layer, ...] = ("input", "project", "consumer")
STATE_WORDS: dict[State, str] = {
    **{state: russian(vocabulary.SLOT_STATES, state) for state in SLOT_STATES},
    "project": "проект",
    "consumer": "потребитель",
}
_STATES_OF_LAYER: dict[Layer, tuple[State, ...]] = {
    "input": SLOT_STATES,
    "project": ("project",),
    "consumer": ("consumer",),
}
_ID = re.compile(r"[\w.-]+")
_ADDRESS = re.compile(r"/(?!/)|#|https?://")


@dataclass(frozen=True)
class Candidate:
    """A company that could fill a slot, and in words how well («подходит»)."""

    company: str
    grade: str

    def __post_init__(self) -> None:
        _clean(self, "company", "grade")


@dataclass(frozen=True)
class Node:
    """A box of the picture.

    `id` becomes part of an anchor: letters, digits, «.», «-», «_». `note` is one line, such as kind and
    volume. `candidates` stand best first; they are shown only on demand.
    Texts keep neither line breaks nor characters that XML forbids.
    """

    id: str
    layer: Layer
    title: str
    note: str
    state: State
    companies: tuple[str, ...] = ()
    url: str | None = None
    candidates: tuple[Candidate, ...] = ()

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError(f"node id {self.id!r} cannot be a part of an anchor")
        if self.state not in _STATES_OF_LAYER[self.layer]:
            raise ValueError(f"node {self.id}: state {self.state} in layer {self.layer}")
        if self.url is not None and not _ADDRESS.match(self.url):
            raise ValueError(f"node {self.id}: {self.url!r} is no address of a page")
        _clean(self, "title", "note")
        object.__setattr__(self, "companies", tuple(map(printable, self.companies)))


@dataclass(frozen=True)
class Edge:
    """What the source gives goes into the target, which stands in the next layer."""

    source: str
    target: str


@dataclass(frozen=True)
class Picture:
    """A whole chain; within a layer, nodes are given in the order in which people should read them."""

    title: str
    subtitle: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def __post_init__(self) -> None:
        layers = {node.id: LAYERS.index(node.layer) for node in self.nodes}
        if len(layers) < len(self.nodes):
            raise ValueError(f"{len(self.nodes)} nodes have only {len(layers)} different ids")
        if len(set(self.edges)) < len(self.edges):
            raise ValueError(f"{len(self.edges)} edges, only {len(set(self.edges))} different ones")
        for edge in self.edges:
            if edge.source not in layers or edge.target not in layers:
                raise ValueError(f"edge {edge.source} -> {edge.target} names an unknown node")
            if layers[edge.target] != layers[edge.source] + 1:
                raise ValueError(f"edge {edge.source} -> {edge.target} does not lead to the next layer")
        _clean(self, "title", "subtitle")

    def layer(self, layer: Layer) -> tuple[Node, ...]:
        """Nodes of one layer in the given order."""
        return tuple(node for node in self.nodes if node.layer == layer)

    def targets(self, node: Node) -> tuple[str, ...]:
        """Ids of what a node feeds."""
        return tuple(edge.target for edge in self.edges if edge.source == node.id)

    def sources(self, node: Node) -> tuple[str, ...]:
        """Ids of what feeds a node."""
        return tuple(edge.source for edge in self.edges if edge.target == node.id)

    def count(self, state: State) -> int:
        """How many nodes are in a state."""
        return sum(node.state == state for node in self.nodes)


def _clean(owner: object, *names: str) -> None:
    for name in names:
        object.__setattr__(owner, name, printable(getattr(owner, name)))
