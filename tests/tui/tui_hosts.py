"""The application under test: a fake workshop, a clock that only the test moves, and waiting for workers.

Most tests begin in the library (``app_of``); ``home_of`` begins as a person does, on the home screen.
"""

from __future__ import annotations

from fake_workshop import FakeWorkshop
from textual.pilot import Pilot

from simulator.tui.app import SimulatorApp
from simulator.tui.library import LibraryPage

NARROW, MIDDLE, WIDE = (80, 24), (120, 40), (200, 60)


class Clock:
    """Seconds that pass only when a test says so."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def app_of(workshop: FakeWorkshop | None = None, **options: object) -> SimulatorApp:
    app = home_of(workshop, **options)
    app.get_default_screen = lambda: LibraryPage(app.workshop)
    return app


def home_of(workshop: FakeWorkshop | None = None, **options: object) -> SimulatorApp:
    return SimulatorApp(workshop or FakeWorkshop(), **{"now": Clock(), "at_once": True} | options)


async def settle(pilot: Pilot[int]) -> None:
    """Let workers finish and their messages arrive."""
    for _ in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def opened(pilot: Pilot[int]) -> None:
    """Open the first customer of the library, however long a busy machine takes for it."""
    await settle(pilot)
    page = pilot.app.screen
    await pilot.press("enter")
    for _ in range(100):
        await settle(pilot)
        if pilot.app.screen is not page:
            break


async def said(pilot: Pilot[int], text: str) -> None:
    """Write a reply and send it."""
    pilot.app.screen.box.text = text
    await pilot.pause()
    await pilot.press("ctrl+s")
    await settle(pilot)
