"""Prompts written as one text with marks around each message, as models read them: ChatML and its likes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_OPENED = re.compile(
    r"<\|im_start\|>[ \t]*([a-z]+)[^\n<]{0,80}\n?|<\|start_header_id\|>[ \t]*([a-z]+)[ \t]*<\|end_header_id\|>\s{0,3}"
)
_CLOSED = re.compile(r"<\|(?:im_end|eot_id|eom_id|end_of_text|endoftext)\|>|</s>(?=\s*(?:<|\Z))")
_BEGUN = re.compile(r"<\|(?:begin_of_text|end_of_text|endoftext)\|>|</?s>")
"""Marks between two conversations."""
_INSTRUCTIONS = frozenset({"system", "developer"})


def is_marked(text: str) -> bool:
    """Whether a text holds at least two marked messages."""
    first = _OPENED.search(text)
    return first is not None and _OPENED.search(text, first.end()) is not None


def marked(text: str) -> Iterator[list[dict[str, Any]]]:
    """The conversations in a text, each as its messages; instructions behind an answer begin the next one."""
    turns: list[dict[str, Any]] = []
    found = list(_OPENED.finditer(text))
    ends = [*(each.start() for each in found[1:]), len(text)][: len(found)]
    for opened, end in zip(found, ends, strict=True):
        role = opened[1] or opened[2]
        between = text[opened.end() : end]
        if turns and role in _INSTRUCTIONS and turns[-1]["role"] not in _INSTRUCTIONS:
            yield turns
            turns = []
        closed = _CLOSED.search(between)
        words = between[: closed.start() if closed else None].strip()
        if words:
            turns.append({"role": role, "content": words})
        if turns and closed and _BEGUN.search(between, closed.start()):
            yield turns
            turns = []
    if turns:
        yield turns
