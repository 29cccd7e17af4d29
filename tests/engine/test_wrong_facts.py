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
        "You won't need any extra bulb.",
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
        "Unlike the floor lamp, which takes an E27, this one takes an E14, and no bulb is included.",
        "No bulb is included. An LED of 5 watts is brighter than an old bulb of 40 watts. You need an E14.",
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


MOTHER = (
    "Hello Ms Horvat. What is the light for, and where will it stand?",
    "Who will read there? Is there anything else I should know?",
)
FATHER = ("Hi Sinéad! Who is going to use it?",)
POT = ("Good afternoon Mr Quill, what does the little pot in the middle look like?",)
PLUG = ("Mrs Kowalczyk, nobody is hurt, but the plug of your Mila lamp can get too hot. How often is it on?",)
IGNITER = (
    "I'm sorry, Mr Ashworth, a cold house. What is written on the part?",
    "Is there anything else I should know?",
)


def cue_of(workshop, scenario, before, text):
    session = workshop.session(scenario)
    for reply in before:
        session.hear(reply)
    return session.hear(text).cue


@pytest.mark.parametrize(
    ("scenario", "before", "text"),
    [
        ("light-for-two-eyes", MOTHER, "The Alma floor lamp with an E14 bulb up to 7 watts is the right one for her."),
        ("light-for-two-eyes", MOTHER, "I suggest the Alma floor lamp, the bulb is included."),
        ("light-for-two-eyes", MOTHER, "Take the Alma with a 60 watt bulb, E27."),
        ("light-for-two-eyes", MOTHER, "I would choose the Svea, it is the best one."),
        ("hedge-trimmer", FATHER, "Take the Wren 45, it weighs 4 kg and costs £129."),
        ("hedge-trimmer", FATHER, "I'd go for the Wren, £129, it runs for two hours."),
        ("ask-me-tomorrow", POT, "Please clean the pot with hot water and a brush."),
        ("ask-me-tomorrow", POT, "You can scrape it clean while it is burning."),
        ("call-before-it-breaks", PLUG, "I'll send you a new one by Tuesday, you can keep using it until then."),
        ("stove-part-tonight", IGNITER, "Our van brings the right one by 17:30; until then push it in a little."),
    ],
)
def test_what_is_wrong_of_a_product_is_objected_to_in_every_case(workshop, scenario, before, text):
    cue = cue_of(workshop, scenario, before, text)
    assert (cue.act, cue.reason) == ("reject", "unfit")


@pytest.mark.parametrize(
    ("scenario", "before", "text"),
    [
        ("light-for-two-eyes", MOTHER, "I'd recommend the Alma, it's brighter than the Svea and the arm turns."),
        ("light-for-two-eyes", MOTHER, "Unlike the Svea, the Alma has an arm that turns, I'd take that one."),
        ("light-for-two-eyes", MOTHER, "I'd go for the Alma; the Svea takes 15 watts but it hangs from the ceiling."),
        ("light-for-two-eyes", MOTHER, "Take the Alma instead of the Svea, with an 11 watt LED."),
        ("hedge-trimmer", FATHER, "The Wren is 3 kg lighter than the Hawk, I'd recommend it: £129."),
        (
            "hedge-trimmer",
            FATHER,
            "Take the Wren. It has a battery, no petrol, and isn't for thick branches: 2.6 kg, £129.",
        ),
        ("ask-me-tomorrow", POT, "Let it get cold, then scrape the pot out, never with water or while it is hot."),
        (
            "call-before-it-breaks",
            PLUG,
            "I'll send a new one by Tuesday. Please unplug the old one and don't keep using it.",
        ),
        ("stove-part-tonight", IGNITER, "I can bring you the right igniter by 17:30 today. Please do not force it in."),
    ],
)
def test_a_true_comparison_and_what_is_advised_against_are_not(workshop, scenario, before, text):
    assert cue_of(workshop, scenario, before, text).accepts
