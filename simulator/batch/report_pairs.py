"""The same conversations in two gradings, side by side, as they are read from their files."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, zip_longest
from typing import TypeVar

from msgspec import Struct

from simulator.batch.folder import Folder
from simulator.batch.lines_read import read_lines
from simulator.batch.records import Candidate

_T = TypeVar("_T")


class Talked(Struct, frozen=True):
    """What of a conversation's line is compared."""

    id: str
    scores: dict[str, float | None]
    marks: dict[str, int | None]
    candidates: tuple[Candidate, ...]
    verdicts: dict[str, str] = {}


class Replied(Struct, frozen=True):
    """What of a reply's line is compared."""

    conversation: str
    turn: int
    text: str
    marks: dict[str, int | None]


def pairs(
    old: Iterable[_T], new: Iterable[_T], key: Callable[[_T], str]
) -> Iterator[tuple[_T, _T] | tuple[_T, None] | tuple[None, _T]]:
    """Both in pairs of the same key; what only one has comes last, alone.

    Where the order is the same, as in gradings of the same input, nothing is kept; otherwise what waits for its pair.
    """
    waiting: tuple[dict[str, deque[_T]], dict[str, deque[_T]]] = ({}, {})
    for both in zip_longest(old, new):
        first, second = both
        if first is not None and second is not None and key(first) == key(second) and not any(waiting):
            yield first, second
            continue
        for side, item in enumerate(both):
            if item is None:
                continue
            other = _taken(waiting[1 - side], key(item))
            if other is None:
                waiting[side].setdefault(key(item), deque()).append(item)
            else:
                yield (other, item) if side else (item, other)
    for items in waiting[0].values():
        yield from ((item, None) for item in items)
    for items in waiting[1].values():
        yield from ((None, item) for item in items)


def _taken(waiting: dict[str, deque[_T]], name: str) -> _T | None:
    items = waiting.get(name)
    if not items:
        return None
    found = items.popleft()
    if not items:
        del waiting[name]
    return found


def talked(folder: Folder) -> Iterator[Talked]:
    """The conversations of a grading."""
    return read_lines(folder, "conversations.jsonl", Talked)


def replied(folder: Folder) -> Iterator[tuple[str, tuple[Replied, ...]]]:
    """The replies of a grading, by conversation."""
    for name, items in groupby(read_lines(folder, "marks.jsonl", Replied), key=lambda item: item.conversation):
        yield name, tuple(items)
