"""What an answer says against the case is objected to and worth nothing, whatever else it says."""

from __future__ import annotations

import pytest

from simulator.training import Workshop


@pytest.fixture(scope="module")
def workshop():
    with Workshop(keep=False) as opened:
        yield opened


def solution(exchange):
    return next(mark.points for mark in exchange.marks if (mark.rubric, mark.criterion) == ("resolution", "solution"))


@pytest.mark.parametrize(
    "text",
    [
        "No, the bulb is not include in box, you need one with E27 socket, max 10 watt.",
        "The lamp comes with a bulb, so you need nothing.",
        "It needs an E14, and even 100 watts is no problem.",
        "You don't need a bulb.",
    ],
)
def test_a_wrong_fact_is_objected_to_and_not_praised(workshop, text):
    exchange = workshop.session("first-chat").hear(text)
    assert exchange.cue.act == "reject"
    assert exchange.situation.barred
    assert solution(exchange) == 0


@pytest.mark.parametrize(
    "text",
    [
        "It comes without a bulb; you need an E14, LED up to 7 watts, not E27.",
        "None of our lamps come with a bulb. You need an E14.",
    ],
)
def test_what_is_denied_is_not_said(workshop, text):
    exchange = workshop.session("first-chat").hear(text)
    assert exchange.cue.act == "accept"
    assert {"which_bulb/without", "which_bulb/which"} <= set(exchange.situation.steps)
    assert solution(exchange) == 4


def test_nobody_knows_what_is_needed_before_it_was_named(workshop):
    line = workshop.session("first-chat").hear("The lamp comes without a bulb.").state.line
    assert "what I need" not in line


def test_what_helps_is_quoted_with_what_it_says(workshop):
    exchange = workshop.session("first-chat").hear("The lamp is brass. It is good for reading.")
    quotes = next(mark.quotes for mark in exchange.marks if (mark.rubric, mark.criterion) == ("resolution", "solution"))
    assert [item.text for item in quotes] == ["The lamp is brass."]
