"""Questions that only ask for a yes to what is offered, promises made in such a question, and sums that are wrong."""

from __future__ import annotations

import pytest
from case_of import hear, plain_case

from simulator.report.debrief import strength
from simulator.scenario.model import PlayReply
from simulator.signals import read
from simulator.training import Workshop

WORKSHOP = Workshop(keep=False)
OFFER = "I cancel the second mobile now and you get 38.50 euro back on your card until Friday. Is it ok?"


def play(*replies, scenario="ordered-twice"):
    return WORKSHOP.replay(scenario, [PlayReply(text) for text in replies])[0]


@pytest.mark.parametrize(
    "text",
    [
        "Is it ok when I call you tomorrow at 10:00 with the answer?",
        "Is it okay for you if I write to you by Friday?",
        "Would it be fine if we send you the label today by 17:00?",
    ],
)
def test_what_is_proposed_as_a_question_is_promised_with_its_time(text):
    assert hear(text, plain_case("refund")).promised


@pytest.mark.parametrize("text", ["When do I call you tomorrow?", "Is it ok if you call me tomorrow at 10:00?"])
def test_a_plain_question_promises_nothing(text):
    assert not hear(text, plain_case("refund")).promised


def test_a_wrong_sum_is_what_the_customer_objects_to_and_never_what_worked():
    session = play(OFFER)
    (item,) = session.exchanges
    assert (item.cue.act, item.cue.reason) == ("reject", "wrong_sum")
    assert "amount" in item.state.line
    best = strength(session.kit.card, session.exchanges)
    assert best is None or "38.50" not in best.quote


def test_the_right_sum_is_taken():
    assert play(OFFER.replace("38.50", "29.00")).exchanges[-1].cue.accepts


def test_asking_for_a_yes_to_an_offer_is_no_closing_question_and_no_question_about_the_case():
    (item,) = play(OFFER).exchanges
    assert not item.heard.reading.strength("closing_question")
    assert not item.situation.asked


@pytest.mark.parametrize(
    "text",
    ["Is there anything something more what I should know", "Is there anything else I must know about the order?"],
)
def test_asking_for_more_to_know_asks_for_facts_and_closes_nothing(text):
    assert not read(text).strength("closing_question")
    assert not play(text).exchanges[-1].heard.closing_question


def test_asking_for_more_to_do_still_closes():
    assert read("Is there anything else I can do for you?").strength("closing_question")


def test_a_thankful_goodbye_never_stands_beside_waiting_for_help():
    session = play(
        OFFER.replace("38.50", "29.00"), "Thank you for your patience.", "You are welcome, have a nice day, bye!"
    )
    assert session.state.ending == "RESOLVED"
    assert not [item.feedback for item in session.exchanges if "waiting" in item.feedback or "angrier" in item.feedback]


def test_a_plain_answer_is_praised_as_an_answer_and_not_as_a_promise():
    (item,) = play("No, the bulb is not included in the box, you need one with E14.", scenario="first-chat").exchanges
    (mark,) = [one for one in item.marks if one.criterion == "concrete"]
    assert (mark.points, mark.why) == (4, "answers what was asked, with the figures")
