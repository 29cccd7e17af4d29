"""A customer who asks for a supervisor still tells what nothing can be solved without; a calm one lets be asked."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from simulator.mood import Phase
from simulator.scenario.model import PlayReply
from simulator.training import Workshop

WORKSHOP = Workshop(keep=False)


def demanding(scenario):
    """A session whose customer asks for a supervisor."""
    session = WORKSHOP.session(scenario)
    while not session.state.mood.demanded:
        session.hear("Calm down, please. You are overreacting.")
    return session


def test_a_needed_fact_is_told_in_the_same_breath_as_the_demand():
    session = demanding("late-parcel-birthday")
    told = WORKSHOP.session("late-parcel-birthday").hear("What happened?").state
    exchange = session.hear("What happened?")
    assert (exchange.cue.act, exchange.cue.topics) == ("demand_supervisor", ("what_happened",))
    assert set(told.known) <= set(exchange.state.known)
    assert len(exchange.state.line) > len(session.scenario.topics["what_happened"].answers[0])


@pytest.mark.parametrize("text", ["By when do you need it?", "How do you feel about it?", "I'm so sorry for all this."])
def test_whatever_else_is_asked_only_the_demand_is_repeated(text):
    exchange = demanding("late-parcel-birthday").hear(text)
    assert (exchange.cue.act, exchange.cue.topics) == ("demand_supervisor", ())


def test_what_was_told_once_is_not_told_again():
    session = demanding("late-parcel-birthday")
    session.hear("What happened?")
    assert session.hear("What happened?").cue.topics == ()


def test_a_calm_customer_answers_four_questions_and_still_talks_to_us():
    session = WORKSHOP.session("hedge-trimmer")
    wanted = [topic for topic in session.scenario.topics.values() if topic.reveals]
    needs = {fact for item in session.scenario.resolutions for fact in item.needs}
    asks = [topic.asks[0] for topic in wanted if needs & {*topic.reveals} and topic.asks]
    for text in asks[:5]:
        exchange = session.hear(text)
        assert exchange.state.mood.phase is Phase.RATIONAL
        assert exchange.state.mood.idle_run == 0
        assert not exchange.state.mood.demanded


def test_with_the_clock_off_a_promise_for_today_is_not_broken_by_the_waiting_of_the_play():
    session = WORKSHOP.session("late-parcel-birthday")
    session.scenario = replace(session.scenario, channel="email")
    session.hear("I'm so sorry, Mrs Lindqvist. I'll call the courier and write to you by 17:00 today.")
    promised = session.state.promises
    for text in ("What happened?", "By when do you need it?", "Where is the parcel now?", "I see why you're upset."):
        session.hear(text)
    assert promised
    assert not any(row.broken for row in session.state.promises)


def test_a_wait_that_was_measured_breaks_it():
    session, _ = WORKSHOP.replay(
        "late-parcel-birthday",
        [
            PlayReply("I'm so sorry, Mrs Lindqvist. I'll write to you in 2 minutes."),
            PlayReply("I see why you're upset.", 200.0),
        ],
    )
    assert any(row.broken for row in session.state.promises)
