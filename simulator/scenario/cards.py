"""Cards: the little that the list of scenarios shows, read from the head of each file without loading the rest."""

from __future__ import annotations

import re
from typing import Any, get_args

import msgspec
from msgspec import Struct

from simulator.content import Document, Source, read
from simulator.content.document import ListNode, MapNode, TextNode
from simulator.content.shape import natural
from simulator.errors import ContentError
from simulator.library import Library
from simulator.scenario.curve import CHANNELS


class Card(Struct, frozen=True):
    """What a trainee must know of a scenario before choosing it. ``minutes``: about; ``difficulty``: 1 to 5.

    ``persona``: the kind of customer by the name of its preset; it is not shown, but keeps two alike apart.
    """

    id: str
    title: str
    summary: str
    channel: str
    difficulty: int
    minutes: int = 6
    reason: str = ""
    stage: str = "after_sale"
    skills: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    language: str = "en"
    shop: str = ""
    persona: str = ""


_FIELDS = {field.name: field for field in msgspec.structs.fields(Card)}
_KEY = re.compile(r"^([a-z_]+):", re.MULTILINE)


def cards(library: Library) -> tuple[tuple[Card, ...], tuple[ContentError, ...]]:
    """A card for every scenario, easy ones first, and what is wrong with those that have none.

    Only the head of a file is read: a mistake further down is found when the scenario is loaded or checked.
    """
    found, problems = [], []
    for name in library.scenario_ids():
        try:
            found.append(card(library.scenario_text(name)))
        except ContentError as error:
            problems.append(error)
    return tuple(sorted(found, key=lambda each: (each.difficulty, each.title))), tuple(problems)


def card(source: Source) -> Card:
    """The card of one scenario file.

    Raises:
        ContentError: the head can't be read, or lacks something that a card needs.

    """
    try:
        document = read(_head(source.text), source.file)
        return _card(document, source)
    except ContentError:
        return _card(read(source.text, source.file), source)


def _head(text: str) -> str:
    """The text with every line left empty that belongs to a key no card shows; places stay as they are."""
    found = list(_KEY.finditer(text))
    if not found:
        return text
    parts = [text[: found[0].start()]]
    ends = [each.start() for each in found[1:]] + [len(text)]
    for each, end in zip(found, ends, strict=True):
        part = text[each.start() : end]
        parts.append(part if each[1] in _FIELDS else "\n" * part.count("\n"))
    return "".join(parts)


def _card(document: Document, source: Source) -> Card:
    root = document.root
    if not isinstance(root, MapNode):
        raise ContentError("expected keys with values (id, title, summary, ...)", file=source.file)
    values = {name: _value(name, document, root) for name in _FIELDS if name in root.values}
    for name, field in _FIELDS.items():
        if field.required and name not in values:
            raise document.error((), f"{name} is missing")
    if values["id"] != source.path.stem:
        raise document.error(("id",), f"the id is not the name of the file: write {source.path.stem}")
    _check_limits(values, document)
    return Card(**values)


def _check_limits(values: dict[str, Any], document: Document) -> None:
    channel, difficulty = values["channel"], values["difficulty"]
    if channel not in CHANNELS:
        raise document.error(("channel",), f"{channel!r} is not one of {', '.join(CHANNELS)}")
    if not 1 <= difficulty <= 5:
        raise document.error(("difficulty",), f"{difficulty} is out of range: from 1 to 5")


def _value(name: str, document: Document, root: MapNode) -> Any:
    node, kind = root.values[name], _FIELDS[name].type
    if name == "persona":
        preset = node.values.get("preset") if isinstance(node, MapNode) else None
        return preset.text.strip() if isinstance(preset, TextNode) else ""
    if kind is int and isinstance(node, TextNode) and type(number := natural(node)) is int:
        return number
    if kind is str and isinstance(node, TextNode) and node.text.strip():
        return node.text.strip()
    if get_args(kind) and isinstance(node, ListNode):
        items = [item.text.strip() for item in node.items if isinstance(item, TextNode)]
        if len(items) == len(node.items):
            return tuple(items)
    wanted = {int: "a whole number", str: "a text"}.get(kind, "a list of texts")
    raise document.error((name,), f"expected {wanted}")
