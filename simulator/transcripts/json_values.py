"""Gives the values of a JSON file one by one: an object, an array, one value a line, or several after another.

A file of more than :data:`SMALL` bytes is never held whole: the items of its arrays come one at a time. The one
exception is a large object that is itself one conversation, as its reader says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from simulator.transcripts.forms import PREFIX
from simulator.transcripts.records import Form, Piece, Quarantined
from simulator.transcripts.source import DAMAGED, LONGEST_LINE, Source
from simulator.transcripts.torn_json import DEEP, decoded_json, items, mended_json, partial

SMALL = 2 * 1024 * 1024
"""Bytes of JSON that are decoded at once."""
DEEPEST = 3
"""How many keys deep the arrays of a wrapper are looked for."""
LARGEST_RECORD = 256 * 1024 * 1024
"""Bytes of a file that is one conversation."""
EVENT = 4
"""Bytes that a bracket, a number or a key counts for, at least, in the length of a record."""
_COMMENT = re.compile(r'("(?:\\.|[^"\\])*")|(?m:^\s*//[^\n]*)|/\*.*?\*/|,(?=\s*[}\]])', re.DOTALL)
"""What examples in documents hold beside JSON: comments, and commas before a closing bracket."""


def values(source: Source, *, whole: Callable[[Any], bool] | None = None) -> Iterator[Piece | Quarantined]:
    """The values of a JSON file in its order, what is damaged between them.

    ``whole`` tells from the beginning of a large object that it is one conversation, and must be read at once.
    """
    if source.form is Form.JSON_LINES:
        yield from _lines(source)
        return
    with source.utf8() as stream:
        try:
            start = stream.read(SMALL + 1)
        except DAMAGED:
            start = source.head
        first = start.lstrip()[:1] if not PREFIX.match(source.beginning) else b"="
        if len(start) <= SMALL:
            yield from _small(start, source.name)
            return
    beginning = partial(start) if whole is not None and first == b"{" else None
    if whole is not None and beginning is not None and whole(beginning):
        yield from _small(_all(source), source.name)
    else:
        yield from _streamed(source, _by_key(beginning, whole) if whole is not None else ())


def _all(source: Source) -> bytes:
    with source.utf8() as stream:
        try:
            return stream.read(LARGEST_RECORD)
        except DAMAGED:
            return source.head


def _lines(source: Source) -> Iterator[Piece | Quarantined]:
    for line in source.lines():
        where = f"line {line.number}"
        if line.problem:
            yield Quarantined(source.name, where, line.problem)
            continue
        if not line.text.strip():
            continue
        try:
            yield Piece(decoded_json(line.text), source.name, where)
        except RecursionError:
            yield Quarantined(source.name, where, DEEP)
        except ValueError as error:
            yield Quarantined(source.name, where, f"no JSON: {error}")


def _small(content: bytes, file: str) -> Iterator[Piece | Quarantined]:
    text = content.decode("utf-8", "replace")
    if prefix := PREFIX.match(text):
        text = text[prefix.end() :].rstrip().removesuffix(";")
    try:
        yield from items(decoded_json(text), file)
    except RecursionError:
        yield Quarantined(file, "", DEEP)
    except ValueError as error:
        try:
            yield from items(decoded_json(_COMMENT.sub(_kept, text)), file)
        except (ValueError, RecursionError):
            yield from mended_json(text, file, str(error))


def _kept(found: re.Match[str]) -> str:
    return found[1] or ""


def _by_key(value: Any, whole: Callable[[Any], bool], prefix: str = "") -> tuple[str, ...]:
    """Where conversations stand as ``{id: conversation}``: the paths to such objects."""
    if not isinstance(value, dict) or prefix.count(".") >= DEEPEST:
        return ()
    inner = {str(key): each for key, each in value.items() if isinstance(each, dict)}
    if any(whole(each) for each in inner.values()):
        return (prefix,)
    below = (_by_key(each, whole, f"{prefix}.{key}".strip(".")) for key, each in list(inner.items())[:20])
    return tuple(path for paths in below for path in paths)


def _streamed(source: Source, by_key: tuple[str, ...]) -> Iterator[Piece | Quarantined]:
    import ijson

    with source.utf8(mended=True) as stream:
        _skip_prefix(stream, source)
        try:
            yield from _walk_events(stream, source.name, by_key)
        except (ijson.JSONError, UnicodeDecodeError, *DAMAGED) as error:
            yield Quarantined(source.name, "the end", f"no JSON: {' '.join(str(error).split())[:200]}")


def _skip_prefix(stream: BinaryIO, source: Source) -> None:
    if prefix := PREFIX.match(source.beginning):
        stream.read(len(prefix[0].encode()))


def _walk_events(stream: BinaryIO, file: str, by_key: tuple[str, ...]) -> Iterator[Piece | Quarantined]:
    import ijson

    events = ijson.parse(stream, use_float=True, multiple_values=True)
    pages: dict[str, dict[str, Any]] = {}
    counts: dict[str, int] = {}
    for prefix, event, value in events:
        keyed = any(prefix != path and prefix.startswith(path) for path in by_key)
        if event in {"start_map", "start_array"} and (prefix.endswith("item") or keyed or prefix.count(".") >= DEEPEST):
            item = _built(events, event)
            counts[prefix] = number = counts.get(prefix, 0) + 1
            if item is None:
                yield Quarantined(file, f"item {number}", f"the record is longer than {LONGEST_LINE >> 20} MB")
                continue
            around = tuple(pages[key] for key in sorted(pages) if not key or prefix.startswith(f"{key}."))
            name = prefix.removesuffix("item").strip(".")
            yield Piece(item, file, name if keyed else f"{name} item {number}".strip(), around)
        elif event == "start_map":
            pages[prefix] = {}
        elif event not in {"end_map", "map_key", "start_array", "end_array"}:
            parent, _, key = prefix.rpartition(".")
            pages.setdefault(parent, {})[key] = value


def _built(events: Iterator[tuple[str, str, Any]], first: str) -> Any:
    """The record whose first event was read; None where it is longer than any record may be, and was passed over."""
    import ijson

    builder, depth, size = ijson.ObjectBuilder(), 1, 0
    builder.event(first, None)
    for _, event, value in events:
        size += len(value) + EVENT if isinstance(value, str) else EVENT
        if size <= LONGEST_LINE:
            builder.event(event, value)
        depth += (event in {"start_map", "start_array"}) - (event in {"end_map", "end_array"})
        if not depth:
            break
    return builder.value if size <= LONGEST_LINE else None


def first_values(source: Source, count: int) -> list[Piece]:
    """The first values of the file, for telling what it is; of a large object, what its beginning holds."""
    if source.form is Form.JSON and not source.small:
        start = source.beginning
        prefix = PREFIX.match(start)
        value = partial((start[prefix.end() :] if prefix else start).encode("utf-8", "replace"))
        return list(islice(items(value, source.name), count))
    return [each for each in islice(values(source), count * 4) if isinstance(each, Piece)][:count]
