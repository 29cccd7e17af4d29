"""A strict YAML reader: one document, no duplicate keys, no tags, no merge keys, bounded aliases and size.

Values keep the text they were written with; what is a number and what is a text is settled by the schema, so an
order number, a date or ``no`` stays what the trainer typed. PyYAML does the parsing, from its C parser's events.
"""

from __future__ import annotations

import re
from typing import Any

from simulator.content.document import Document, ListNode, MapNode, Node, TextNode
from simulator.content.source import MAX_BYTES
from simulator.content.syntax import explain
from simulator.errors import ContentError

MAX_NODES = 50_000
"""How many values a file may hold, each alias counted with all that it stands for."""
MAX_ALIASES = 200
MAX_DEPTH = 40
"""How many aliases a file may use, and how deeply it may nest. Real files use none and nest eight deep."""
LONGEST_KEY = 100
"""Characters; a longer key is a sentence with a colon."""

_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_INDENT = re.compile(r"(?m)^ *([\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff])")
_HASH = re.compile(r"(?<=[ \t])#[^\s#]")
_HASH_AFTER = re.compile(r"[ \t]+#[^\s#]")


def read(text: str, file: str) -> Document:
    """The tree of a YAML text; ``file`` is the name that errors show.

    Raises:
        ContentError: the text can't be read, or uses a part of YAML that is not taken; one error, with its place.

    """
    text = text.removeprefix("\ufeff")
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise ContentError("the file is larger than 1 MB: split it", file=file)
    _refuse_control_characters(text, file)
    _refuse_other_spaces(text, file)
    return _Reader(text, file).read()


def _refuse_control_characters(text: str, file: str) -> None:
    found = _UNWANTED.search(text)
    if found is None:
        return
    before = text[: found.start()]
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    message = f"a control character (U+{ord(found.group()):04X}) is not taken: delete it"
    raise ContentError(message, file=file, line=line, column=column)


def _refuse_other_spaces(text: str, file: str) -> None:
    """A space of another kind in the indent, as copied from a web page: it looks right, and reads as a letter."""
    found = _INDENT.search(text) if not text.isascii() else None
    if found is not None:
        line = text.count("\n", 0, found.start(1)) + 1
        column = found.start(1) - found.start() + 1
        message = f"a special space (U+{ord(found[1]):04X}) in the indent: delete it, and type spaces"
        raise ContentError(message, file=file, line=line, column=column)


