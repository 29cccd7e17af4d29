"""Writes plain data as the YAML that trainers write: few quotes, long texts folded, comments above keys."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence

Value = str | int | float | bool | Sequence["Value"] | Mapping[str, "Value"]
Comments = Mapping[str, str]
WIDTH = 118
LONGEST_INSIDE = 60
"""Characters of a text that stands well inside brackets."""
_PLAIN = re.compile(r"[^\W_][^\n\t\"{}\[\]#]*")
_FLOW_PLAIN = re.compile(r"[^\W_][^\n\t\"{}\[\]#,:?]*")
_UNSAFE = re.compile(r":(\s|$)|\s#|^\s|\s$")


def yaml_text(data: Mapping[str, Value], comments: Comments | None = None) -> str:
    """The data as YAML text.

    Args:
        data: what to write, in this order.
        comments: a comment by key of the top level, or by path (``persona.curve``); it stands above the key.

    """
    return "\n".join(_mapping(data, 0, "", comments or {})) + "\n"


def _mapping(data: Mapping[str, Value], depth: int, path: str, comments: Comments) -> Iterator[str]:
    pad = " " * depth
    for key, value in data.items():
        here = f"{path}.{key}" if path else key
        if depth == 0 and isinstance(value, Sequence | Mapping) and not isinstance(value, str):
            yield ""
        for line in textwrap.wrap(comments.get(here, ""), WIDTH - depth - 2):
            yield f"{pad}# {line}"
        yield from _entry(f"{pad}{key}:", value, depth, here, comments)


def _entry(head: str, value: Value, depth: int, path: str, comments: Comments) -> Iterator[str]:
    """A key or a dash with what it holds: in the same line where that fits, else below."""
    short = _flow(value, path, comments)
    if short is not None and len(head) + 1 + len(short) <= WIDTH:
        yield f"{head} {short}"
    elif isinstance(value, str):
        yield from _folded(head, value, depth)
    elif isinstance(value, Mapping):
        yield head
        yield from _mapping(value, depth + 2, path, comments)
    elif isinstance(value, Sequence):
        yield head
        for number, item in enumerate(value):
            yield from _item(item, depth + 2, f"{path}.{number}", comments)


def _item(value: Value, depth: int, path: str, comments: Comments) -> Iterator[str]:
    pad = " " * depth
    short = _flow(value, path, comments)
    if isinstance(value, Mapping) and (short is None or depth + 2 + len(short) > WIDTH):
        lines = list(_mapping(value, depth + 2, path, comments))
        yield f"{pad}- {lines[0].lstrip()}"
        yield from lines[1:]
    else:
        yield from _entry(f"{pad}-", value, depth, path, comments)


def _flow(value: Value, path: str, comments: Comments) -> str | None:
    """A value that fits in a line; None for one that is to be written below."""
    if isinstance(value, bool | int | float):
        return _number(value)
    if isinstance(value, str):
        return text_of(value) if "\n" not in value else None
    if any(name == path or name.startswith(f"{path}.") for name in comments):
        return None
    parts = list(value.values()) if isinstance(value, Mapping) else list(value)
    if any(isinstance(part, str) and len(part) > LONGEST_INSIDE for part in parts) or not all(
        _simple(part) for part in parts
    ):
        return None
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_inside(part)}" for key, part in value.items()) + "}"
    return "[" + ", ".join(_inside(part) for part in parts) + "]"


def _number(value: float) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else f"{value:.2f}" if value > 1 else f"{value:.3g}"


def _simple(value: Value) -> bool:
    """Whether it stands well inside brackets: a word, a number, or a list of those."""
    if isinstance(value, str):
        return "\n" not in value
    return not isinstance(value, Sequence | Mapping) or (
        not isinstance(value, Mapping) and all(_short(part) for part in value)
    )


def _short(value: Value) -> bool:
    return isinstance(value, int | float) or (
        isinstance(value, str) and len(value) <= LONGEST_INSIDE and "\n" not in value
    )


def _inside(value: Value) -> str:
    if isinstance(value, str):
        return value if _FLOW_PLAIN.fullmatch(value) and not _UNSAFE.search(value) else _quoted(value)
    return str(_flow(value, "", {}))


def text_of(text: str) -> str:
    """A text in one line, in quotes only where it needs them."""
    return text if _PLAIN.fullmatch(text) and not _UNSAFE.search(text) else _quoted(text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _folded(head: str, text: str, depth: int) -> Iterator[str]:
    yield f"{head} >-"
    pad = " " * (depth + 2)
    for number, part in enumerate(text.split("\n")):
        if number:
            yield ""
        yield from textwrap.wrap(
            part, WIDTH, initial_indent=pad, subsequent_indent=pad, break_on_hyphens=False, break_long_words=False
        )
