"""The application that holds the review screen alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.command import Provider
from textual.screen import Screen

from simulator.tui.actions import bindings
from simulator.tui.leaving import leave_on_signals
from simulator.tui.review import ReviewPage
from simulator.tui.themes import THEMES, theme_name

if TYPE_CHECKING:
    from simulator.batch.review_desk import Desk


def _commands() -> type[Provider]:
    from simulator.tui.palette import PageCommands

    return PageCommands


class ReviewApp(App[int], inherit_bindings=False):
    """Shows a desk until the reviewer leaves; ``theme``: the name of a theme, as in the settings."""

    TITLE = "Service simulator"
    CSS_PATH = ["app.tcss", "review.tcss"]  # noqa: RUF012 - typed by Textual
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("app"))
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands}

    def __init__(self, desk: Desk, theme: str = "") -> None:
        super().__init__()
        self.desk = desk
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme_name(theme)

    def get_default_screen(self) -> Screen[Any]:
        """The review; leaving it leaves the program."""
        return ReviewPage(self.desk)

    def on_mount(self) -> None:
        """Leave cleanly on a signal, too."""
        leave_on_signals(self.action_leave)

    def action_leave(self) -> None:
        """Everything is kept already."""
        self.exit(0)
