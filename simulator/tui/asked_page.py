"""The page before a customer whom a trainer asked for: who will see the conversation; Esc still turns back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from simulator.practice import ASSIGNED
from simulator.shown import shown
from simulator.tui.key_line import KeyLine
from simulator.tui.naming import plainly
from simulator.tui.page import Page

if TYPE_CHECKING:
    from simulator.scenario.model import Scenario

PRIVATE = "To practise with this customer for yourself first, choose them in the library."


class AskedPage(Page[bool], page="asked"):
    """Its outcome is True when the trainee begins."""

    def __init__(self, scenario: Scenario) -> None:
        super().__init__()
        self.scenario = scenario

    def compose(self) -> ComposeResult:
        """The announcement, a content warning if there is one, and the two ways from here."""
        told = [*ASSIGNED, PRIVATE]
        if self.scenario.warnings:
            warnings = ", ".join(plainly(shown(warning)) for warning in self.scenario.warnings)
            told.append(f"Content warning: {warnings}. There are never slurs.")
        with Vertical(id="welcome"):
            yield Static(Content.styled(f"Asked of you: {shown(self.scenario.title)}", "bold"), id="greeting")
            yield Static(Content("\n\n".join(told)), id="about")
            yield Static(Content("Enter begins. Esc goes back."))
        yield KeyLine(self.page)

    def action_accept(self) -> None:
        """Begin."""
        self.dismiss(True)
