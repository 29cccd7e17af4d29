"""A scenario as the rules look at it: the loaded record beside the file with its places."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from simulator.authoring.finding import Edit, Finding
from simulator.content.document import Document, ListNode, MapNode, Node, Path, TextNode, dotted
from simulator.scenario.model import Scenario
from simulator.scenario.shared import Shared


class Words(Struct, frozen=True):
    """A text that somebody says or reads, and where it stands. ``part``: the top key it belongs to."""

    path: Path
    text: str

    @property
    def part(self) -> str:
        """The top key of the file: opening, lines, topics, ..."""
        return str(self.path[0])


class Script(Struct, frozen=True):
    """One scenario to look at. ``shared``: what all scenarios share."""

    scenario: Scenario
    document: Document
    shared: Shared

    def finding(
        self, code: str, path: Path, message: str, *, at_key: bool = False, edits: tuple[Edit, ...] = ()
    ) -> Finding:
        """A finding about the value (or the key) at a path."""
        return finding(self.document, code, path, message, at_key=at_key, edits=edits)

    def words(self, *path: str | int) -> Iterator[Words]:
        """Every text at or below a path, in the order of the file."""
        return texts_below(self.document, path)

    def spoken(self) -> Iterator[Words]:
        """All that the customer says: opening, lines, answers, verdicts, what events bring."""
        yield from self.words("opening")
        yield from self.words("lines")
        for name in self.scenario.topics:
            yield from self.answers(name)
        for index, _ in enumerate(self.scenario.resolutions):
            for key in ("accept", "reject"):
                yield from self.words("resolutions", index, key)
        for index, _ in enumerate(self.scenario.events):
            yield from self.words("events", index, "says")

    def answers(self, topic: str) -> Iterator[Words]:
        """What the customer answers when a topic is asked for."""
        whole = at(self.document, ("topics", topic))
        return self.words("topics", topic, "answer") if isinstance(whole, MapNode) else self.words("topics", topic)

    def given(self) -> Iterator[Words]:
        """What the case itself says: orders, earlier contacts, facts, what happens between messages."""
        for part in ("case", "facts"):
            yield from self.words(part)
        for index, _ in enumerate(self.scenario.events):
            yield from self.words("events", index, "note")


def finding(
    document: Document, code: str, path: Path, message: str, *, at_key: bool = False, edits: tuple[Edit, ...] = ()
) -> Finding:
    """A finding about the value (or the key) at a path of a file."""
    line, column = document.place(path, at_key=at_key)
    return Finding(code, document.file, line, column, message, dotted(path), edits)


def at(document: Document, path: Path) -> Node | None:
    """The value at a path, or None where the file has none there."""
    node = document.root
    for step in path:
        if isinstance(node, MapNode) and isinstance(step, str):
            node = node.values.get(step)
        elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def texts_below(document: Document, path: Path) -> Iterator[Words]:
    """Every text at or below a path, in the order of the file."""
    return _below(at(document, path), path)


def _below(node: Node | None, path: Path) -> Iterator[Words]:
    if isinstance(node, TextNode):
        yield Words(path, " ".join(node.text.split()))
    elif isinstance(node, ListNode):
        for index, item in enumerate(node.items):
            yield from _below(item, (*path, index))
    elif isinstance(node, MapNode):
        for key, value in node.values.items():
            yield from _below(value, (*path, key))
