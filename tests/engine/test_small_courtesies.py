"""Courtesies, a yes asked for, and answers in the words of the question: heard as what they are, in whole scenarios."""

from __future__ import annotations

import pytest

from simulator.scenario.model import PlayReply
from simulator.signals import read
from simulator.training import Workshop

WORKSHOP = Workshop(keep=False)


def heard(scenario, text):
    return WORKSHOP.session(scenario).hear(text)


@pytest.mark.parametrize(
    "text",
    [
        "I can send a new dollhouse by express today, is that ok?",
        "I can send you a new one. Is that alright for you?",
        "I suggest the refund. Is this okay with you?",
        "We could call the depot. Are you happy with that?",
    ],
)
def test_asking_for_a_yes_to_an_offer_does_not_ask_if_all_is_settled(text):
    assert read(text).strengths["closing_question"] < 1 / 3


@pytest.mark.parametrize("text", ["Is that okay for you?", "I can send it. Is everything settled for you now?"])
def test_asking_if_all_is_settled_still_does(text):
    assert read(text).strengths["closing_question"] >= 1 / 3


@pytest.mark.parametrize("text", ["How can I help?", "Hello there, how can I help you?", "How may I assist you today?"])
def test_asking_how_to_help_is_a_courtesy_that_puzzles_nobody(text):
    exchange = heard("late-parcel-birthday", text)
    assert exchange.cue.act != "puzzled"
    assert exchange.after == exchange.before


def test_what_is_put_as_a_question_gets_the_answer():
    exchange = heard("first-chat", "It takes an E14 LED and no bulb is included. May I add one for 4.90?")
    assert (exchange.cue.act, exchange.cue.resolution) == ("accept", "bulb_too")


def test_an_answer_in_the_words_of_the_question_sums_nothing_up():
    exchange = heard(
        "first-chat", "Hello Ms Ribeiro, the lamp comes without a bulb. You need an E14 LED, up to 4 watts."
    )
    assert "summed up" not in exchange.heard_line
    assert "that answers what she asked" in exchange.feedback


def test_what_is_asked_for_is_told_in_plain_english():
    exchange = heard("late-parcel-birthday", "What happened when you called the courier?")
    assert "asked whether the courier was called" in exchange.heard_line


def test_an_insult_leaves_no_full_marks_for_clarity_or_resolution():
    replies = [
        PlayReply("I'm so sorry, Mrs Lindqvist. What does the tracking show?"),
        PlayReply("Shut up, you stupid cow."),
    ]
    session, _ = WORKSHOP.replay("late-parcel-birthday", replies)
    marks = [mark for mark in session.exchanges[1].marks if mark.points is not None]
    assert {mark.rubric for mark in marks} == {"empathy", "clarity", "resolution"}
    assert all(mark.points <= 1 for mark in marks)
