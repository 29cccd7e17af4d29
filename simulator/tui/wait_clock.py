"""The head line's clock: how long the customer has been waiting, in the mode the trainee chose."""

from __future__ import annotations

from collections.abc import Callable

from textual.widgets import Static

from simulator.tui.delay import DelayClock
from simulator.tui.naming import CLOCKS


class WaitClock(Static):
    """Shows a delay clock once a second; the page tells it what happens."""

    DEFAULT_CSS = "WaitClock { width: auto; height: 1; color: $quiet; }"

    def __init__(self, mode: str, now: Callable[[], float]) -> None:
        super().__init__(markup=False)
        self.now = now
        self.clock = DelayClock(mode)

    def on_mount(self) -> None:
        """Tick, unless the clock is off."""
        self.show()
        if self.clock.mode != "off":
            self.set_interval(1.0, self.show)

    def show(self) -> None:
        """Show the mode and the wait so far."""
        waited = self.clock.waited(self.now())
        text = CLOCKS[self.clock.mode]
        if self.clock.paused:
            text = "clock paused"
        elif waited is not None:
            text = f"waiting {int(waited) // 60}:{int(waited) % 60:02d}"
        text = f" · {text}"
        if text != str(self.content):
            self.update(text, layout=len(text) != len(str(self.content)))

    def start(self, allowance: float) -> None:
        """The customer's line is shown."""
        self.clock.start(self.now(), allowance)
        self.show()

    def set_hold(self, reason: str, *, held: bool) -> None:
        """Begin or end a reason to stand still."""
        (self.clock.hold if held else self.clock.release)(reason, self.now())
        self.show()

    def typed(self, text: str) -> None:
        """The reply box holds this text now."""
        self.clock.typed(text, self.now())

    def waited(self) -> float | None:
        """Seconds of waiting that the next reply is charged with; None when the clock is off."""
        return self.clock.waited(self.now())
