"""The closing ticket, and the way through it to the debrief."""

from __future__ import annotations

from fake_workshop import FakeWorkshop
from textual.widgets import Input, Select, Static, TextArea
from tui_hosts import NARROW, WIDE, app_of, opened, said, settle

from simulator.errors import HistoryError
from simulator.scoring.ticket import Ticket
from simulator.tui.confirm import Confirm
from simulator.tui.debrief import DebriefPage
from simulator.tui.ticket_page import TicketPage


async def at_the_ticket(pilot):
    await opened(pilot)
    await said(pilot, "sorry, bye")
    await pilot.press("f8")
    await settle(pilot)


async def test_a_filled_in_ticket_reaches_the_end_and_the_debrief_follows():
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await at_the_ticket(pilot)
        page = app.screen
        assert isinstance(page, TicketPage)
        page.query_one("#category", Select).value = "delivery"
        page.query_one("#root_cause", Select).value = "courier delay"
        page.query_one("#owner", Input).value = "delivery desk"
        page.query_one("#promise", Input).value = "a new dollhouse"
        page.query_one("#deadline", Input).value = "Friday 12:00"
        page.query_one("#note", TextArea).text = "Sent a new one."
        page.query_one("#priority").focus()
        await pilot.press("right", "ctrl+s")
        await settle(pilot)
        wanted = Ticket(
            "delivery", "high", "courier delay", "delivery desk", "a new dollhouse", "Friday 12:00", "Sent a new one."
        )
        assert workshop.practice.log[-1] == ("finish", wanted)
        assert isinstance(app.screen, DebriefPage)


async def test_an_empty_ticket_is_told_of_once_and_then_closed():
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await at_the_ticket(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, TicketPage)
        assert "Nothing is written here yet" in app.screen.query_one("#ticket-head", Static).content.plain
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert workshop.practice.log[-1] == ("finish", Ticket(priority="normal"))


async def test_one_may_go_on_without_a_ticket():
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await at_the_ticket(pilot)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert workshop.practice.log[-1] == ("finish", None)
        assert isinstance(app.screen, DebriefPage)


async def test_escape_goes_back_to_the_conversation_with_its_draft():
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await said(pilot, "sorry")
        await pilot.press(*"Dear", "f8")
        await settle(pilot)
        assert isinstance(app.screen, TicketPage)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen.page == "practice"
        assert app.screen.box.text == "Dear"
        assert not [entry for entry in workshop.practice.log if entry[0] == "finish"]


async def test_nothing_chosen_is_an_empty_field_and_the_whole_form_fits_the_smallest_screen():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await at_the_ticket(pilot)
        assert app.screen.filled_in() == Ticket(priority="normal")
        assert app.screen.query_one("#note").region.bottom <= 23


async def test_enter_goes_from_field_to_field():
    app = app_of()
    async with app.run_test(size=WIDE) as pilot:
        await at_the_ticket(pilot)
        app.screen.query_one("#owner").focus()
        await pilot.press("enter")
        await pilot.pause()
        assert app.focused.id == "promise"


async def test_a_half_written_ticket_is_still_there_after_a_look_at_the_conversation():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await at_the_ticket(pilot)
        app.screen.query_one("#category", Select).value = "payment"
        app.screen.query_one("#note", TextArea).text = "She rang twice."
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("f8")
        await settle(pilot)
        assert app.screen.filled_in() == Ticket("payment", "normal", note="She rang twice.")


async def test_a_ticket_that_cannot_be_stored_is_not_lost():
    workshop = FakeWorkshop()

    def full(ticket):
        raise HistoryError("the history can't be written: the disk is full.")

    workshop.practice.finish = full
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await at_the_ticket(pilot)
        app.screen.query_one("#note", TextArea).text = "She rang twice."
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, Confirm)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("f8")
        await settle(pilot)
        assert app.screen.filled_in().note == "She rang twice."
