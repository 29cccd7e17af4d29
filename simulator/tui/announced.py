"""The pages before a conversation that has to be announced: what to know first, and the two ways from there."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from simulator.shown import shown
from simulator.tui.key_line import KeyLine
from simulator.tui.naming import plainly
from simulator.tui.page import Page

NEVER = "There are never slurs."


class Announced(Page[bool]):
    """Its outcome is True when the trainee goes on."""

    def __init__(self, heading: str, told: Iterable[str], ways: str) -> None:
        super().__init__()
        self._heading, self._told, self._ways = heading, tuple(told), ways

    def compose(self) -> ComposeResult:
        """What to know first, and the two ways from here."""
        with Vertical(id="welcome"):
            yield Static(Content.styled(self._heading, "bold"), id="greeting")
            yield Static(Content("\n\n".join(self._told)), id="about")
            yield Static(Content(self._ways))
        yield KeyLine(self.page)

    def action_accept(self) -> None:
        """Go on."""
        self.dismiss(True)


def warned(warnings: Iterable[str], beside: str = "") -> str:
    """The content warning as a paragraph, with a sentence ``beside`` it; empty where there is none."""
    named = ", ".join(plainly(shown(warning)) for warning in warnings)
    return f"Content warning: {named}.{beside} {NEVER}" if named else ""
