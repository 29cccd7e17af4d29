"""Invitations to tell open a call: they are answered by telling, and asked later they ask for what is wished."""

from __future__ import annotations

import pytest

from simulator.training import Workshop

WORKSHOP = Workshop(keep=False)


@pytest.mark.parametrize(
    "text",
    [
        "How can I help?",
        "Hello, Mia speaking, how can I help you?",
        "What can I do for you?",
        "Good morning, Mia here. How may I be of assistance?",
        "Hello, can I help you?",
        "Mia here, what's up?",
        "Hi there, what seems to be the problem?",
    ],
)
def test_an_invitation_on_the_telephone_is_answered_by_telling_and_asks_nothing_again(text):
    exchange = WORKSHOP.session("put-me-through").hear(text)
    assert (exchange.heard_line, exchange.cue.act) == ("asked what happened", "answer")
    assert exchange.heard.reading.strength("re_asking", "wrong_name") == 0


def test_asked_of_a_customer_who_has_begun_to_tell_it_asks_for_what_is_wished():
    session = WORKSHOP.session("late-parcel-birthday")
    session.hear("What does the tracking say?")
    assert session.hear("How can I help?").heard.moves == ("ask:preference",)


def test_asked_how_to_help_to_settle_it_asks_for_the_wish_at_once():
    exchange = WORKSHOP.session("late-parcel-birthday").hear("How may I help to settle this for you?")
    assert exchange.heard.moves == ("ask:preference",)


@pytest.mark.parametrize(
    "text", ["I can help you with that.", "Is there anything else I can do for you?", "Tell me how else I can help."]
)
def test_an_offer_of_help_and_a_closing_question_invite_nobody(text):
    exchange = WORKSHOP.session("put-me-through").hear(text)
    assert "ask:what_happened" not in exchange.heard.moves
    assert "ask:preference" not in exchange.heard.moves
