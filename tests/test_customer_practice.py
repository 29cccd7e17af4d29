"""A practised session whose customer somebody else words: nothing is lost, whatever happens while they write."""

from __future__ import annotations

from random import Random
from typing import get_args

import pytest

from simulator.exchange import Worded
from simulator.llm.chat import Fault
from simulator.llm.customer import Wording
from simulator.llm.customer_voice import ModelVoice
from simulator.llm.fakes import ScriptedModel, fault
from simulator.report.worded import WHY
from simulator.session import Session
from simulator.training import Workshop

GOOD = 'The page says "at depot" since Thursday, and it hasn\'t moved an inch.'
ASKS = "What does the tracking show?"


@pytest.fixture
def workshop(tmp_path):
    with Workshop(home=tmp_path) as opened:
        yield opened


def voiced(workshop, *script):
    workshop.voice = ModelVoice(ScriptedModel(script, name="fake"), Random(1))
    return workshop.practise("late-parcel-birthday", seed=1)


def answered(practice):
    brief = practice.brief
    assert practice.say(practice.voice.word(brief), brief)
    return practice.exchanges[-1]


def stored(workshop, practice):
    return workshop.history.attempt(practice.attempt_id).exchanges[-1]


def test_the_exchange_is_stored_with_the_script_s_line_before_the_model_has_said_a_word(workshop):
    practice = voiced(workshop, GOOD)
    exchange = practice.send(ASKS, 5.0)
    assert practice.writing
    assert stored(workshop, practice) == exchange
    assert exchange.worded == Worded(model="fake", fault="cut_off")
    assert practice.messages()[-1].text == ASKS


def test_the_model_s_words_are_the_customer_s_on_the_screen_in_the_store_and_after_resuming(workshop):
    practice = voiced(workshop, GOOD)
    practice.send(ASKS, 5.0)
    exchange = answered(practice)
    assert practice.messages()[-1].text == practice.state.line == GOOD
    assert (exchange.worded.by, stored(workshop, practice)) == ("model", exchange)
    assert workshop.resume(practice.attempt_id).messages()[-1].text == GOOD
    assert practice.send("And what happened?", 5.0).customer == GOOD


def test_a_program_that_dies_while_the_model_writes_leaves_a_session_that_goes_on_by_the_script(workshop):
    practice = voiced(workshop, GOOD)
    practice.send(ASKS, 5.0)
    practice.save_draft("And then")
    again = workshop.resume(practice.attempt_id)
    assert not again.writing
    assert again.draft == "And then"
    assert "at depot" in again.messages()[-1].text
    assert again.exchanges[-1].worded.stepped_in


def test_a_draft_that_is_typed_while_the_model_writes_outlives_its_words(workshop):
    practice = voiced(workshop, GOOD)
    practice.send(ASKS, 5.0)
    practice.save_draft("I see, and")
    answered(practice)
    assert workshop.history.draft(practice.attempt_id).text == "I see, and"


def test_words_that_come_too_late_change_nothing(workshop):
    practice = voiced(workshop, GOOD)
    practice.send(ASKS, 5.0)
    brief, line = practice.brief, practice.state.line
    practice.leave_off()
    assert not practice.say(Wording("Too late.", Worded("model")), brief)
    assert practice.state.line == line


def test_only_the_wording_differs_from_a_scripted_session(workshop):
    practice = voiced(workshop, GOOD)
    practice.send(ASKS, 5.0)
    exchange = answered(practice)
    scripted = Session(practice.scenario, workshop.live_kit, seed=1)
    other = scripted.hear(ASKS, 5.0)
    assert other.worded is None
    for name in exchange.__struct_fields__:
        if name not in {"state", "worded"}:
            assert getattr(exchange, name) == getattr(other, name), name
    assert exchange.state.mood == other.state.mood
    assert exchange.state.known == other.state.known


def test_a_turn_replayed_as_it_was_meant_is_worded_anew(workshop):
    practice = voiced(workshop, GOOD, fault("refused"))
    practice.send(ASKS, 5.0)
    answered(practice)
    practice.replay_last(("offer:replacement",))
    assert practice.writing
    answered(practice)
    assert stored(workshop, practice) == practice.exchanges[-1]


def test_the_debrief_says_in_plain_words_where_the_script_stepped_in(workshop):
    practice = voiced(workshop, GOOD, fault("refused"))
    practice.send(ASKS, 5.0)
    answered(practice)
    practice.send("What happened, and who did you ring?", 5.0)
    answered(practice)
    told = " ".join(practice.finish(None).happened)
    assert "A language model worded the customer" in told
    assert "The script stepped in after your second reply: the model's server refused the key." in told


def test_the_screen_is_told_once_why_the_script_stepped_in_and_not_of_words_that_failed_a_check(workshop):
    practice = voiced(workshop, "How can I help you?", "How may I assist you?", fault("refused"), fault("refused"))
    asides = []
    for reply in (ASKS, "What happened, and who did you ring?", "When do you need it?"):
        practice.send(reply, 5.0)
        answered(practice)
        asides.append(practice.aside)
    told = "The script speaks for the customer here: the model's server refused the key. You go on as before."
    assert asides == ["", told, ""]


def test_every_fault_of_a_model_has_words_of_its_own_in_the_debrief():
    assert set(get_args(Fault)) <= set(WHY)


def test_a_scripted_session_says_nothing_of_models(workshop):
    practice = workshop.practise("late-parcel-birthday", seed=1)
    practice.send(ASKS, 5.0)
    assert not practice.writing
    assert "model" not in " ".join(practice.finish(None).happened)


def test_what_an_event_adds_stays_behind_the_model_s_words(workshop):
    scenario_id = next(
        name
        for name in workshop.library.scenario_ids()
        if any(event.says and event.after_exchange == 1 for event in workshop.scenario(name).events)
        or any(event.says for event in workshop.scenario(name).events)
    )
    scenario = workshop.scenario(scenario_id)
    session = workshop.session(scenario_id, seed=1)
    for reply in scenario.plays[0].replies:
        if session.over or session.hold(reply.text, reply.delay_s) is not None:
            continue
        exchange = session.hear(reply.text, reply.delay_s)
        event = next((item for item in scenario.events if item.id == exchange.event and item.says), None)
        if event is not None:
            again = session.reword("In other words.", Worded("model"))
            assert again.state.line == "\n".join(["In other words.", *event.says])
            return
    pytest.fail(f"no event of {scenario_id} adds words in its first play")
