"""Where the nodes of a scenario's graph stand: columns by kind, each ordered so that few edges cross. No network."""

from __future__ import annotations

from collections import defaultdict

from msgspec import Struct

from simulator.authoring.graph import LAYERS, Graph, Node

WIDE, LINE, GAP_X, GAP_Y, PAD, MARGIN = 210, 15, 90, 14, 8, 24
"""Width of a node, height of a line of text, room between columns and between nodes, inside a node, around all."""
FITS = 30
"""Characters of a line of a node's text; small print takes more."""
FITS_SMALL = 36
SWEEPS = 4
"""How often the columns are put in order by where their neighbours stand."""


class Box(Struct, frozen=True):
    """A node with its place (upper left corner), its size and its text in lines."""

    node: Node
    x: float
    y: float
    height: float
    lines: tuple[str, ...]
    small: tuple[str, ...]

    @property
    def middle(self) -> float:
        """Half way down."""
        return self.y + self.height / 2


class Layout(Struct, frozen=True):
    """All boxes by node id, and the size of the whole."""

    boxes: dict[str, Box]
    width: float
    height: float


def layout(graph: Graph) -> Layout:
    """A place for every node."""
    columns = _ordered(graph)
    boxes: dict[str, Box] = {}
    heights = {node.id: _height(node) for column in columns for node in column}
    tall = [sum(heights[node.id] + GAP_Y for node in column) - GAP_Y for column in columns]
    whole = max(tall, default=0.0)
    x = float(MARGIN)
    for column, high in zip(columns, tall, strict=True):
        y = MARGIN + (whole - high) / 2
        for node in column:
            lines, small = wrapped(node.label, FITS), wrapped(node.more, FITS_SMALL)
            boxes[node.id] = Box(node, x, y, heights[node.id], lines, small)
            y += heights[node.id] + GAP_Y
        x += WIDE + GAP_X
    return Layout(boxes, x - GAP_X + MARGIN, whole + 2 * MARGIN)


def _height(node: Node) -> float:
    count = len(wrapped(node.label, FITS)) + len(wrapped(node.more, FITS_SMALL))
    return float(2 * PAD + LINE * count)


def _ordered(graph: Graph) -> list[list[Node]]:
    """The columns; in each, nodes stand by the mean place of those they are joined to."""
    columns = [column for kind in LAYERS if (column := [node for node in graph.nodes if node.kind == kind])]
    near: dict[str, list[str]] = defaultdict(list)
    for edge in graph.edges:
        near[edge.source].append(edge.target)
        near[edge.target].append(edge.source)
    for sweep in range(SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            place = {node.id: n / max(1, len(each) - 1) for each in columns for n, node in enumerate(each)}
            own = {node.id for node in column}

            def weight(node: Node, place: dict[str, float] = place, own: set[str] = own) -> float:
                others = [place[name] for name in near[node.id] if name not in own]
                return sum(others) / len(others) if others else place[node.id]

            column.sort(key=weight)
    _group_steps(columns)
    return columns


def _group_steps(columns: list[list[Node]]) -> None:
    """The steps of one resolution stand together, in their order, and in the order of the resolutions."""
    rank = {f"step:{node.id.partition(':')[2]}": n for column in columns for n, node in enumerate(column)}
    for column in columns:
        if column[0].kind == "step":
            order = {node.id: node.order for node in column}
            column.sort(key=lambda node: (rank.get(node.id.partition("/")[0], 0), order[node.id]))


def wrapped(text: str, most: int) -> tuple[str, ...]:
    """A text in lines of at most so many characters; a longer word is cut."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        for piece in (word[at : at + most] for at in range(0, len(word), most)):
            if line and len(line) + 1 + len(piece) > most:
                lines.append(line)
                line = piece
            else:
                line = f"{line} {piece}".strip()
    return tuple([*lines, line] if line else lines)
