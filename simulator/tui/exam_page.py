"""The page before an exam: who will see it, what passes, what is not given; Esc still turns back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from simulator.exam import announcement
from simulator.shown import shown
from simulator.tui.key_line import KeyLine
from simulator.tui.naming import plainly
from simulator.tui.page import Page

if TYPE_CHECKING:
    from simulator.exam import Planned


class ExamPage(Page[bool], page="exam"):
    """Its outcome is True when the trainee takes the exam."""

    def __init__(self, planned: Planned) -> None:
        super().__init__()
        self.planned = planned

    def compose(self) -> ComposeResult:
        """The announcement, a content warning if there is one, and the two ways from here."""
        told = list(announcement(self.planned.terms.pass_mark, alone=self.planned.alone))
        if self.planned.warnings:
            warnings = ", ".join(plainly(shown(warning)) for warning in self.planned.warnings)
            told.append(f"Content warning: {warnings}. There are never slurs.")
        with Vertical(id="welcome"):
            yield Static(Content.styled(f"Exam: {shown(self.planned.title)}", "bold"), id="greeting")
            yield Static(Content("\n\n".join(told)), id="about")
            yield Static(Content("Enter takes the exam. Esc goes back."))
        yield KeyLine(self.page)

    def action_accept(self) -> None:
        """Take it."""
        self.dismiss(True)
