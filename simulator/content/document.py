"""A YAML file as a tree that knows where each key and value stands."""

from __future__ import annotations

from msgspec import Struct, field

from simulator.errors import ContentError

Path = tuple[str | int, ...]
"""The keys and list indexes (from 0) that lead from the top of a file to a value."""


class TextNode(Struct):
    """A single value. ``plain``: written without quotes and not as a block, so it may be meant as a number."""

    text: str
    plain: bool
    line: int
    column: int


class ListNode(Struct):
    """A list. ``flow``: written in square brackets."""

    flow: bool
    line: int
    column: int
    items: list[Node] = field(default_factory=list)


class MapNode(Struct):
    """Keys and values in the order of the file. ``flow``: written in braces."""

    flow: bool
    line: int
    column: int
    keys: dict[str, TextNode] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)


Node = TextNode | ListNode | MapNode


class Document(Struct, frozen=True):
    """One file: its name as shown to people, and its tree (None: the file is empty)."""

    file: str
    root: Node | None

    def node(self, path: Path) -> Node | None:
        """The value at ``path``, or the nearest one above it where the file has none."""
        found = self.root
        for step in path:
            below = _child(found, step)
            if below is None:
                break
            found = below
        return found

    def place(self, path: Path, *, at_key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, of the value at ``path``, or of its key."""
        if at_key and path:
            parent = self.node(path[:-1])
            if isinstance(parent, MapNode) and path[-1] in parent.keys:
                key = parent.keys[str(path[-1])]
                return key.line, key.column
        node = self.node(path)
        return (1, 1) if node is None else (node.line, node.column)

    def error(self, path: Path, message: str, *, at_key: bool = False) -> ContentError:
        """A content error about the value (or the key) at ``path``."""
        line, column = self.place(path, at_key=at_key)
        return ContentError(message, file=self.file, line=line, column=column, key=dotted(path))


def dotted(path: Path) -> str:
    """A path as people read it, lists counted from 1: ``resolutions[2].needs[1]``."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step + 1}]"
        else:
            text += f".{step}" if text else step
    return text


def _child(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, MapNode) and isinstance(step, str):
        return node.values.get(step)
    if isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None
