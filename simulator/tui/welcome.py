"""The first run: a name, or none, and then the calm customer at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from simulator.shown import one_line
from simulator.tui.key_line import KeyLine
from simulator.tui.page import Page

GREETING = """\
This is a place to practise difficult conversations. A customer writes, you answer, and you see how they feel.

Your first customer is calm and takes about three minutes. Nothing can go wrong, and only you see it."""


class WelcomePage(Page[None], page="welcome"):
    """Asks one thing only: a name, where ``known`` is not the name that a team's history has already."""

    AUTO_FOCUS: ClassVar[str | None] = "Input"

    @dataclass
    class Begun(Message):
        """The trainee is ready; the name may be empty."""

        name: str

    def __init__(self, known: str = "") -> None:
        super().__init__()
        self.known, self.begun = known, False

    def compose(self) -> ComposeResult:
        """A greeting, the question, the keys."""
        with Vertical(id="welcome"):
            greeting = f"Welcome, {one_line(self.known, 40)}" if self.known else "Welcome"
            yield Static(Content.styled(greeting, "bold"), id="greeting")
            yield Static(Content(GREETING), id="about")
            if self.known:
                yield Static(Content("Enter begins."), id="question")
            else:
                yield Static(Content("What may we call you? (You can leave it empty.)"), id="question")
                yield Input(id="name", max_length=40)
            yield Static(Content.styled("", "$quiet"), id="status")
        yield KeyLine(self.page)

    @on(Input.Submitted)
    def action_begin(self) -> None:
        """Go to the first customer."""
        if self.begun:
            return
        self.begun = True
        name = self.known or " ".join(self.query_one("#name", Input).value.split())
        for field in self.query(Input):
            field.disabled = True
        self.query_one("#status", Static).update(Content.styled("The customer is on their way…", "$quiet"))
        self.post_message(self.Begun(name))

    def on_screen_resume(self) -> None:
        """Back from a message about an error: let them try again."""
        self.begun = False
        for field in self.query(Input):
            field.disabled = False
