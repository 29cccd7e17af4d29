"""What is typed while a customer is coming is for the reply box: nothing behind takes it, and nothing is lost."""

from __future__ import annotations

from threading import Event

import pytest
from fake_workshop import FakeWorkshop
from tui_hosts import MIDDLE, app_of, home_of, settle

from simulator.tui.history import HistoryPage
from simulator.tui.practice import PracticePage
from simulator.tui.wait_page import WaitPage


def slow_workshop() -> tuple[FakeWorkshop, Event]:
    """A workshop whose customers come when the event is set."""
    workshop, come = FakeWorkshop(), Event()
    practise = workshop.practise

    def late(*args: object, **options: object) -> object:
        come.wait(60)
        return practise(*args, **options)

    workshop.practise = late
    return workshop, come


@pytest.mark.parametrize("host", [home_of, app_of], ids=["home", "library"])
async def test_keys_before_and_while_the_customer_is_coming_stand_in_the_reply_box(host):
    workshop, come = slow_workshop()
    app = host(workshop, start="late-parcel")
    async with app.run_test(size=MIDDLE) as pilot:
        try:
            await pilot.press("enter", *"hs", "space", *"kx", "backspace")
            assert isinstance(app.screen, WaitPage)
        finally:
            come.set()
        await settle(pilot)
        assert isinstance(app.screen, PracticePage)
        assert app.screen.box.text == "hs k"
        assert not any(isinstance(page, HistoryPage) for page in app.screen_stack)


async def test_the_same_holds_where_a_customer_was_chosen_from_a_list():
    workshop, come = slow_workshop()
    app = app_of(workshop)
    async with app.run_test(size=MIDDLE) as pilot:
        try:
            await settle(pilot)
            await pilot.press("enter")
            await pilot.pause()
            await pilot.press(*"Hi", "enter", "A")
            assert isinstance(app.screen, WaitPage)
        finally:
            come.set()
        await settle(pilot)
        assert app.screen.box.text == "Hi\nA"
        assert not app.screen.practice.exchanges