class _Reader:
    """Builds the tree from the parser's events, with an explicit stack: depth can't exhaust Python's own."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.hashes = _HASH.search(text) is not None
        self.stack: list[ListNode | MapNode] = []
        self.pending: list[TextNode | None] = []
        self.anchors: dict[str, Node] = {}
        self.open_anchors: dict[int, str] = {}
        self.sizes: dict[str, int] = {}
        self.started: list[int] = []
        self.nodes = self.aliases = self.documents = 0
        self.root: Node | None = None

    def read(self) -> Document:
        import yaml

        parse = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            parser = parse(self.text)
            while (event := parser.get_event()) is not None:
                self._take(event, type(event).__name__)
        except yaml.YAMLError as error:
            raise explain(error, self.text, self.file) from None
        return Document(self.file, self.root)

    def _take(self, event: Any, kind: str) -> None:
        match kind:
            case "ScalarEvent":
                self._add(self._scalar(event), event)
            case "SequenceStartEvent" | "MappingStartEvent":
                self._open(event, kind)
            case "SequenceEndEvent" | "MappingEndEvent":
                self._close()
            case "AliasEvent":
                self._alias(event)
            case "DocumentStartEvent":
                self.documents += 1
                if self.documents > 1:
                    raise self._error(event, "a file holds one document: take out the line '---'")

    def _scalar(self, event: Any) -> TextNode:
        mark, plain = event.start_mark, not event.style
        if not plain and (bad := _UNWANTED.search(event.value)):
            raise self._error(event, f"a control character (U+{ord(bad.group()):04X}) is not taken: delete it")
        if plain and self.hashes and event.value:
            self._refuse_lost_hash(event)
        return TextNode(event.value, plain, mark.line + 1, mark.column + 1)

    def _refuse_lost_hash(self, event: Any) -> None:
        """``title: Order #5`` would be cut to "Order": a # after a space begins a comment."""
        end = event.end_mark
        if _HASH_AFTER.match(self.text, end.index):
            message = (
                "what follows # would be lost as a comment: put the text in quotes (a comment needs a space after #)"
            )
            raise ContentError(message, file=self.file, line=end.line + 1, column=end.column + 2)

    def _open(self, event: Any, kind: str) -> None:
        mark = event.start_mark
        make = ListNode if kind == "SequenceStartEvent" else MapNode
        node = make(bool(event.flow_style), mark.line + 1, mark.column + 1)
        self._add(node, event)
        self.stack.append(node)
        self.pending.append(None)
        self.started.append(self.nodes)
        if len(self.stack) > MAX_DEPTH:
            raise self._error(
                event, f"nested more than {MAX_DEPTH} deep: something is wrong with the brackets or indents"
            )

    def _close(self) -> None:
        node = self.stack.pop()
        self.pending.pop()
        begun = self.started.pop()
        anchor = self.open_anchors.pop(id(node), None)
        if anchor is not None:
            self.anchors[anchor] = node
            self.sizes[anchor] = self.nodes - begun + 1

    def _add(self, node: Node, event: Any) -> None:
        if event.tag is not None:
            raise self._error(event, "tags (words that begin with !) are not taken: put the text in quotes")
        if event.anchor is not None:
            self._name(node, event.anchor)
        self._grow(1, event)
        self._place(node, event)

    def _name(self, node: Node, anchor: str) -> None:
        self.anchors.pop(anchor, None)
        if isinstance(node, TextNode):
            self.anchors[anchor], self.sizes[anchor] = node, 1
        else:
            self.open_anchors[id(node)] = anchor

    def _alias(self, event: Any) -> None:
        self.aliases += 1
        if self.aliases > MAX_ALIASES:
            raise self._error(event, f"more than {MAX_ALIASES} aliases (*name): write the values out")
        node = self.anchors.get(event.anchor)
        if node is None:
            message = f"nothing above is named &{event.anchor}; a text that begins with * needs quotes"
            raise self._error(event, message)
        self._grow(self.sizes[event.anchor], event)
        self._place(node, event)

    def _grow(self, by: int, event: Any) -> None:
        self.nodes += by
        if self.nodes > MAX_NODES:
            raise self._error(event, f"more than {MAX_NODES} values, aliases written out: make the file smaller")

    def _place(self, node: Node, event: Any) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if isinstance(parent, ListNode):
            parent.items.append(node)
        elif (key := self.pending[-1]) is None:
            self.pending[-1] = self._key(node, parent, event)
        else:
            parent.keys[key.text], parent.values[key.text] = key, node
            self.pending[-1] = None

    def _key(self, node: Node, parent: MapNode, event: Any) -> TextNode:
        if not isinstance(node, TextNode):
            raise self._error(event, "a key has to be a word; a text that begins with { or [ needs quotes")
        if node.plain and not node.text:
            raise self._error(event, "a key is missing before the colon")
        if node.plain and node.text == "<<":
            raise self._error(event, "merge keys (<<) are not taken: write the keys out")
        if "\n" in node.text or len(node.text) > LONGEST_KEY:
            raise self._error(event, "this text reads as a key, for ': ' follows: put the whole text in quotes")
        if node.text in parent.keys:
            first = parent.keys[node.text].line
            raise self._error(event, f"the key {node.text!r} is written twice; it stands in line {first} already")
        if isinstance(node, TextNode) and type(event).__name__ == "AliasEvent":
            raise self._error(event, "an alias can't be a key: write the key out")
        return node

    def _error(self, event: Any, message: str) -> ContentError:
        mark = event.start_mark
        return ContentError(message, file=self.file, line=mark.line + 1, column=mark.column + 1)
