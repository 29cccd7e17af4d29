"""A question with two answers, and a sentence about an error with one thing to do."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from simulator.shown import shown


class Confirm(ModalScreen[bool]):
    """Asks once; Esc and the second button mean no. With no second button it only tells."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "answer(False)", "No"),
        ("left,right,up,down", "app.focus_next", "Other answer"),
    ]

    def __init__(self, sentence: str, yes: str, no: str = "", *, safe: bool = True) -> None:
        super().__init__()
        self.sentence, self.yes, self.no = sentence, yes, no
        self.safe = safe and bool(no)

    def compose(self) -> ComposeResult:
        """The sentence, then the buttons."""
        with Vertical(id="dialog"):
            yield Static(Content(shown(self.sentence, 2000)), id="explained")
            with Horizontal(id="answers"):
                yield Button(Content(self.yes), id="yes")
                if self.no:
                    yield Button(Content(self.no), id="no")

    def on_mount(self) -> None:
        """The answer that changes nothing has the focus."""
        self.query_one("#no" if self.safe else "#yes", Button).focus()

    @on(Button.Pressed)
    def chosen(self, event: Button.Pressed) -> None:
        """A button was pressed."""
        event.stop()
        self.dismiss(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:
        """Answer from the keyboard."""
        self.dismiss(answer)
