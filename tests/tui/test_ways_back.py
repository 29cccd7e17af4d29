"""Esc goes back one step: from the case to the reply first, at every width; and a damaged history is no dead end."""

from __future__ import annotations

import pytest
from fake_workshop import FakeWorkshop, card, summary
from tui_hosts import MIDDLE, NARROW, app_of, opened, settle

from simulator.errors import HistoryError
from simulator.tui.confirm import Confirm
from simulator.tui.history import HistoryPage
from simulator.tui.library import LibraryPage
from simulator.tui.practice import PracticePage
from simulator.tui.warning_page import WarningPage

SIZES = pytest.mark.parametrize("size", [NARROW, MIDDLE], ids=["80x24", "120x40"])
DAMAGED = HistoryError("the history history.db is damaged and can't be read.", damaged=True)


def shows(app, name):
    return app.screen.query_one(name).display


@SIZES
async def test_f4_goes_to_the_case_and_escape_or_f4_comes_back_to_the_reply(size):
    app = app_of()
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        for way_back in ("escape", "f4"):
            await pilot.press(*"Dear", "f4")
            await pilot.pause()
            assert app.focused.id == "case-tabs"
            assert shows(app, "#case-back")
            await pilot.press("tab", way_back)
            await pilot.pause()
            assert isinstance(app.screen, PracticePage)
            assert app.focused.id == "reply"
            assert not shows(app, "#case-back")
        assert app.screen.box.text == "DearDear"


async def test_on_a_wide_screen_going_on_writing_is_leaving_the_case():
    app = app_of()
    async with app.run_test(size=MIDDLE) as pilot:
        await opened(pilot)
        await pilot.press("f4")
        app.screen.box.focus()
        await pilot.pause()
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, LibraryPage)


async def test_on_a_narrow_screen_the_case_can_be_read_while_writing():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await pilot.press("f4")
        app.screen.box.focus()
        await pilot.press("D")
        await pilot.pause()
        assert shows(app, "#case-back")
        assert app.screen.box.text == "D"


async def test_a_damaged_history_is_moved_aside_when_asked_and_the_library_goes_on():
    workshop = FakeWorkshop()

    def broken():
        raise DAMAGED

    workshop.standings = broken
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, Confirm)
        assert app.screen.sentence.startswith("The history history.db is damaged")
        workshop.standings = dict
        await pilot.press("left", "enter")
        await settle(pilot)
        assert workshop.moved
        assert isinstance(app.screen, LibraryPage)
        assert app.screen.trouble == ""


async def test_not_now_leaves_a_damaged_history_alone_and_does_not_ask_again():
    workshop = FakeWorkshop()

    def broken():
        raise DAMAGED

    workshop.standings = workshop.attempts = broken
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, LibraryPage)
        assert "can't be shown" in app.screen.trouble
        assert not hasattr(workshop, "moved")
        await pilot.press("h")
        await settle(pilot)
        assert isinstance(app.screen, Confirm), "somebody who asks for the history is told again"
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, HistoryPage)


async def test_opening_a_customer_goes_on_once_the_damaged_history_is_moved_aside():
    workshop = FakeWorkshop(error=DAMAGED)
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        assert isinstance(app.screen, Confirm)
        await pilot.press("left", "enter")
        await settle(pilot)
        assert isinstance(app.screen, PracticePage)


async def test_a_customer_named_at_the_start_is_warned_of_too():
    workshop = FakeWorkshop(listed=(card(4, warnings=("insults",)),))
    app = app_of(workshop, start="customer-4")
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, WarningPage)
        await pilot.press("enter")
        await settle(pilot)
        assert workshop.opened == ["customer-4"]
        assert isinstance(app.screen, PracticePage)


async def test_the_sentence_to_try_stands_below_the_history_for_the_row_under_the_cursor():
    advised = summary(2, to_try="I see why this worries you, Mrs Lindqvist.")
    app = app_of(FakeWorkshop(finished=(advised, summary(1))))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("h")
        await settle(pilot)
        below = app.screen.query_one("#to-try")
        assert "I see why this worries you" in below.content.plain
        await pilot.press("down")
        await pilot.pause()
        assert "I see why this worries you" not in below.content.plain
        assert "After that  met again, 02 November: settled" in below.content.plain
