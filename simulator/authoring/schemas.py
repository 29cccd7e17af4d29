"""The published JSON Schemas with the names of a library in them, so that an editor completes what a trainer means.

The schemas themselves say what the program takes (scenarios/schema, rubrics/schema; tests hold them to the code's
tables). Names are only offered: a name that a file brings later is no mistake in an editor, ``simulator check`` knows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from simulator.errors import NotFoundError
from simulator.library import Library
from simulator.scenario.shared import Shared, load_shared

KINDS: dict[str, str] = {
    "scenario": "scenarios/<family>/<id>.yaml",
    "shop": "scenarios/policies/<id>.yaml",
    "voice": "scenarios/voices/<id>.yaml",
    "topics": "scenarios/shared/topics.yaml",
    "families": "scenarios/shared/families.yaml",
    "steps": "scenarios/shared/steps.yaml",
    "language": "scenarios/shared/language.yaml",
    "bank": "scenarios/shared/bank.yaml",
    "pathway": "scenarios/pathways/<id>.yaml",
    "rubric": "rubrics/<id>.yaml",
    "card": "rubrics/<id>.yaml, of kind: card",
    "replies": "the replies that simulator replay plays",
}
"""The kinds of file, and where they lie."""


def editor_schema(library: Library, kind: str) -> str:
    """The JSON Schema of a kind of file as text, with the library's names offered where one is meant.

    Raises:
        NotFoundError: there is no such kind; the nearest is given.

    """
    if kind not in KINDS:
        raise NotFoundError("schema", kind, KINDS)
    content = json.loads(library.schema_text(kind))
    if kind in _OFFERS:
        _OFFERS[kind](content, library)
    return json.dumps(content, indent=2, ensure_ascii=False)


def _offer(part: dict[str, Any], names: tuple[str, ...]) -> None:
    """Offer names without refusing others: editors complete from ``examples``."""
    if names:
        part["examples"] = list(names)


def _scenario(content: dict[str, Any], library: Library) -> None:
    shared, keys = load_shared(library), content["properties"]
    _offer(keys["shop"], library.ids("shop"))
    parts = content["$defs"]
    _offer(parts["persona"]["properties"]["voice"], library.ids("voice"))
    _offer(parts["resolution"]["properties"]["does"], tuple(shared.families))
    _topics(keys["topics"], shared)


def _topics(part: dict[str, Any], shared: Shared) -> None:
    """Each shared topic as a key of its own, with what it asks for as the words shown beside it."""
    value: Mapping[str, Any] = part["additionalProperties"]
    part["properties"] = {name: {**value, "description": topic.title} for name, topic in shared.topics.items()}


def _shop(content: dict[str, Any], library: Library) -> None:
    part = content["properties"]["authority"]
    value: Mapping[str, Any] = part["additionalProperties"]
    families = load_shared(library).families
    part["properties"] = {name: {**value, "description": family.title} for name, family in families.items()}


def _pathway(content: dict[str, Any], library: Library) -> None:
    _offer(content["$defs"]["step"]["properties"]["scenarios"]["items"], library.scenario_ids())


_OFFERS: dict[str, Callable[[dict[str, Any], Library], None]] = {
    "scenario": _scenario,
    "shop": _shop,
    "pathway": _pathway,
}
