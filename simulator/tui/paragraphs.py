"""Text with hanging indents: what follows a label is wrapped beside it, at any width."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

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


class Paragraphs(Widget):
    """Shows paragraphs, wrapped for its width."""

    DEFAULT_CSS = "Paragraphs { height: auto; }"

    def __init__(self, paragraphs: Iterable[Paragraph], *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.paragraphs = tuple(paragraphs)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's own
        """As many lines as the words take at this width."""
        return len(hanging(self.paragraphs, width))

    def render(self) -> Content:
        """The lines, set for the current width."""
        return Content("\n").join(hanging(self.paragraphs, self.size.width))
