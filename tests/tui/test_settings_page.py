"""The settings page."""

from __future__ import annotations

from fake_workshop import FakeWorkshop
from textual.widgets import Input
from tui_hosts import NARROW, app_of, settle

from simulator.errors import SimulatorError
from simulator.settings import Settings
from simulator.tui.library import LibraryPage


async def at_the_settings(pilot):
    await settle(pilot)
    await pilot.press("s")
    await settle(pilot)


async def test_arrow_keys_choose_and_ctrl_s_saves():
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await at_the_settings(pilot)
        await pilot.press("right", "down", "right", "down", "right", "down", "right", "down", "down", "left", "ctrl+s")
        await settle(pilot)
        wanted = Settings(
            "Sam",
            "relaxed",
            hints=False,
            curve_visible=False,
            content_level="strong",
            theme="dark",
            enter_sends=True,
            first_run_done=True,
        )
        assert workshop.saved == [wanted]
        assert isinstance(app.screen, LibraryPage)


async def test_colours_show_at_once_and_escape_saves_what_was_chosen():
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await at_the_settings(pilot)
        app.screen.query_one("#theme").focus()
        await pilot.press("right")
        await pilot.pause()
        assert app.theme == "light"
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, LibraryPage)
        assert workshop.saved[0].theme == "light"


async def test_the_name_is_taken_without_needless_spaces():
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await at_the_settings(pilot)
        app.screen.query_one("#name", Input).value = "  Ana  María "
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert workshop.saved[0].name == "Ana María"


async def test_a_click_on_an_answer_chooses_it():
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await at_the_settings(pilot)
        await pilot.click("#clock", offset=(34, 0))
        await pilot.pause()
        assert app.screen.chosen().clock == "relaxed"


async def test_settings_that_cannot_be_saved_hold_until_the_end_and_say_so():
    workshop = FakeWorkshop()

    def full(settings):
        workshop.settings = settings
        raise SimulatorError("the settings can't be saved in /x: no space left.")

    workshop.save_settings = full
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await at_the_settings(pilot)
        await pilot.press("right", "ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, LibraryPage)
        assert workshop.settings.clock == "relaxed"
        assert "They hold until you leave." in next(iter(app._notifications)).message
