"""Chat messages of OpenAI-style services: the user is the customer, the assistant the agent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import structs

from simulator.errors import UsageError
from simulator.transcripts.assembling import WRONG, refused
from simulator.transcripts.chat_markup import is_marked, marked
from simulator.transcripts.importer import JSON, Importer
from simulator.transcripts.json_records import read_as, transcript_of
from simulator.transcripts.json_values import values
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.people import People
from simulator.transcripts.records import Form, Item, Piece, Quarantined, Record, Sample
from simulator.transcripts.shapes import fold
from simulator.transcripts.sharegpt import SIDES
from simulator.transcripts.source import Source
from simulator.transcripts.turn_lists import Found, conversations
from simulator.transcripts.wording import words

ROLES = frozenset({"system", "developer", "user", "assistant", "tool", "function"})


def recognise(sample: Sample) -> float | None:
    """Sure where messages have a role of those six and a content, or stand in one text between a model's marks."""
    if sample.form is Form.TEXT:
        return 0.9 if is_marked(sample.text) else None
    if sample.form not in JSON or not sample.pieces:
        return None
    trees = sum(_is_tree(piece.value) for piece in sample.pieces)
    fitting = sum(_fits(piece.value) for piece in sample.pieces)
    share = max(trees, fitting) / len(sample.pieces)
    return 0.9 * share if share >= 0.3 else None


def _fits(value: Any) -> bool:
    found = next(conversations(value, Mapping()), None)
    if found is None:
        return False
    turns = found.turns[:20]
    roles = {turn.get("role") for turn in turns if isinstance(turn.get("role"), str)}
    shaped = all("content" in turn or "toolcalls" in turn or "functioncall" in turn for turn in turns)
    return shaped and bool(roles) and roles <= ROLES


def _is_tree(value: Any) -> bool:
    """Whether it is a conversation of an account's export: messages by id, each with its parent."""
    if not isinstance(value, dict) or not isinstance(value.get("mapping"), dict):
        return False
    nodes = [each for each in list(value["mapping"].values())[:10] if isinstance(each, dict)]
    return bool(nodes) and all("message" in node or "parent" in node for node in nodes)


def read(sources: Sequence[Source], mapping: Mapping) -> Iterator[Item]:
    """The conversations in files of messages or of an account's export."""
    mapping = structs.replace(mapping, roles={**SIDES, **mapping.roles})
    for source in sources:
        if source.form is Form.TEXT:
            yield from _marked(source, People(mapping))
        elif source.identified is not None and _tree_in(source):
            yield from _exported(source, mapping)
        else:
            yield from read_as("openai_chat", [source], mapping)


def _marked(source: Source, people: People) -> Iterator[Item]:
    try:
        text = source.text()
    except UsageError as error:
        yield Quarantined(source.name, "", str(error))
        return
    for number, turns in enumerate(marked(text), 1):
        record = Record("conversation", {}, source.name, f"conversation {number}" if number > 1 else "")
        try:
            yield transcript_of("openai_chat", Found(turns), record, people)
        except WRONG as error:
            yield refused(record, error)


def _tree_in(source: Source) -> bool:
    return '"mapping"' in source.beginning and '"author"' in source.beginning


def _exported(source: Source, mapping: Mapping) -> Iterator[Item]:
    people = People(mapping)
    for piece in values(source, whole=_is_tree):
        if isinstance(piece, Quarantined):
            yield piece
        elif _is_tree(piece.value):
            yield from _tree(piece, people)
        else:
            yield Quarantined(piece.file, piece.position, "no conversation")


def _tree(piece: Piece, people: People) -> Iterator[Item]:
    record = Record("conversation", {}, piece.file, piece.position)
    try:
        found = Found(_branch(piece.value), (piece.value,))
        yield transcript_of("openai_chat", found, record, people)
    except WRONG as error:
        yield refused(record, error)


def _branch(value: dict[str, Any]) -> list[dict[str, Any]]:
    """The messages from the first to the last one shown; without a last one, all in their order."""
    nodes = value["mapping"]
    place, path = value.get("current_node"), list[Any]()
    while isinstance(place, str) and isinstance(nodes.get(place), dict) and len(path) <= len(nodes):
        path.append(nodes[place])
        place = nodes[place].get("parent")
    ordered = path[::-1] or [node for node in nodes.values() if isinstance(node, dict)]
    turns = []
    for node in ordered:
        message = fold(node.get("message"))
        role = words(fold(message.get("author")).get("role"))
        if role and _said(message):
            turns.append({**message, "role": role})
    return turns


def _said(message: dict[str, Any]) -> bool:
    """Whether a message of the tree holds anything: its first ones are hidden and empty."""
    content = fold(message.get("content"))
    parts = content.get("parts")
    return not isinstance(parts, list) or any(part != "" for part in parts)


IMPORTER = Importer(
    "openai_chat", "OpenAI-style chat messages", recognise, read, told="role: user is the customer, assistant the agent"
)
