"""F1: the page explained in five lines, and its keys."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from simulator.tui.actions import ACTIONS
from simulator.tui.explanations import EXPLANATIONS


class HelpPage(ModalScreen[None]):
    """Explains one page; Esc, Enter and F1 close it."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [("escape,enter,f1,q", "close", "Back")]

    def __init__(self, page: str) -> None:
        super().__init__()
        self.about = page

    def compose(self) -> ComposeResult:
        """The five lines first, then each key."""
        with VerticalScroll(id="dialog"):
            yield Static(Content("\n".join(EXPLANATIONS[self.about])), id="explained")
            yield Static(key_table(self.about), id="keys")
            yield Static(Content("Esc closes this."), classes="quiet")

    def action_close(self) -> None:
        """Back to the page."""
        self.dismiss(None)


def key_table(page: str) -> Content:
    """Each key of a page and of the application with what it does, one a line."""
    parts: list[tuple[str, str]] = []
    actions = (*ACTIONS[page], *ACTIONS["app"])
    spans = [action.shown_key for action in actions if len(action.shown_key) == 3 and action.shown_key[1] == "-"]
    for action in actions:
        key = action.shown_key
        if len(key) == 1 and any(span[0] <= key <= span[2] for span in spans):
            continue  # "0-4" tells it already
        parts += [(f"{action.shown_key:>6}  ", "bold"), (f"{action.words}\n", "")]
    return Content.assemble(*parts).rstrip()
