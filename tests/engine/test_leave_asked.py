"""Questions that ask leave for the agent's own step: answered as such, and asking for no time, no fact and no end."""

from __future__ import annotations

import pytest
from case_of import families_of, hear, plain_case

from simulator.engine.cue import next_cue
from simulator.engine.hostility import react
from simulator.engine.reaction import Inputs
from simulator.engine.reread import without_consents
from simulator.engine.unheard import nothing_heard
from simulator.mood import Mood, Phase
from simulator.scenario.curve import Curve
from simulator.scenario.model import PlayReply
from simulator.signals import read
from simulator.training import Workshop

CALM = Mood(35, 0.1, 0.5, 0.0, Phase.PROBLEM_SOLVING)


def heard_in(text):
    return without_consents(hear(text, reading=read(text)))


@pytest.mark.parametrize(
    "text",
    [
        "I will write you the steps now, is it ok?",
        "I write you all the steps. Is it ok for you?",
        "May I write you the steps?",
        "Is it ok if I explain it step by step?",
        "Would you mind if I send you the form by email?",
    ],
)
def test_leave_for_a_step_is_given_and_costs_nothing(text):
    heard = heard_in(text)
    assert heard.asks_leave
    assert not heard.closing_question
    assert not heard.asked
    assert not heard.understood
    assert not heard.reading.strength("exploration")
    cue = nothing_heard(heard, CALM, plain_case(), frozenset())
    assert (cue.act, cue.about) == ("wait", "leave")


@pytest.mark.parametrize(
    "text", ["Is it ok when I call you at five?", "Would it be fine if we call you tomorrow at 10:00?"]
)
def test_a_call_put_as_a_question_is_a_call_offered_and_asks_for_no_time(text):
    heard = heard_in(text)
    assert families_of(heard) == {"callback"}
    assert not heard.asked


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("When can I call you?", "callback_time"),
        ("Is it ok when I ask what happened?", "what_happened"),
        ("May I call you in the morning or in the afternoon?", "callback_time"),
    ],
)
def test_what_really_asks_still_asks(text, topic):
    assert topic in {item.topic for item in heard_in(text).asked}


def test_a_question_whether_all_is_settled_still_closes():
    assert heard_in("I've written you the steps. Is everything settled for you?").closing_question
    assert heard_in("Is it settled for you like this?").closing_question


def test_leave_is_asked_for_in_spanish_too():
    session, _ = Workshop(keep=False).replay(
        "ordered-twice-es", (PlayReply("¿Le parece bien si le mando la confirmación por correo?"),), seed=0
    )
    assert (session.exchanges[0].cue.act, session.exchanges[0].cue.about) == ("wait", "leave")


def test_beside_thanks_the_question_is_answered_too():
    heard = heard_in("Thank you for your patience. I will write you the steps now, is it ok?")
    assert heard.understood
    cue = next_cue(heard, react(CALM, Inputs(), Curve()), plain_case(), known=frozenset(), done=frozenset())
    assert (cue.act, cue.about) == ("wait", "leave")


def test_what_is_said_under_it_agrees_with_the_customer():
    session, _ = Workshop(keep=False).replay("first-chat", (PlayReply("May I write you the steps?"),), seed=0)
    (item,) = session.exchanges
    assert item.after == item.before
    assert "not understood" not in item.feedback
    assert item.heard_line == "asked if the next step suits"


@pytest.mark.parametrize("text", ["Why?", "What?", "And why not?"])
def test_a_bare_question_word_explores_nothing(text):
    assert not heard_in(text).reading.strength("exploration")


def test_asking_what_happened_explores():
    assert heard_in("What happened?").reading.strength("exploration") > 0.5
