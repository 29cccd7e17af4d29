"""The page before a hostile customer: what to expect, and that one can turn back or stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from simulator.shown import shown
from simulator.tui.key_line import KeyLine
from simulator.tui.naming import plainly
from simulator.tui.page import Page

if TYPE_CHECKING:
    from simulator.scenario.cards import Card

STRENGTH = {
    "none": "Your setting leaves insults out; the anger stays.",
    "mild": "Your setting keeps insults mild.",
    "strong": "Your setting allows strong insults.",
}


class WarningPage(Page[bool], page="warning"):
    """Its outcome is True when the trainee goes on."""

    def __init__(self, card: Card, level: str) -> None:
        super().__init__()
        self.card, self.level = card, level

    def compose(self) -> ComposeResult:
        """What to expect, and the two ways from here."""
        warnings = ", ".join(plainly(shown(warning)) for warning in self.card.warnings)
        with Vertical(id="welcome"):
            yield Static(Content.styled(shown(self.card.title), "bold"), id="greeting")
            yield Static(
                Content(f"Content warning: {warnings}.\n{STRENGTH[self.level]} There are never slurs."), id="about"
            )
            yield Static(
                Content("Enter starts. Esc goes back. In the conversation F10 stops at once, without a trace.")
            )
        yield KeyLine(self.page)

    def action_accept(self) -> None:
        """Go on."""
        self.dismiss(True)
