"""Content that is set for the width it is drawn at, so that a resize needs nobody's attention."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual


class Fitted(Visual):
    """Made by ``make(width)`` whenever it is drawn at another width."""

    def __init__(self, make: Callable[[int], Content]) -> None:
        self._make = make
        self._width = -1
        self._content = Content("")

    def at(self, width: int) -> Content:
        """The content for a width in cells."""
        if width != self._width:
            self._width, self._content = width, self._make(max(width, 1))
        return self._content

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Draw it."""
        return self.at(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002 - Textual's own
        """All the width there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """As many lines as the content has at that width."""
        return self.at(width).get_height(rules, width)
