"""The words of content files that a translator works on: each with a stable id and its place in the text.

An id is the kind, the file's name and the path in it: ``scenario:late-parcel/topics.tracking.answer``. Items of a list
that have an id of their own go by it, texts of a list by their number, from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.content import Source, read

if TYPE_CHECKING:
    from yaml import MappingNode, ScalarNode, SequenceNode

_SLOT = re.compile(r"\{[^{}]*\}")
_TEXTS = r"(\.\d+)*"
_ARTICLE = (
    rf"(policies|knowledge|macros|escalation)\.[^.]+\.(title|text)|(jargon|banned|categories|root_causes){_TEXTS}"
)
_CASE = (
    r"case\.customer\.(since|place|preferences)|case\.(earlier|stakes)|case\.orders\.[^.]+\.(date|status|notes)"
    r"|case\.orders\.[^.]+\.items\.\d+\.name"
)
_TOPICS = r"topics\.[^.]+|topics\.[^.]+\.(answer|asks|title)"
_RESOLUTIONS = (
    r"resolutions\.[^.]+\.(title|say|accept|reject|unless|said)"
    r"|resolutions\.[^.]+\.steps\.[^.]+\.(title|said|unless|asks)"
)
_HEAD = r"title|summary|skills|warnings|jargon|persona\.(name|address|because|story|wants)|facts\.[^.]+\.text"
_REST = (
    r"opening|opening\.messages|lines\.[^.]+(\.[^.]+)?|events\.[^.]+\.(note|says)"
    r"|ticket\.(category|root_cause|prevented_by|owner)"
)
_PATTERNS = {
    "scenario": re.compile(rf"({_HEAD}|{_CASE}|{_TOPICS}|{_RESOLUTIONS}|{_REST}){_TEXTS}|opening\.bot\.\d+\.2"),
    "shop": re.compile(rf"name|about|tone|{_ARTICLE}"),
    "voice": re.compile(rf"title|lines\.[^.]+\.[^.]+{_TEXTS}"),
}
"""Which paths hold words for people, by kind of file; everything else belongs to the program."""
_PLAYS = re.compile(r"plays\.\d+\.(name|replies\.\d+(\.text)?)")


class Text(Struct, frozen=True):
    """One text of a file: where it stands (``start``, ``end``: code points of the file), and how it is written.

    ``indent``: the columns a block under it has to be indented by. ``flow``: it stands in brackets or braces.
    """

    id: str
    text: str
    line: int
    start: int
    end: int
    indent: int
    flow: bool
    block: bool

    @property
    def slots(self) -> frozenset[str]:
        """What the text leaves to be filled in."""
        return frozenset(_SLOT.findall(self.text))


class Part(Struct, frozen=True):
    """A key of a file with its value's place: for the few that change with the language, and for blocks cut out."""

    key: int
    start: int
    end: int


class Sheet(Struct, frozen=True):
    """A content file with its texts in order, and the parts at its top by key (a persona's as ``persona.voice``)."""

    kind: str
    source: Source
    texts: tuple[Text, ...]
    parts: dict[str, Part]

    @property
    def name(self) -> str:
        """The file's id."""
        return self.source.path.stem

    def by_id(self) -> dict[str, Text]:
        """The texts by id."""
        return {item.id: item for item in self.texts}

    def value(self, key: str) -> str:
        """A short value as it is written, without quotes; empty where the file has none."""
        part = self.parts.get(key)
        return self.source.text[part.start : part.end].strip("'\"") if part else ""


def slots_of(text: str) -> frozenset[str]:
    """What a text leaves to be filled in: ``{answer}``, ``{customer.name}``."""
    return frozenset(_SLOT.findall(text))


def sheet(kind: str, source: Source, *, plays: bool = False) -> Sheet:
    """The texts of a scenario, a shop or a voice; ``plays``: those of its golden plays as well.

    Raises:
        ContentError: the file is no YAML.

    """
    import yaml

    read(source.text, source.file)
    root = yaml.compose(source.text, Loader=yaml.SafeLoader)
    walk = _Walk(kind, source.path.stem, plays=plays)
    texts = tuple(walk.texts(root, "", 0, flow=False))
    return Sheet(kind, source, texts, walk.parts)


class _Walk:
    def __init__(self, kind: str, name: str, *, plays: bool) -> None:
        self.kind, self.name, self.plays = kind, name, plays
        self.parts: dict[str, Part] = {}
        self._seen: set[int] = set()

    def texts(self, node: object, path: str, indent: int, *, flow: bool) -> Iterator[Text]:
        """The texts below a node; what an alias repeats is told once."""
        import yaml

        if isinstance(node, yaml.MappingNode):
            yield from self._of_map(node, path, flow=flow)
        elif isinstance(node, yaml.SequenceNode):
            yield from self._of_list(node, path, flow=flow)
        elif isinstance(node, yaml.ScalarNode) and self._counts(path, node):
            block = node.style in {">", "|"}
            yield Text(
                f"{self.kind}:{self.name}/{path}",
                node.value.strip(),
                node.start_mark.line + 1,
                node.start_mark.index,
                node.end_mark.index,
                indent,
                flow,
                block,
            )

    def _counts(self, path: str, node: ScalarNode) -> bool:
        if node.start_mark.index in self._seen:
            return False
        self._seen.add(node.start_mark.index)
        wanted = _PATTERNS[self.kind].fullmatch(path) or (self.plays and _PLAYS.fullmatch(path))
        return bool(wanted) and any(char.isalpha() for char in _SLOT.sub("", node.value))

    def _of_map(self, node: MappingNode, path: str, *, flow: bool) -> Iterator[Text]:
        for key, value in node.value:
            below = f"{path}.{key.value}" if path else key.value
            if not path or below == "persona.voice":
                place = Part(key.start_mark.index, value.start_mark.index, value.end_mark.index)
                self.parts[below] = place
            elif path == "persona" and "persona.*" not in self.parts:
                self.parts["persona.*"] = Part(key.start_mark.index, key.start_mark.index, key.start_mark.index)
            yield from self.texts(value, below, key.start_mark.column + 2, flow=flow or bool(node.flow_style))

    def _of_list(self, node: SequenceNode, path: str, *, flow: bool) -> Iterator[Text]:
        for number, item in enumerate(node.value, 1):
            below = f"{path}.{_own_id(item) or number}"
            yield from self.texts(item, below, item.start_mark.column, flow=flow or bool(node.flow_style))


def _own_id(item: object) -> str:
    import yaml

    if isinstance(item, yaml.MappingNode):
        for key, value in item.value:
            if key.value == "id" and isinstance(value, yaml.ScalarNode):
                return str(value.value).replace(".", "-")
    return ""
