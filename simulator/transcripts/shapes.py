"""Recognises the records of other systems by their keys, wherever in a value they stand.

Exports wrap records in many ways (a bare record, an array, ``{"tickets": [...]}``, pages of those, a recorded
response): so a record is looked for from the top down, and what stands around it is kept as its pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import Struct

from simulator.transcripts.records import Piece, Record

DEEPEST = 12
"""How many levels of wrapping are looked through."""
_BETWEEN = ("SCHEMA", "STATE", "ACTIVATE_VERSION", "LOG", "TRACE", "CATALOG", "SPEC")
_WORDS = frozenset("body bodytext bodyhtml content comment commentbody message msg note text textbody htmlbody".split())
"""Columns of words: what looks like JSON there was written by somebody."""
_NO_LETTERS = re.compile(r"[^0-9a-z]+")
_NO_WORDS = re.compile(r"[\W_]+")
_OTHER = re.compile("[\u0370-\u1fff\u2c80-\ud7ff]")
"""Letters of other alphabets: they are all that such a name has."""


@lru_cache(maxsize=20_000)
def key(name: str) -> str:
    """A key without case and separators: ``createdAt``, ``created_at`` and ``Created At`` are ``createdat``."""
    lowered = name.lower()
    return (_NO_WORDS if _OTHER.search(lowered) else _NO_LETTERS).sub("", lowered) or name


def fold(value: Any) -> dict[str, Any]:
    """A dict by folded keys, the first of equal ones; anything else is an empty dict. Values stay as they are."""
    if not isinstance(value, dict):
        return {}
    folded: dict[str, Any] = {}
    for name, each in value.items():
        folded.setdefault(key(str(name)), each)
    return folded


class Shape(Struct, frozen=True):
    """How a record looks: it has all of ``needs``, none of ``never``, and at least ``least`` of ``marks``.

    All are folded keys, written with spaces between. ``test`` looks at the values, where keys alone don't tell.
    """

    kind: str
    needs: str = ""
    marks: str = ""
    least: int = 0
    never: str = ""
    test: Callable[[dict[str, Any]], bool] | None = None

    def score(self, value: dict[str, Any]) -> int:
        """How many telling keys a record has; 0: it is no such record."""
        needs, marks, never = _words(self.needs), _words(self.marks), _words(self.never)
        if not needs <= value.keys() or not never.isdisjoint(value):
            return 0
        found = len(marks & value.keys())
        if found < self.least or not self._passes(value):
            return 0
        return found + len(needs) + (self.test is not None)

    def _passes(self, value: dict[str, Any]) -> bool:
        """Whether the test finds the values it looks for; values of another kind are none."""
        try:
            return self.test is None or self.test(value)
        except (TypeError, ValueError, LookupError, AttributeError):
            return False


@lru_cache(maxsize=2000)
def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def records(piece: Piece, shapes: Iterable[Shape]) -> Iterator[tuple[Record, int]]:
    """The records in a value with the score of each, outermost only; a score of 0 marks what is none among them."""
    yield from _search(_unflattened(piece.value), piece, tuple(shapes), piece.pages, DEEPEST)


def _unflattened(value: Any) -> Any:
    """A row as the record it was made of: ``author.type`` is a key inside ``author``, a cell may hold JSON."""
    if not isinstance(value, dict) or not all(cell is None or isinstance(cell, str) for cell in value.values()):
        return value
    record: dict[str, Any] = {}
    for name, cell in value.items():
        inner = record
        *above, last = str(name).split(".")
        for step in above:
            deeper = inner.setdefault(step, {})
            inner = deeper if isinstance(deeper, dict) else inner.setdefault(f"{step}.", {})
        opened = _embedded(cell) if cell and key(last) not in _WORDS else None
        inner[last] = cell if opened is None else opened
    return record


def best(value: dict[str, Any], shapes: Iterable[Shape]) -> tuple[str, int]:
    """The kind that fits a record (folded keys) best, and its score; ``("", 0)``: none."""
    found = max(((shape.score(value), shape.kind) for shape in shapes), default=(0, ""), key=lambda pair: pair[0])
    return (found[1], found[0]) if found[0] else ("", 0)


def _search(
    value: Any, piece: Piece, shapes: tuple[Shape, ...], pages: tuple[Any, ...], depth: int
) -> Iterator[tuple[Record, int]]:
    if depth == 0:
        return
    if isinstance(value, str):
        value = _embedded(value)
    if isinstance(value, list):
        yield from _listed(value, piece, shapes, pages, depth)
        return
    if not isinstance(value, dict):
        return
    if is_schema(value):
        return
    folded = fold(value)
    kind, score = best(folded, shapes)
    if kind:
        yield Record(kind, folded, piece.file, piece.position, pages), score
        return
    for inner in value.values():
        if isinstance(inner, dict | list | str):
            yield from _search(inner, piece, shapes, (*pages, folded), depth - 1)


def is_schema(value: dict[str, Any]) -> bool:
    """Whether it describes records instead of being one, or is a line between the records of a data pipeline."""
    if value.get("type") in _BETWEEN and "record" not in value:
        return True
    return isinstance(value.get("properties"), dict) and ("$schema" in value or "object" in str(value.get("type")))


def stream_of(value: Any) -> str:
    """The stream whose record a line of a data pipeline holds; empty: it is no such line."""
    if not isinstance(value, dict) or not isinstance(value.get("stream"), str):
        return ""
    return value["stream"] if isinstance(value.get("data", value.get("record")), dict) else ""


def _listed(
    items: list[Any], piece: Piece, shapes: tuple[Shape, ...], pages: tuple[Any, ...], depth: int
) -> Iterator[tuple[Record, int]]:
    """The records of a list; beside records, an item that holds none is a record of no kind (score 0)."""
    found = [list(_search(item, piece, shapes, pages, depth - 1)) for item in items]
    beside = any(found)
    for number, (item, inner) in enumerate(zip(items, found, strict=True), 1):
        yield from inner
        if beside and not inner:
            position = f"{piece.position}, item {number}" if piece.position else f"item {number}"
            yield Record("", fold(item), piece.file, position, pages), 0


def _embedded(text: str) -> Any:
    """JSON written inside a string, as recorded responses hold it."""
    if len(text) < 20 or text[0] not in "{[":
        return None
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return None
