"""The library page."""

from __future__ import annotations

from threading import Event

from fake_workshop import CARDS, FakeWorkshop, summary
from textual.events import Resize
from textual.geometry import Size
from textual.widgets import Input, OptionList, Static
from tui_hosts import MIDDLE, NARROW, app_of, settle

from simulator.errors import ContentError, HistoryError, SimulatorError
from simulator.settings import Settings
from simulator.tui.confirm import Confirm
from simulator.tui.library import LibraryPage
from simulator.tui.warning_page import WarningPage


def rows(app):
    listing = app.screen.query_one("#customers", OptionList)
    width = listing.scrollable_content_region.width - 4
    return [listing.get_option_at_index(at).prompt.at(width).plain for at in range(listing.option_count)]


def notice(app):
    return str(app.screen.query_one("#notice", Static).content)


async def test_the_first_frame_does_not_wait_for_the_library():
    app = app_of()
    async with app.run_test(size=NARROW):
        assert "Opening the library" in notice(app)
        assert rows(app) == []


async def test_every_customer_is_listed_with_the_last_result():
    app = app_of(FakeWorkshop(finished=(summary(1),)))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert len(rows(app)) == len(CARDS)
        assert "last time: settled" in rows(app)[0]
        assert not app.screen.query_one("#notice").display


async def test_conversations_left_open_stand_on_top_and_go_on():
    workshop = FakeWorkshop(unfinished=(summary(3, finished=None),))
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert rows(app)[0].startswith("Go on: Late parcel")
        app.screen.query_one("#customers", OptionList).highlighted = 0
        await pilot.press("enter")
        await settle(pilot)
        assert workshop.opened == ["attempt-3"]
        assert app.screen.page == "practice"


async def test_slash_searches_and_escape_shows_all_again():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"charged")
        assert len(rows(app)) == 1
        await pilot.press("escape")
        await pilot.pause()
        assert len(rows(app)) == len(CARDS)
        assert app.focused.id == "customers"


async def test_a_search_without_a_hit_says_how_to_get_out():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"zzz")
        await pilot.pause()
        assert notice(app) == "No customer fits. Esc clears the search and the filters."


async def test_a_filter_narrows_the_list_and_is_marked():
    app = app_of()
    async with app.run_test(size=MIDDLE) as pilot:
        await settle(pilot)
        filters = app.screen.query_one("#filters", OptionList)
        assert filters.display
        await pilot.press("f")
        filters.highlighted = filters.get_option_index("channel phone")
        await pilot.press("enter")
        await pilot.pause()
        assert [row.split("  ")[0] for row in rows(app)] == ["The wrong lamp"]
        assert filters.get_option("channel phone").prompt.plain == "● phone"


async def test_filters_are_hidden_on_a_narrow_screen_until_asked_for():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert not app.screen.query_one("#filters").display
        await pilot.press("f")
        await pilot.pause()
        assert app.screen.query_one("#filters").display
        assert app.focused.id == "filters"


async def test_a_hostile_customer_comes_after_a_page_that_warns():
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        app.screen.query_one("#customers", OptionList).highlighted = 3
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, WarningPage)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, LibraryPage)
        assert workshop.opened == []
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert workshop.opened == ["customer-4"]


async def test_an_empty_library_says_what_to_do():
    app = app_of(FakeWorkshop(listed=()))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert "Add a scenario file" in notice(app)


async def test_files_that_cannot_be_read_are_counted_not_hidden():
    workshop = FakeWorkshop()
    workshop.cards = lambda: (CARDS, (ContentError("wrong", file="a.yaml"),))
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert "1 file can't be read: see simulator list" in str(app.screen.query_one("#head", Static).content)


async def test_a_library_without_a_history_still_lists_its_customers():
    workshop = FakeWorkshop()

    def broken():
        raise HistoryError("The history can't be read: it is damaged.")

    workshop.standings = broken
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert len(rows(app)) == len(CARDS)
        assert notice(app) == "Your results can't be shown. The history can't be read: it is damaged."


async def test_without_a_usable_history_one_may_practise_unsaved_after_being_told():
    workshop = FakeWorkshop(error=HistoryError("The history is locked by another program."))
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, Confirm)
        assert "nothing of this conversation is kept" in app.screen.sentence
        await pilot.click("#yes")
        await settle(pilot)
        assert workshop.keep is False
        assert app.screen.page == "practice"


async def test_a_click_starts_a_conversation():
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.click("#customers", offset=(5, 2))
        await settle(pilot)
        assert workshop.opened == ["customer-2"]


async def test_a_name_that_looks_like_markup_is_shown_as_typed():
    app = app_of(FakeWorkshop(Settings(name="[b]Sam[/b]", first_run_done=True)))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert "[b]Sam[/b]" in app.screen.query_one("#head", Static).content.plain


async def test_a_resize_keeps_the_cursor_and_the_search():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("down", "down")
        await pilot.resize_terminal(200, 60)
        await settle(pilot)
        assert app.screen.query_one("#customers", OptionList).highlighted == 2
        assert app.screen.query_one("#search", Input).value == ""
        assert max(len(line) for row in rows(app) for line in row.split("\n")) > 74


async def test_resizes_in_quick_succession_come_to_rest(monkeypatch):
    laid_out = []
    before = LibraryPage._refresh_layout

    def counted(page, *args, **kwargs):
        laid_out.append(1)
        return before(page, *args, **kwargs)

    monkeypatch.setattr(LibraryPage, "_refresh_layout", counted)
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        laid_out.clear()
        for height in (24, 25, 24, 25, 24):
            size = Size(80, height)
            app.screen.post_message(Resize(size, size))
            app.screen.call_after_refresh(app.screen.refresh)
        await pilot.pause(0.3)
        calmed = len(laid_out)
        await pilot.pause(0.3)
        assert len(laid_out) == calmed


async def test_a_library_that_cannot_be_read_says_so_in_its_place():
    workshop = FakeWorkshop()

    def broken():
        raise SimulatorError("the library of scenarios is missing: install the program again.")

    workshop.cards = broken
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert notice(app) == "the library of scenarios is missing: install the program again."


async def test_an_impatient_second_press_starts_nothing_twice():
    workshop, gate = FakeWorkshop(), Event()
    slow = workshop.practise

    def practise(scenario_id, **options):
        gate.wait(5)
        return slow(scenario_id, **options)

    workshop.practise = practise
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("enter", "enter", "s", "escape")
        await pilot.pause(0.5)
        assert app.screen.query_one("#waiting").display
        gate.set()
        await settle(pilot)
        assert workshop.opened == ["late-parcel"]
        assert app.screen.page == "practice"
        assert len(app.screen_stack) == 2
