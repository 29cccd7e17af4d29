"""The first run: one question, then the calm customer at once."""

from __future__ import annotations

from fake_workshop import FakeWorkshop, summary
from tui_hosts import NARROW, app_of, settle

from simulator.errors import ContentError
from simulator.settings import Settings
from simulator.tui.confirm import Confirm
from simulator.tui.library import LibraryPage
from simulator.tui.welcome import WelcomePage


async def test_the_first_run_asks_for_a_name_and_goes_to_the_calm_customer():
    workshop = FakeWorkshop(Settings())
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        assert isinstance(app.screen, WelcomePage)
        await pilot.press(*"Sam", "enter")
        await settle(pilot)
        assert workshop.opened == ["first-chat"]
        assert workshop.saved == [Settings(name="Sam", first_run_done=True)]
        assert app.screen.page == "practice"
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, LibraryPage)


async def test_the_name_may_stay_empty():
    workshop = FakeWorkshop(Settings())
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        assert workshop.saved == [Settings(first_run_done=True)]
        assert workshop.opened == ["first-chat"]


async def test_a_named_scenario_opens_at_once_and_asks_nothing():
    workshop = FakeWorkshop(Settings())
    app = app_of(workshop, start="late-parcel")
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert workshop.opened == ["late-parcel"]
        assert app.screen.page == "practice"


async def test_a_scenario_that_cannot_be_read_is_said_in_one_sentence():
    workshop = FakeWorkshop(error=ContentError("unknown key", file="first-chat.yaml", line=3, key="tytle"))
    app = app_of(workshop, start="first-chat")
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, Confirm)
        assert app.screen.sentence == "first-chat.yaml:3:1: tytle: unknown key"
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, LibraryPage)


async def test_a_conversation_left_open_can_be_named_too():
    workshop = FakeWorkshop(unfinished=(summary(3, finished=None),))
    app = app_of(workshop, start="attempt-3")
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert workshop.opened == ["attempt-3"]
        assert app.screen.page == "practice"
