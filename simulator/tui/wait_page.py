"""While something slow is done: a sentence after a moment, and no key that could start it twice."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

PATIENCE = 0.3
"""Seconds before the sentence appears: what is quicker should not flicker."""


class WaitPage(ModalScreen[None]):
    """Lies over the page that asked; whoever pushed it takes it away."""

    CSS_PATH: ClassVar[str] = "dialog.tcss"

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence

    def compose(self) -> ComposeResult:
        """The sentence."""
        yield Static(Content(self.sentence), id="waiting")

    def on_mount(self) -> None:
        """Say it after a moment."""
        self.set_timer(PATIENCE, lambda: self.add_class("-said"))
