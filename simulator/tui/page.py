"""The base of every screen: its actions from the one table, its width classes, help, and saving before the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual.message import Message
from textual.screen import Screen

from simulator.tui.actions import bindings
from simulator.tui.asking import ask

Outcome = TypeVar("Outcome")


class Page(Screen[Outcome]):
    """A screen named in the table of actions by ``page``; below 110 columns it is narrow."""

    page: ClassVar[str]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - typed by Textual

    def __init_subclass__(cls, *, page: str = "") -> None:
        """Give the page its key bindings from the table."""
        if page:
            cls.page = page
            cls.BINDINGS = list(bindings(page))
        super().__init_subclass__()

    def ask(self, work: Callable[[], Message]) -> None:
        """Do something slow in a thread; its message arrives in this page's handlers, a failure at the application."""
        ask(self, work)

    def save_now(self) -> None:
        """Store what is unsaved; called before the application ends, however it ends."""

    def was_left(self, attempt: str) -> None:
        """A conversation was left open, by its id; a page that lists those that are open puts the cursor on it."""

    def possible(self, action: str) -> bool:  # noqa: ARG002 - a page overrides it
        """Whether an action makes sense at the moment; what does not is neither listed nor done."""
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own
        """Textual's way of asking."""
        return self.possible(action)

    def action_back(self) -> None:
        """Leave this page; its outcome is None."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Explain this page."""
        from simulator.tui.help_page import HelpPage

        self.app.push_screen(HelpPage(self.page))
