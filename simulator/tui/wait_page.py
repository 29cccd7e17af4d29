"""While something slow is done: a sentence after a moment, no key that could start it twice, and none that is lost."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

PATIENCE = 0.3
"""Seconds before the sentence appears: what is quicker should not flicker."""


class WaitPage(ModalScreen[None]):
    """Lies over the page that asked; whoever pushed it takes it away.

    ``typed`` is what was written meanwhile: for the reply box, where a conversation comes of it.
    """

    CSS_PATH: ClassVar[str] = "dialog.tcss"

    def __init__(self, sentence: str, typed: str = "") -> None:
        super().__init__()
        self.sentence, self.typed = sentence, typed

    def compose(self) -> ComposeResult:
        """The sentence."""
        yield Static(Content(self.sentence), id="waiting")

    def on_mount(self) -> None:
        """Say it after a moment."""
        self.set_timer(PATIENCE, lambda: self.add_class("-said"))

    def on_key(self, event: events.Key) -> None:
        """Keep what is written; Enter makes a line only within it, so that it starts or sends nothing."""
        if event.key == "backspace":
            self.typed = self.typed[:-1]
        elif event.key == "enter":
            self.typed += "\n" if self.typed else ""
        elif event.is_printable and event.character:
            self.typed += event.character

    def on_paste(self, event: events.Paste) -> None:
        """Keep what is pasted, unless it is too long to be a reply."""
        from simulator.session import LONGEST_REPLY  # its engine is what is waited for: the first frame goes without

        if len(self.typed) + len(event.text) <= LONGEST_REPLY:
            self.typed += event.text
