"""A customer who asks for whoever decides, and gets it in whatever words, goes along."""

from __future__ import annotations

import pytest

from simulator.training import Workshop

WORKSHOP = Workshop(keep=False)
MAKES_HIM_ASK = ("Calm down.", "It's not our fault.", "You should have checked the part.", "No.")


def asked_for_who_decides():
    session = WORKSHOP.session("stove-part-tonight")
    last = [session.hear(text) for text in MAKES_HIM_ASK][-1]
    assert last.cue.act == "demand_supervisor"
    return session


@pytest.mark.parametrize(
    "text",
    [
        "My team lead is Sven, I'm handing this to him with everything you told me and he will call you in 10 minutes.",
        "Ok, my team lead is Priya. I've told her everything, she'll ring you in 10 minutes",
        "My manager is Els. I'm passing her everything you wrote",
        "Els decides about this. I'm handing it over to her right now",
        "Do you want me to transfer you to her now?",
        "Sven is in charge here, he'll take it from here",
        "I'm going to let my manager know and have him ring you.",
        "My supervisor Paul can see the chat and will answer you here.",
        "OK I'll put Paul on the line.",
        "Someone higher up will ring you.",
    ],
)
def test_who_decides_is_named_and_takes_it_up(text):
    exchange = asked_for_who_decides().hear(text)
    assert (exchange.state.ending, exchange.cue.act) == ("ESCALATED", "escalated")
    assert "hands_over" in exchange.heard.moves


@pytest.mark.parametrize(
    "text",
    [
        "My manager isn't in today.",
        "Let me ask my manager, I'll tell her what you said.",
        "I'll put you on hold.",
        "I'll report it to his manager, she will speak to the driver.",
        "My manager knows him, he'll talk to him.",
        "My manager can see this and will not answer.",
        "My boss asked the driver, I'll have him call you.",
        "My manager told me he won't call anybody.",
        "The driver will call you, he has your number.",
        "I've told my colleague, she'll ring you.",
        "My manager knows. The driver will come, he'll ring you before.",
    ],
)
def test_nobody_with_more_say_takes_it_up(text):
    exchange = asked_for_who_decides().hear(text)
    assert exchange.state.ending is None
    assert not exchange.heard.hands_over


def test_the_manager_who_answers_is_what_settles_a_remark_in_the_studio():
    session = WORKSHOP.session("fitting-room")
    for text in session.scenario.plays[0].replies[:4]:
        session.hear(text.text)
    exchange = session.hear("My manager is Els. I'm passing her everything you wrote.")
    assert (exchange.cue.act, exchange.cue.resolution) == ("accept", "manager_takes_it")
    assert exchange.state.ending is None
