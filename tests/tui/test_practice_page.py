"""The practice page: writing, sending, what is shown, and every way out."""

from __future__ import annotations

import pytest
from fake_workshop import FakePractice, FakeWorkshop, scenario
from msgspec.structs import replace
from textual import events
from textual.widgets import Input, Static
from tui_hosts import MIDDLE, NARROW, WIDE, Clock, app_of, opened, said, settle

from simulator.errors import HistoryError
from simulator.scenario.model import Opening
from simulator.scoring.marks import Situation
from simulator.settings import Settings
from simulator.tui.case_pane import CasePane
from simulator.tui.confirm import Confirm
from simulator.tui.curve_view import CurveView
from simulator.tui.library import LibraryPage


def hint(app):
    return str(app.screen.query_one("#hint", Static).content)


def last(app):
    return app.screen.talk.entries[-1]


def with_settings(**changes):
    return FakeWorkshop(Settings(name="Sam", first_run_done=True, **changes))


@pytest.mark.parametrize("size", [NARROW, MIDDLE, WIDE])
async def test_a_reply_is_sent_answered_and_explained(size):
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        await said(pilot, "I am so sorry, Mrs Lindqvist.")
        assert workshop.practice.log == [("send", "I am so sorry, Mrs Lindqvist.", None, False)]
        reply, answer = app.screen.talk.entries[-2:]
        assert reply.heard == "asked for the tracking"
        assert answer.text == "It says at depot since Thursday. (1)"
        assert app.screen.box.text == ""
        assert app.focused is app.screen.box


async def test_ctrl_enter_sends_too():
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await pilot.press(*"Hello", "ctrl+enter")
        assert workshop.practice.log[-1][:2] == ("send", "Hello")


async def test_enter_makes_a_new_line_unless_it_is_set_to_send():
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await pilot.press(*"Hi", "enter", *"you")
        assert app.screen.box.text == "Hi\nyou"
        assert workshop.practice.log == []


async def test_enter_sends_when_set_and_shift_enter_makes_the_new_line():
    workshop = with_settings(enter_sends=True)
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await pilot.press(*"Hi", "shift+enter", *"you", "enter")
        await pilot.pause()
        assert workshop.practice.log[-1][:2] == ("send", "Hi\nyou")


async def test_an_empty_reply_is_not_sent_and_costs_nothing():
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await said(pilot, "   \n ")
        assert workshop.practice.log == []
        assert hint(app) == "Write something first; then Ctrl+S sends it."


async def test_a_paste_of_a_megabyte_is_refused_and_the_draft_stays():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await pilot.press(*"Dear")
        app.post_message(events.Paste("x" * 1_000_000))
        await pilot.pause()
        assert app.screen.box.text == "Dear"
        assert "1,000,004 characters; a reply holds at most 20,000" in hint(app)


async def test_a_small_paste_is_inserted():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        app.post_message(events.Paste("two\nlines"))
        await pilot.pause()
        assert app.screen.box.text == "two\nlines"


async def test_the_draft_is_saved_within_a_second_of_a_key():
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await pilot.press(*"Dear Mrs")
        await pilot.pause(1.0)
        assert workshop.practice.draft == "Dear Mrs"
        assert app.screen.box.border_subtitle == "draft saved · 2 words"


async def test_a_draft_that_cannot_be_saved_is_said_and_stays_on_the_screen():
    workshop = FakeWorkshop()
    workshop.practice.broken = True
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await pilot.press(*"Dear")
        await pilot.pause(0.9)
        assert "NOT saved" in app.screen.box.border_subtitle
        assert app.screen.box.text == "Dear"


async def test_a_reply_that_cannot_be_stored_stays_in_the_box():
    workshop = FakeWorkshop()
    workshop.practice.broken = True
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await said(pilot, "I am so sorry.")
        assert app.screen.box.text == "I am so sorry."
        assert "disk is full" in hint(app)


async def test_a_saved_draft_is_put_back_when_the_conversation_goes_on():
    workshop = FakeWorkshop()
    workshop.practice = FakePractice(draft="Dear Mrs Lind")
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        assert app.screen.box.text == "Dear Mrs Lind"
        await pilot.press(*"qvist")
        assert app.screen.box.text == "Dear Mrs Lindqvist"


async def test_a_resize_in_mid_reply_keeps_the_text_and_the_cursor():
    app = app_of()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press(*"Dear Mrs", "left", "left")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        await pilot.press(*"X")
        assert app.screen.box.text == "Dear MXrs"
        assert app.focused is app.screen.box


