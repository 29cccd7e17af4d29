"""The application: which page stands where, the themes, and a clean way out at any moment."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.command import Provider
from textual.screen import Screen

from simulator.tui.actions import bindings
from simulator.tui.from_home import FromHome
from simulator.tui.home import HomePage
from simulator.tui.leaving import leave_on_signals
from simulator.tui.page import Page
from simulator.tui.themes import THEMES, theme_name

if TYPE_CHECKING:
    from simulator.exam import Planned
    from simulator.practice import Practice
    from simulator.training import Workshop


def _commands() -> type[Provider]:
    from simulator.tui.palette import PageCommands

    return PageCommands


class SimulatorApp(FromHome, App[int], inherit_bindings=False):
    """Shows the pages. ``now`` is a monotonic clock in seconds; ``at_once``: messages don't arrive word by word."""

    TITLE = "Service simulator"
    CSS_PATH = ["app.tcss", "home.tcss", "library.tcss", "welcome.tcss"]  # noqa: RUF012 - typed by Textual
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("app"))
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands}

    def __init__(
        self,
        workshop: Workshop,
        start: str | Practice | Planned | None = None,
        *,
        now: Callable[[], float] = time.monotonic,
        at_once: bool = False,
        seed: int | None = None,
    ) -> None:
        super().__init__()
        self.workshop, self.start, self.now, self.at_once, self.seed = workshop, start, now, at_once, seed
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = theme_name(workshop.settings.theme)

    def get_default_screen(self) -> Screen[Any]:
        """The home screen lies under everything else."""
        return HomePage(self.workshop)

    async def on_mount(self) -> None:
        """Begin with the scenario that was given, or with a welcome; leave cleanly on a signal, too."""
        leave_on_signals(self.action_leave)
        if self.start:
            await self.hold()
            self.call_after_refresh(self.begin_with, self.start)
        elif not self.workshop.settings.first_run_done:
            from simulator.tui.welcome import WelcomePage

            await self.push_screen(WelcomePage(self.workshop.who))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Nothing blinks, neither a cursor here nor the palette's."""
        field: Any = event.widget
        if hasattr(field, "cursor_blink"):  # not isinstance: importing the text area would delay the first frame
            field.cursor_blink = False

    def action_leave(self) -> None:
        """Save what is unsaved and leave."""
        for screen in self.screen_stack:
            if isinstance(screen, Page):
                screen.save_now()
        self.exit(0)


def run(workshop: Workshop, start: str | Practice | Planned | None = None, *, seed: int | None = None) -> int:
    """Show the application until the trainee leaves; the exit code.

    Args:
        workshop: the library, the settings and the history.
        start: a scenario's id, a conversation that was opened, or an exam, to begin with; without one the home
            screen is shown.
        seed: chooses the customers' wordings (None: others each time).

    Raises:
        ContentError: the settings file is wrong.

    """
    return SimulatorApp(workshop, start, seed=seed).run() or 0
