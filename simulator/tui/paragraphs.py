"""Text with hanging indents: what follows a label is wrapped beside it, at any width."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from simulator.tui.fitted import Fitted

Paragraph = tuple[Content, Content]
"""A label (a number, a sign, or nothing) and the text that stands beside it."""


def hanging(paragraphs: Iterable[Paragraph], width: int) -> list[Content]:
    """The paragraphs as lines of at most ``width`` cells."""
    lines: list[Content] = []
    for label, text in paragraphs:
        indent = label.cell_length
        first, *rest = text.wrap(max(10, width - indent)) or [Content("")]
        lines += [label + first, *(line.pad_left(indent) for line in rest)]
    return lines


def fitted(paragraphs: Iterable[Paragraph]) -> Fitted:
    """The paragraphs, wrapped for the width they are drawn at."""
    kept = tuple(paragraphs)
    return Fitted(lambda width: Content("\n").join(hanging(kept, width)))
