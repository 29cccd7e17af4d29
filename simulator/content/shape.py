"""Turns a tree into plain data: the schema says where a number is meant and where a text, as it was written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import isfinite
from typing import Any

from simulator.content.document import ListNode, MapNode, Node, TextNode

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]{1,18}|(0|[1-9][0-9]{0,17})(\.[0-9]{0,18})?)([eE][-+]?[0-9]{1,3})?")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def natural(node: TextNode) -> Any:
    """What a value is where the schema allows anything: unquoted numbers, true, false and null; the rest is text."""
    if not node.plain:
        return node.text
    if node.text in _WORDS:
        return _WORDS[node.text]
    if _INTEGER.fullmatch(node.text):
        return int(node.text)
    if _DECIMAL.fullmatch(node.text) and isfinite(number := float(node.text)):
        return number
    return node.text


def inlined(part: Any, root: Mapping[str, Any], within: tuple[str, ...] = ()) -> Any:
    """A schema with the parts it refers to put in their places: checking takes half the time.

    A part that refers to itself keeps its ``$ref``, and what stands there is taken as it is written.
    """
    if isinstance(part, list):
        return [inlined(each, root, within) for each in part]
    if not isinstance(part, dict):
        return part
    reference = part.get("$ref", "")
    if not reference.startswith("#/") or reference in within:
        return {key: value if key == "$defs" else inlined(value, root, within) for key, value in part.items()}
    target: Any = root
    for step in reference.removeprefix("#/").split("/"):
        target = target[step]
    beside = {key: value for key, value in part.items() if key != "$ref"}
    whole: dict[str, Any] = inlined(target, root, (*within, reference))
    return {**whole, **beside}


class Shape:
    """What may stand at one place of a file, over all the branches of its schema; parts are made when needed."""

    def __init__(self, schemas: tuple[Mapping[str, Any], ...]) -> None:
        self.schemas = tuple(part for schema in schemas for part in _branches(schema))
        self.types = frozenset(kind for schema in self.schemas for kind in _types(schema))
        self.parts: dict[str, Shape] = {}
        self.prefix = max((len(schema.get("prefixItems", ())) for schema in self.schemas), default=0)
        self.items: dict[int, Shape] = {}

    def settle(self, node: Node | None) -> Any:
        """Plain data for a node: dicts, lists, texts, numbers, booleans and None."""
        if isinstance(node, MapNode):
            return {key: self._part(key).settle(value) for key, value in node.values.items()}
        if isinstance(node, ListNode):
            return [self._item(index).settle(item) for index, item in enumerate(node.items)]
        return None if node is None else self._value(node)

    def _value(self, node: TextNode) -> Any:
        value = natural(node)
        if value is None or isinstance(value, str) or "string" not in self.types:
            return value
        kinds = {"boolean"} if isinstance(value, bool) else {"number", "integer"}
        return value if kinds & self.types else node.text

    def _part(self, key: str) -> Shape:
        if key not in self.parts:
            below = [part for schema in self.schemas if (part := _of_key(schema, key)) is not None]
            self.parts[key] = Shape(tuple(below))
        return self.parts[key]

    def _item(self, index: int) -> Shape:
        index = min(index, self.prefix)  # from there on all items are alike
        if index not in self.items:
            below = [_of_item(schema, index) for schema in self.schemas]
            self.items[index] = Shape(tuple(part for part in below if isinstance(part, dict)))
        return self.items[index]


def _branches(schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The schema with everything that it offers as an alternative, flat."""
    below = [part for word in ("anyOf", "oneOf", "allOf") for part in schema.get(word, ())]
    below += [schema[word] for word in ("if", "then", "else") if isinstance(schema.get(word), dict)]
    return [schema, *(each for part in below for each in _branches(part))]


def _types(schema: Mapping[str, Any]) -> list[str]:
    """The types a schema takes, said by ``type`` or by the values it lists."""
    kinds = schema.get("type", [])
    if not kinds and ("enum" in schema or "const" in schema):
        values = schema.get("enum", [schema.get("const")])
        kinds = ["string" if isinstance(value, str) else "number" for value in values if value is not None]
    return [kinds] if isinstance(kinds, str) else list(kinds)


def _of_item(schema: Mapping[str, Any], index: int) -> Any:
    first = schema.get("prefixItems", ())
    return first[index] if index < len(first) else schema.get("items")


def _of_key(schema: Mapping[str, Any], key: str) -> Mapping[str, Any] | None:
    part = schema.get("properties", {}).get(key)
    if part is None:
        patterns = schema.get("patternProperties", {})
        part = next((below for pattern, below in patterns.items() if re.search(pattern, key)), None)
    if part is None:
        part = schema.get("additionalProperties")
    return part if isinstance(part, dict) else None