async def test_words_that_look_like_markup_or_control_are_shown_and_sent_as_typed():
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await said(pilot, "[red]sorry[/red] \x1b[31m مرحبا 😀 [@click=app.quit]x[/]")
        assert workshop.practice.log[-1][1] == "[red]sorry[/red] \x1b[31m مرحبا 😀 [@click=app.quit]x[/]"
        drawn = app.screen.talk.children[-2].content.at(70).plain
        assert "[red]sorry[/red]" in drawn
        assert "\x1b" not in drawn


async def test_the_curve_says_in_words_how_the_customer_feels_and_f9_adds_numbers():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await said(pilot, "I am so sorry.")
        feeling = app.screen.query_one(CurveView)
        assert "calmer than before" in feeling.render().plain
        assert "38" not in feeling.render().plain
        await pilot.press("f9")
        assert "38 of 100, phase 3 of 6" in feeling.render().plain


async def test_f6_hides_the_curve_and_shows_it_again():
    app = app_of()
    async with app.run_test(size=MIDDLE) as pilot:
        await opened(pilot)
        assert app.screen.query_one(CurveView).display
        await pilot.press("f6")
        await pilot.pause()
        assert not app.screen.query_one(CurveView).display
        await pilot.press("f6")
        await pilot.pause()
        assert app.screen.query_one(CurveView).display


async def test_the_curve_can_be_hidden_from_the_start():
    app = app_of(with_settings(curve_visible=False))
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        assert not app.screen.query_one(CurveView).display


async def test_f2_gives_a_hint_and_sending_takes_it_away():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await pilot.press("f2")
        assert hint(app) == "Ask what the tracking says before you offer anything."
        await said(pilot, "sorry")
        assert hint(app) == ""


async def test_escape_puts_the_hint_away_before_it_leaves():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        page = app.screen
        await pilot.press("f2", "escape")
        await settle(pilot)
        assert app.screen is page
        assert hint(app) == ""
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, LibraryPage)


async def test_hints_can_be_switched_off():
    app = app_of(with_settings(hints=False))
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await pilot.press("f2")
        assert hint(app) == ""


async def test_f4_opens_the_case_over_the_conversation_and_escape_closes_it():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        pane = app.screen.query_one(CasePane)
        assert not pane.display
        await pilot.press("f4")
        await pilot.pause()
        assert pane.display
        assert not app.screen.talk.display
        await pilot.press("escape")
        await pilot.pause()
        assert not pane.display
        assert app.focused is app.screen.box


async def test_the_case_stands_beside_the_conversation_where_there_is_room():
    app = app_of()
    async with app.run_test(size=MIDDLE) as pilot:
        await opened(pilot)
        assert app.screen.query_one(CasePane).display
        assert app.screen.talk.display
        body = app.screen.query_one("#case-body", Static).content.plain
        assert "Karin Lindqvist" in body
        assert "Order 48213" in body


async def test_a_search_looks_through_policy_knowledge_and_macros():
    app = app_of()
    async with app.run_test(size=MIDDLE) as pilot:
        await opened(pilot)
        search = app.screen.query_one("#case-search", Input)
        search.focus()
        await pilot.press(*"late")
        await pilot.pause()
        titles = app.screen.query_one("#case-titles")
        listed = [titles.get_option_at_index(at).prompt.plain for at in range(titles.option_count)]
        assert listed == ["policy · Late parcels", "macro · Late parcel"]


async def test_a_macro_goes_to_where_the_cursor_is_in_the_reply():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await pilot.press(*"Dear ", "f4", "right", "right", "right")
        await pilot.pause()
        app.screen.query_one("#case-titles").focus()
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.box.text == "Dear We are sorry for the delay. Please allow 3 working days."
        assert app.focused is app.screen.box


async def test_the_end_is_announced_and_the_reply_box_gives_way():
    app = app_of()
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await said(pilot, "sorry, bye")
        assert "The conversation has ended: settled." in app.screen.query_one("#banner", Static).content.plain
        assert not app.screen.box.display
        assert last(app).text == "Thank you, that settles it."


async def test_a_holding_message_is_no_exchange_and_is_acknowledged():
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await said(pilot, "One moment, I look until 10:10.")
        assert workshop.practice.exchanges == ()
        assert "wait afresh" in hint(app)
        assert [entry.text for entry in app.screen.talk.entries[-2:]] == [
            "One moment, I look until 10:10.",
            "All right, I'll wait.",
        ]


async def test_escape_leaves_the_conversation_open_with_its_draft():
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await pilot.press(*"Dear", "escape")
        await settle(pilot)
        assert isinstance(app.screen, LibraryPage)
        assert workshop.practice.draft == "Dear"
        assert ("stop",) not in workshop.practice.log


