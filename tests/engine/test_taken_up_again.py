"""An offer turned down for now is meant again without its name; and "anything else?" once all is agreed closes."""

from __future__ import annotations

import pytest

from simulator.training import Workshop

WORKSHOP = Workshop(keep=False)
BEFORE = (
    "Oh Kofi, best man and no suit, I see why your stomach's in knots. What does the tracking say?",
    "You must be very nervous with the wedding on Saturday. Anything else I should know?",
    "I could send you a second suit by courier. Would that help?",
    "Where will you be on Friday?",
)


def after(*replies, scenario="suit-for-the-wedding"):
    session = WORKSHOP.session(scenario)
    for reply in (*(BEFORE if scenario == "suit-for-the-wedding" else ()), *replies):
        session.hear(reply)
    return session


@pytest.mark.parametrize(
    "text",
    [
        "Perfect, then we'll send it to the Kirkgate hotel, it's there by 12:00 on Friday.",
        "ok we do it like that, hotel kirkgate, friday 12:00",
        "Courier bring it Friday 12:00 to hotel.",
        "Alright, so the suit goes to the Kirkgate hotel on Friday by 12:00",
    ],
)
def test_what_only_waited_for_a_fact_is_agreed_to_when_it_is_meant_again(text):
    session = after()
    assert session.state.offered == "overnight"
    exchange = session.hear(text)
    assert exchange.cue.accepts
    assert "overnight/deadline" in exchange.state.done
    assert not exchange.state.offered


@pytest.mark.parametrize(
    "text",
    ["It is at the hub in Birmingham.", "We can't send it to a hotel.", "If it goes to the hotel, who takes it?"],
)
def test_what_tells_of_something_else_or_denies_it_offers_nothing(text):
    assert not after(text).exchanges[-1].heard.proposed


def test_without_an_offer_before_it_means_nothing():
    exchange = WORKSHOP.session("suit-for-the-wedding").hear("Then we'll send it to the Kirkgate hotel by Friday.")
    assert not [item for item in exchange.heard.proposed if item.resolution == "overnight"]


def test_anything_else_once_all_is_agreed_asks_whether_that_is_all():
    session = after("Then we'll send it to the Kirkgate hotel, it's there by 12:00 on Friday.", "Anything else?")
    assert session.exchanges[-1].cue.act in {"reserve", "confirm"}


@pytest.mark.parametrize(
    ("text", "closes"),
    [
        ("Is there anything else about this matter that I should be aware of?", False),
        ("Is there anything else I can do for you?", True),
    ],
)
def test_anything_else_to_know_closes_nothing(text, closes):
    heard = WORKSHOP.session("refund-still-missing").hear(text).heard
    assert heard.closing_question is closes


def test_asking_whether_an_offer_is_good_explores_nothing():
    heard = WORKSHOP.session("suit-for-the-wedding").hear("Can we send you other suit to the hotel? Is it good?").heard
    assert [item.family for item in heard.proposed] == ["replacement"]
    assert not heard.reading.strength("exploration")


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("It'll be on your card by Monday. Happy with that?", True),
        ("The money will be back in your account on Monday.", True),
        ("It was on your card before, wasn't it?", False),
    ],
)
def test_a_refund_that_came_too_early_is_meant_again_by_where_the_money_goes(text, again):
    session = WORKSHOP.session("put-me-through")
    session.hear("I can refund you the difference of 30 pounds. Is that all right with you?")
    assert session.state.offered == "difference"
    assert bool(session.hear(text).heard.proposed) is again
