"""Reads JSON that isn't quite JSON: several values after another, spare characters, files that break off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from simulator.transcripts.records import Piece, Quarantined

DEEP = "nested too deeply"


def partial(start: bytes) -> Any:
    """What can be read of a value whose end is missing; None where nothing can."""
    return _partial(start)[0]


def decoded_json(text: str) -> Any:
    """A value, also where a tool wrote control characters or NaN as they are.

    Raises:
        ValueError: it is no JSON; the message says where.

    """
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        import json

        try:
            return json.loads(text, strict=False)
        except ValueError:
            raise ValueError(broken_json(error)) from None


def broken_json(error: Exception) -> str:
    """What is wrong with a line of JSON, in words for people."""
    words = str(error)
    return "it breaks off before its end" if words == "Input data was truncated" else words


def ends_at(text: str) -> str:
    """Where a text breaks off within its one JSON value, for people; empty where that is not what is wrong."""
    import json

    try:
        json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        whole = text.rstrip()
        if error.pos >= len(whole) or error.msg.startswith("Unterminated string"):
            line = whole.count("\n") + 1
            return f"line {line}, character {len(whole) - (whole.rfind(chr(10)) + 1)}"
    except (ValueError, RecursionError):
        pass
    return ""


def items(value: Any, file: str) -> Iterator[Piece]:
    """The items of an array, or the one value that a file is."""
    if isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield Piece(item, file, f"item {number}")
    else:
        yield Piece(value, file, "")


def mended_json(text: str, file: str, reason: str) -> Iterator[Piece | Quarantined]:
    """Several values after another, or a file that breaks off: all that came before."""
    import json

    decoder, at, found = json.JSONDecoder(strict=False), 0, 0
    while at < len(text):
        while at < len(text) and text[at] in " \t\r\n,;":
            at += 1
        try:
            value, at = decoder.raw_decode(text, at)
        except RecursionError:
            yield Quarantined(file, f"value {found + 1}", DEEP)
            return
        except ValueError:
            break
        found += 1
        yield from (Piece(each.value, file, each.position or f"value {found}") for each in items(value, file))
    if at >= len(text):
        return
    value, path = _partial(text[at:].encode())
    yield from items(_without_last(value, path), file)
    yield Quarantined(file, f"character {at + 1}" if found else "", f"no JSON: {reason}")


def _partial(start: bytes) -> tuple[Any, list[Any]]:
    """A value as far as it can be read, and its containers that were still open, outermost first."""
    import ijson

    builder = ijson.ObjectBuilder()
    opened: list[Any] = []
    try:
        for event, value in ijson.basic_parse(start, use_float=True):
            builder.event(event, value)
            if event in {"start_map", "start_array"}:
                opened.append(_last(opened[-1]) if opened else builder.value)
            elif event in {"end_map", "end_array"}:
                opened.pop()
    except (ijson.JSONError, UnicodeDecodeError, AttributeError):  # a key that comes twice is not the last one
        pass
    return getattr(builder, "value", None), opened


def _last(container: Any) -> Any:
    return container[-1] if isinstance(container, list) else next(reversed(container.values()))


def _without_last(value: Any, opened: list[Any]) -> Any:
    """The value without the record in which the file breaks off."""
    if not opened:
        return value
    for container, inner in zip(opened, [*opened[1:], None], strict=True):
        if isinstance(container, list):
            if container and inner is container[-1]:
                container.pop()
            return value
    return None
