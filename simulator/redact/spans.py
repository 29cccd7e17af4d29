"""A stretch of text that is personal data, or that must be kept; and how stretches that overlap are settled."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open code points of a text; ``kind`` is the placeholder's word ("EMAIL"), empty for what is kept."""

    start: int
    end: int
    kind: str = ""


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether any of the words stands in the text, as a part of another word too; each is looked up without a loop."""
    return any(map(text.__contains__, words))


def settled(found: Iterable[Span]) -> list[Span]:
    """The spans in order of the text; of two that overlap, the one named first stays."""
    stay: list[Span] = []
    for span in found:
        at = bisect_left(stay, span)
        free_before = at == 0 or stay[at - 1].end <= span.start
        free_behind = at == len(stay) or span.end <= stay[at].start
        if span.start < span.end and free_before and free_behind:
            stay.insert(at, span)
    return stay


def blank(text: str, spans: Iterable[Span]) -> str:
    """The text with nothing but blanks that no finder reads where the spans lie; its length stays."""
    pieces: list[str] = []
    at = 0
    for span in sorted(spans):
        start = max(at, span.start)
        if start < span.end:
            pieces += (text[at:start], "\0" * (span.end - start))
            at = span.end
    return "".join((*pieces, text[at:])) if pieces else text