async def test_f10_asks_once_and_then_keeps_nothing():
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await pilot.press(*"Dear", "f10")
        assert isinstance(app.screen, Confirm)
        await pilot.click("#yes")
        await settle(pilot)
        assert workshop.practice.log[-1] == ("stop",)
        assert isinstance(app.screen, LibraryPage)


async def test_f10_answered_with_the_safe_answer_goes_on():
    workshop = FakeWorkshop()
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await pilot.press(*"Dear", "f10", "enter")
        await pilot.pause()
        assert app.screen.page == "practice"
        assert app.screen.box.text == "Dear"
        assert ("stop",) not in workshop.practice.log


async def test_a_phone_call_is_heard_word_by_word_and_an_early_answer_cuts_in():
    workshop, clock = FakeWorkshop(), Clock()
    workshop.practice = FakePractice(scenario(channel="phone", opening=Opening(("Where is my parcel, I ask you now",))))
    app = app_of(workshop, at_once=False, now=clock)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        assert last(app).text == "Where"
        clock.at += 0.9
        await pilot.pause(0.2)
        assert last(app).text == "Where is my"
        await said(pilot, "sorry")
        assert workshop.practice.log[-1] == ("send", "sorry", None, True)


async def test_f7_hears_the_whole_message_and_answering_then_cuts_nobody_off():
    workshop = FakeWorkshop()
    workshop.practice = FakePractice(scenario(channel="phone"))
    app = app_of(workshop, at_once=False)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await pilot.press("f7")
        await pilot.pause()
        assert last(app).text.endswith("on Saturday!")
        await said(pilot, "sorry")
        assert workshop.practice.log[-1] == ("send", "sorry", None, False)


async def test_whatsapp_messages_come_one_by_one_and_an_early_answer_is_no_interruption():
    workshop, clock = FakeWorkshop(), Clock()
    workshop.practice = FakePractice(
        scenario(channel="whatsapp", opening=Opening(("Hello?", "Anybody?", "My parcel!")))
    )
    app = app_of(workshop, at_once=False, now=clock)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        assert last(app).text == "Hello?"
        clock.at += 1.0
        await pilot.pause(0.2)
        assert last(app).text == "Hello?\nAnybody?"
        await said(pilot, "sorry")
        assert workshop.practice.log[-1][3] is False


async def test_the_ghost_of_the_time_before_starts_where_the_curve_starts():
    workshop = FakeWorkshop()
    workshop.practice = FakePractice(ghost=(62.0, 70.0))
    app = app_of(workshop)
    async with app.run_test(size=MIDDLE) as pilot:
        await opened(pilot)
        assert app.screen.query_one(CurveView).feeling.ghost == (50.0, 62.0, 70.0)


async def test_nothing_blinks():
    app = app_of()
    async with app.run_test(size=MIDDLE) as pilot:
        await opened(pilot)
        for field in (app.screen.box, app.screen.query_one("#case-search", Input)):
            field.focus()
            await pilot.pause()
            assert field.cursor_blink is False
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert app.focused.cursor_blink is False


async def test_a_stop_that_fails_says_so_and_keeps_the_page():
    workshop = FakeWorkshop()

    def locked():
        raise HistoryError("the history is locked: try again.")

    workshop.practice.stop = locked
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await pilot.press("f10")
        await pilot.click("#yes")
        await settle(pilot)
        assert app.screen.page == "practice"
        assert hint(app) == "The history is locked: try again."


async def test_page_down_reads_on_in_the_case_wherever_the_cursor_is_there():
    workshop = FakeWorkshop()
    long = replace(workshop.practice.scenario.case, earlier=tuple(f"Return number {n}" for n in range(60)))
    workshop.practice = FakePractice(scenario(case=long))
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        assert not app.screen.possible("turn_page")
        await pilot.press("f4")
        await pilot.pause()
        reader = app.screen.query_one("#case-reader")
        await pilot.press("pagedown")
        await pilot.pause()
        assert reader.scroll_y > 0
        await pilot.press("pageup")
        await pilot.pause()
        assert reader.scroll_y == 0


async def test_the_screen_says_once_what_remains_when_all_is_agreed():
    workshop = FakeWorkshop()
    practice = workshop.practice
    send = practice.send

    def agreeing(*given, **more):
        send(*given, **more)
        last = replace(practice.exchanges[-1], situation=Situation(settled=1.0))
        practice.exchanges = (*practice.exchanges[:-1], last)
        return last

    practice.send = agreeing
    app = app_of(workshop)
    async with app.run_test(size=NARROW) as pilot:
        await opened(pilot)
        await said(pilot, "Sorry, I send a new one by express.")
        assert hint(app) == "All is agreed. What remains: ask whether it is settled, or end it with F8."
        await said(pilot, "Sorry once more.")
        assert hint(app) == ""
