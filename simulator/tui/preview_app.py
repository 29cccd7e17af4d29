"""The application that holds the preview alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.command import Provider
from textual.screen import Screen

from simulator.tui.actions import bindings
from simulator.tui.leaving import leave_on_signals
from simulator.tui.preview import PreviewPage
from simulator.tui.themes import THEMES, theme_name

if TYPE_CHECKING:
    from simulator.authoring.previewing import Preview


def _commands() -> type[Provider]:
    from simulator.tui.palette import PageCommands

    return PageCommands


class PreviewApp(App[int], inherit_bindings=False):
    """Shows a preview until the author leaves; ``theme``: the name of a theme, as in the settings."""

    TITLE = "Service simulator"
    CSS_PATH = ["app.tcss", "preview.tcss"]  # noqa: RUF012 - typed by Textual
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("app"))
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands}

    def __init__(self, preview: Preview, theme: str = "", now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.preview, self.now = preview, now
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme_name(theme)

    def get_default_screen(self) -> Screen[Any]:
        """The preview; leaving it leaves the program."""
        return PreviewPage(self.preview, self.now)

    def on_mount(self) -> None:
        """Leave cleanly on a signal, too."""
        leave_on_signals(self.action_leave)

    def action_leave(self) -> None:
        """There is nothing to keep."""
        self.exit(0)
