"""Says in plain words that a value is of the wrong kind, and how to write the right one."""

from __future__ import annotations

import re
from typing import Any

from simulator.content.document import MapNode, Node, TextNode

_NAMES = {
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "keys with values",
    "null": "nothing",
}
_BOOLEANS = {"yes": "true", "on": "true", "no": "false", "off": "false"}
_NUMBERS = {"number", "integer"}
_BARE = re.compile(r"[\w '’,-]{1,60}")
"""Words that need no quotes between brackets."""


def mismatch(node: Node | None, value: Any, kinds: list[str]) -> str:
    """What is wrong with a value that should be of one of the JSON Schema types ``kinds``."""
    wanted = " or ".join(_NAMES[kind] for kind in kinds)
    if value is None:
        written = node.text if isinstance(node, TextNode) else ""
        return f"{written} is not {wanted}" if written else f"is empty: write {wanted}"
    if isinstance(node, TextNode):
        return f"expected {wanted}, found {_short(node.text)}{_advice(node, value, kinds)}"
    if isinstance(node, MapNode):
        return f"expected {wanted}, found keys ({', '.join(node.values)}){_unquoted(node, kinds)}"
    flow = "string" in kinds and node is not None and node.flow
    return f"expected {wanted}, found a list{'; a text that begins with [ needs quotes' if flow else ''}"


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:39]}…")


def _unquoted(node: MapNode, kinds: list[str]) -> str:
    """A sentence with a colon, or one that begins with a brace, reads as keys; entries of a list lack hyphens."""
    if "string" not in kinds:
        return ": write '- ' before the first key of each entry" if kinds == ["array"] and not node.flow else ""
    if node.flow:
        return "; a text that begins with { needs quotes"
    return "; a text with ': ' in it needs quotes" if any(" " in key for key in node.values) else ""


def _advice(node: TextNode, value: Any, kinds: list[str]) -> str:
    if "boolean" in kinds and node.text.lower() in _BOOLEANS:
        return f": write {_BOOLEANS[node.text.lower()]}"
    if kinds == ["array"]:
        return f": write [{node.text}]" if _BARE.fullmatch(node.text) else ": begin it with '- ' on a line of its own"
    return _as_number(node) if _NUMBERS & set(kinds) and isinstance(value, str) else ""


def _as_number(node: TextNode) -> str:
    text = node.text
    if not node.plain and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        return f": take the quotes off {text}"
    if re.fullmatch(r"[0-9]{1,2}(:[0-9]{2}){1,2}", text):
        return ": a number has no colon"
    if re.fullmatch(r"-?[0-9]+,[0-9]+", text):
        return f": write {text.replace(',', '.')}"
    if share := re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,3})?) ?%", text):
        return f": write {float(share[1]) / 100:g} where it goes from 0 to 1, or {share[1]} where it goes to 100"
    bare = re.fullmatch(r"[^0-9]{0,4}(-?[0-9]{1,12}(?:[.,][0-9]{1,6})?)[^0-9]{0,8}", text)
    return f": write {bare[1].replace(',', '.')} alone" if bare else ""
