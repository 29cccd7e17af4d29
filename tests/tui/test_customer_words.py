"""The practice page while a model or a person words the customer: nothing blocks, nothing is shown too early."""

from __future__ import annotations

from random import Random
from threading import Event

import pytest
from textual.widgets import Input
from tui_hosts import MIDDLE, Clock, said, settle

from simulator.exchange import Worded
from simulator.llm.customer import Wording
from simulator.llm.customer_voice import ModelVoice, PersonVoice
from simulator.llm.fakes import ScriptedModel
from simulator.settings import Settings
from simulator.training import Workshop
from simulator.tui.app import SimulatorApp
from simulator.tui.customer_card import CardPage
from simulator.tui.key_line import KeyLine

ASKS = "What does the tracking show?"
GOOD = 'It has said "at depot" since Thursday, and it does not move.'


class Waiting:
    """A voice whose words come when the test lets them."""

    name, present = "waiting", False

    def __init__(self) -> None:
        self.go, self.left = Event(), False

    def word(self, brief):
        self.go.wait(10)
        return None if self.left else Wording(GOOD, Worded("model", "waiting", brief.script))

    def leave(self):
        self.left = True
        self.go.set()

    def close(self):
        self.leave()


@pytest.fixture
def workshop(tmp_path, monkeypatch):
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path))
    with Workshop(home=tmp_path) as opened:
        opened.save_settings(Settings(first_run_done=True))
        yield opened


def app_with(workshop, voice):
    workshop.voice = voice
    practice = workshop.practise("late-parcel-birthday", seed=1)
    return SimulatorApp(workshop, practice, now=Clock(), at_once=True), practice


async def begun(pilot):
    await settle(pilot)
    await pilot.pause()


async def sent(pilot, text):
    pilot.app.screen.box.text = text
    await pilot.pause()
    await pilot.press("ctrl+s")
    await pilot.pause()
    await pilot.pause()


def texts(app):
    return [entry.text for entry in app.screen.talk.entries]


async def test_while_the_model_writes_that_is_said_the_reply_box_works_and_the_words_come_when_they_are_there(workshop):
    voice = Waiting()
    app, practice = app_with(workshop, voice)
    async with app.run_test(size=MIDDLE) as pilot:
        await begun(pilot)
        await sent(pilot, ASKS)
        assert texts(app)[-2:] == [ASKS, "Mrs Lindqvist is writing…"]
        await pilot.press(*"And then")
        assert app.screen.box.text == "And then"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert len(practice.exchanges) == 1
        assert app.screen.box.text == "And then"
        voice.go.set()
        await settle(pilot)
        assert texts(app)[-1] == GOOD
        assert app.screen.box.text == "And then"


async def test_f7_lets_the_script_answer_instead(workshop):
    app, practice = app_with(workshop, Waiting())
    async with app.run_test(size=MIDDLE) as pilot:
        await begun(pilot)
        await sent(pilot, ASKS)
        await pilot.press("f7")
        await settle(pilot)
        assert "at depot" in texts(app)[-1]
        assert practice.exchanges[-1].worded.fault == "cut_off"


async def test_leaving_waits_for_no_model(workshop):
    voice = Waiting()
    app, practice = app_with(workshop, voice)
    async with app.run_test(size=MIDDLE) as pilot:
        await begun(pilot)
        await sent(pilot, ASKS)
        await pilot.press("ctrl+q")
    assert voice.left
    assert "at depot" in workshop.resume(practice.attempt_id).messages()[-1].text


async def test_a_model_s_checked_words_are_shown(workshop):
    app, _ = app_with(workshop, ModelVoice(ScriptedModel([GOOD], name="fake"), Random(1)))
    async with app.run_test(size=MIDDLE) as pilot:
        await begun(pilot)
        await said(pilot, ASKS)
        assert texts(app)[-1] == GOOD


async def test_a_person_at_the_card_says_their_own_words_after_one_advice(workshop):
    app, practice = app_with(workshop, PersonVoice())
    async with app.run_test(size=MIDDLE) as pilot:
        await begun(pilot)
        await said(pilot, ASKS)
        assert isinstance(app.screen, CardPage)
        app.screen.query_one("#customer-words", Input).value = "How can I help you today?"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, CardPage)
        assert "You are the customer" in str(app.screen.query_one("#advice").content)
        await pilot.press("enter")
        await settle(pilot)
        assert texts(app)[-1] == "How can I help you today?"
        assert practice.exchanges[-1].worded.by == "person"


async def test_the_words_are_in_sight_on_a_small_screen_and_a_long_card_is_read_on(workshop):
    app, _ = app_with(workshop, PersonVoice())
    async with app.run_test(size=(60, 20)) as pilot:
        await begun(pilot)
        await said(pilot, ASKS)
        box, card = app.screen.query_one("#customer-words"), app.screen.query_one("#card")
        assert box.region.y > 0
        assert box.region.bottom <= app.screen.query_one(KeyLine).region.y
        assert card.max_scroll_y > 0
        await pilot.press("pagedown")
        assert card.scroll_y > 0


async def test_enter_on_an_empty_card_says_what_is_suggested(workshop):
    app, practice = app_with(workshop, PersonVoice())
    async with app.run_test(size=MIDDLE) as pilot:
        await begun(pilot)
        await said(pilot, ASKS)
        suggested = app.screen.card.suggested
        await pilot.press("enter")
        await settle(pilot)
        assert texts(app)[-1] == suggested
        assert not practice.exchanges[-1].worded.stepped_in
