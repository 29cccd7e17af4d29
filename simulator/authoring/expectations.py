"""Rewrites the expectations of golden plays to what came of them: these lines only, the rest stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil, floor
from pathlib import Path

from msgspec import Struct

from simulator.authoring.finding import Edit
from simulator.authoring.golden import Difference, Outcome
from simulator.authoring.mending import applied
from simulator.authoring.script import at
from simulator.authoring.suite import Result
from simulator.content import Document, read
from simulator.content.document import ListNode, TextNode
from simulator.content.source import read_source

_WORD = re.compile(r"[\"']?[A-Z_]+[\"']?")
_LIST = re.compile(r"\[[^\[\]]*\]")


class Update(Struct, frozen=True):
    """What would be changed in one file. ``left``: what a person has to change, in words; ``open``: in which plays."""

    path: Path
    file: str
    edits: tuple[Edit, ...]
    left: tuple[str, ...]
    open: frozenset[int] = frozenset()


def update_of(path: Path, tests: Sequence[Result]) -> Update:
    """The edits that make the plays of one file expect what came of them.

    A range is widened to the next whole number, no further. What can't be written as an expectation (no ending where
    one is expected) is left to a person.
    """
    source = read_source(path)
    document = read(source.text, source.file)
    edits, left, unsettled = list[Edit](), list[str](), set[int]()
    for test in tests:
        for each in test.differences:
            edit = _edit(document, source.text, test, each)
            if edit is None:
                unsettled.add(test.index)
                left.append(f"{test.file}:{test.line}: {test.name}: {each.words}: change this by hand")
            else:
                edits.append(edit)
    return Update(path, source.file, tuple(edits), tuple(left), frozenset(unsettled))


def updated(update: Update) -> str:
    """The file's text with the edits in it."""
    text = read_source(update.path).text
    return applied(text, update.edits) or text


def _edit(document: Document, text: str, test: Result, each: Difference) -> Edit | None:
    node = at(document, ("plays", test.index, "expect", *each.path))
    if test.outcome is None or not isinstance(node, TextNode | ListNode):
        return None
    new = _new(each, node, test.outcome)
    rest = text.splitlines()[node.line - 1][node.column - 1 :]
    old = (_WORD if isinstance(node, TextNode) else _LIST).match(rest)
    return None if new is None or old is None else Edit(node.line, node.column, old.group(), new)


def _new(each: Difference, node: TextNode | ListNode, found: Outcome) -> str | None:
    key = each.path[0]
    if key == "ending":
        return found.ending
    if key == "phase":
        return found.phase
    if key == "phases":
        return f"[{', '.join(found.phases)}]"
    values = {"end_hostility": found.end, "peak_hostility": found.peak}
    value = values[str(key)] if key in values else found.scores.get(str(each.path[-1]))
    return None if value is None or not isinstance(node, ListNode) else _widened(node, value)


def _widened(node: ListNode, value: float) -> str | None:
    bounds = [item.text for item in node.items if isinstance(item, TextNode)]
    if len(bounds) != len(node.items) or len(bounds) != 2:
        return None
    low, high = bounds
    if value < float(low):
        low = str(floor(value))
    elif value > float(high):
        high = str(ceil(value))
    return f"[{low}, {high}]"
