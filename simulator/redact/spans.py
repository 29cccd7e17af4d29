"""A stretch of text that is personal data, or that must be kept; and how stretches that overlap are settled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open code points of a text; ``kind`` is the placeholder's word ("EMAIL"), empty for what is kept."""

    start: int
    end: int
    kind: str = ""


def settled(found: Iterable[Span]) -> list[Span]:
    """The spans in order of the text; of two that overlap, the one named first stays."""
    kept: list[Span] = []
    for span in found:
        if span.start < span.end and all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept)


def blank(text: str, spans: Iterable[Span]) -> str:
    """The text with nothing but blanks that no finder reads where the spans lie; its length stays."""
    for span in spans:
        text = text[: span.start] + "\0" * (span.end - span.start) + text[span.end :]
    return text
