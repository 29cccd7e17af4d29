"""How the main pages look. After a wanted change: pytest tests/tui/test_tui_snapshots.py --snapshot-update."""

from __future__ import annotations

import pytest
from fake_workshop import FakeWorkshop, summary
from tui_hosts import MIDDLE, NARROW, WIDE, app_of, home_of, opened, said, settle

from simulator.settings import Settings

THREE = tuple(summary(number) for number in (1, 2, 3))


def workshop(theme="dark"):
    return FakeWorkshop(Settings(name="Sam", first_run_done=True, theme=theme), finished=THREE)


async def in_mid_conversation(pilot):
    await opened(pilot)
    await said(pilot, "I'm so sorry, Mrs Lindqvist. With Emma's birthday on Saturday I see why this worries you.")
    await said(pilot, "As I said, it is with the [b]courier[/b].")
    await pilot.press(*"You have waited")
    pilot.app.screen.save_now()
    await pilot.pause()


async def at_the_debrief(pilot):
    await opened(pilot)
    await said(pilot, "sorry, bye")
    await pilot.press("f8")
    await settle(pilot)
    await pilot.press("ctrl+n")
    await settle(pilot)


async def at_the_comparison(pilot):
    await settle(pilot)
    await pilot.press("h")
    await settle(pilot)
    await pilot.press("space", "down", "space", "c")
    await settle(pilot)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "200x60"])
def test_the_home_screen_looks_as_before(snap_compare, size):
    assert snap_compare(home_of(workshop()), terminal_size=size, run_before=settle)


@pytest.mark.parametrize("theme", ["light", "high-contrast"])
def test_the_comparison_looks_as_before(snap_compare, theme):
    assert snap_compare(app_of(workshop(theme)), terminal_size=MIDDLE, run_before=at_the_comparison)


@pytest.mark.parametrize("size", [NARROW, MIDDLE], ids=["80x24", "120x40"])
def test_the_library_looks_as_before(snap_compare, size):
    assert snap_compare(app_of(workshop()), terminal_size=size, run_before=settle)


@pytest.mark.parametrize("size", [NARROW, MIDDLE], ids=["80x24", "120x40"])
def test_practice_looks_as_before(snap_compare, size):
    assert snap_compare(app_of(workshop()), terminal_size=size, run_before=in_mid_conversation)


@pytest.mark.parametrize("theme", ["dark", "light", "high-contrast"])
def test_the_debrief_looks_as_before_in_every_theme(snap_compare, theme):
    assert snap_compare(app_of(workshop(theme)), terminal_size=MIDDLE, run_before=at_the_debrief)
