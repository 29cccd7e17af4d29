"""Walks a published schema: every kind of object it describes, with the path a trainer would give it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from simulator.content.shape import inlined
from simulator.library import Library

KINDS = ("scenario", "shop", "voice", "topics", "families", "steps", "language")


def objects(kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object with keys of its own: its path (``scenario.case.orders[]``) and its part of the schema."""
    content = json.loads(Library().schema_text(kind))
    yield from _objects(inlined(content, content), kind)


def _objects(part: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    keys = part.get("properties", {})
    if keys:
        yield path, part
    for key, below in keys.items():
        if path.endswith(".lines") and key != "abuse":
            continue  # all acts but abuse are alike: described once, as <act>
        yield from _objects(below, f"{path}.{key}")
    if path.endswith(".lines"):
        yield from _objects(keys["vent"], f"{path}.<act>")
    for word, sign in (("additionalProperties", ".<id>"), ("items", "[]")):
        if isinstance(part.get(word), dict):
            yield from _objects(part[word], path + sign)
