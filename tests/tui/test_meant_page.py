"""Not what I meant: pick what was meant, and the turn is replayed."""

from __future__ import annotations

from fake_workshop import FakeWorkshop
from textual.widgets import OptionList
from tui_hosts import NARROW, app_of, opened, said, settle

from simulator.tui.meant import MeantPage


def rows(app):
    listing = app.screen.query_one("#moves", OptionList)
    return [listing.get_option_at_index(at).prompt.plain.strip() for at in range(listing.option_count)]


async def test_f3_does_nothing_before_the_first_reply():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await pilot.press("f3")
        assert app.screen.page == "practice"


async def test_what_was_heard_is_picked_and_stands_on_top():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await said(pilot, "Sorry, is it?")
        await pilot.press("f3")
        await pilot.pause()
        assert isinstance(app.screen, MeantPage)
        assert rows(app)[:2] == ["heard", "● says sorry"]


async def test_a_picked_move_replays_the_turn_and_play_goes_on():
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await said(pilot, "Shall I pop another one in tonight's van?")
        assert "F3 lets you say what you meant" in app.screen.query_one("#hint").content.plain
        await pilot.press("f3")
        await pilot.pause()
        await pilot.press(*"repl", "down", "enter", "ctrl+s")
        await settle(pilot)
        assert workshop.practice.log[-1] == ("replay", ("offer replacement",))
        assert app.screen.page == "practice"
        assert len(app.screen.talk.entries) == 3
        assert app.focused is app.screen.box


async def test_search_words_narrow_the_moves():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await said(pilot, "Hm.")
        await pilot.press("f3")
        await pilot.pause()
        await pilot.press(*"repl")
        await pilot.pause()
        assert rows(app)[:2] == ["offers", "○ offers a replacement"]


async def test_nothing_picked_cannot_be_replayed_and_escape_changes_nothing():
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await said(pilot, "Hm.")
        await pilot.press("f3")
        await pilot.pause()
        await pilot.press("down", "enter", "ctrl+s")
        assert isinstance(app.screen, MeantPage)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.page == "practice"
        assert not [entry for entry in workshop.practice.log if entry[0] == "replay"]


async def test_a_long_reply_is_quoted_shortly_and_as_typed():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await said(pilot, "[b]word[/b] " * 100)
        await pilot.press("f3")
        await pilot.pause()
        quoted = app.screen.query_one("#explained").content.plain
        assert quoted.startswith("“[b]word[/b]")
        assert len(quoted) < 210


async def test_space_ticks_and_what_is_ticked_stays_in_sight_of_another_search():
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await said(pilot, "Shall I pop another one in tonight's van?")
        await pilot.press("f3")
        await pilot.pause()
        assert "Space tick" in app.screen.query_one("KeyLine").render().plain
        await pilot.press(*"repl", "down", "space")
        assert "● offers a replacement" in rows(app)
        app.screen.query_one("#move-search").value = "tracking"
        await pilot.pause()
        assert rows(app) == ["questions", "○ asks for the tracking", "ticked so far", "● offers a replacement"]
        app.screen.query_one("#move-search").value = "zebra"
        await pilot.pause()
        assert rows(app) == ["Nothing fits; try other words.", "ticked so far", "● offers a replacement"]


async def test_the_same_as_was_heard_is_not_called_a_replay():
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await said(pilot, "Sorry, is it?")
        await pilot.press("f3")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert app.screen.query_one("#hint").content.plain == "Nothing was changed: that is what was heard."
        assert not [entry for entry in workshop.practice.log if entry[0] == "replay"]
