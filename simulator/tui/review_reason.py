"""Why a finding was judged so, or why a mark overrules the software's."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from simulator.shown import shown
from simulator.tui.actions import bindings
from simulator.tui.key_line import KeyLine

LONGEST = 500
"""Characters of a reason."""


class ReasonPage(ModalScreen[str]):
    """One line to write; its outcome is the reason, or None when none is given."""

    CSS_PATH: ClassVar[str] = "review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("reason"))
    page = "reason"

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        """The question, the line, the keys."""
        with Vertical(id="reason"):
            yield Static(Content(shown(self.question, 400)), id="asked")
            yield Input(id="why", max_length=LONGEST, placeholder="in your words")
            yield KeyLine(self.page)

    def action_accept(self) -> None:
        """Keep what was written; an empty line is no reason."""
        written = self.query_one("#why", Input).value.strip()
        if written:
            self.dismiss(written)

    def action_back(self) -> None:
        """Without a reason."""
        self.dismiss(None)
