"""A plain question, asked and answered as a beginner does it: nobody loses points for what it never asked for."""

from __future__ import annotations

import pytest
from graded_replies import conversation_rubric

from simulator.conversation import Speaker, Turn
from simulator.practice import debrief_of
from simulator.progress.behaviour import as_observed, shown
from simulator.progress.records import Attempted, Heard
from simulator.scoring.coach import coach
from simulator.scoring.conversation import grade_conversation
from simulator.scoring.marks import Graded
from simulator.scoring.verdict import verdict
from simulator.signals import read
from simulator.training import Workshop

PLAIN, LATE = "first-chat", "late-parcel-birthday"
HALF, WHOLE = "there is no bulb in the box", "there is no bulb in the box, you need an E14"
SORRY = (
    "I'm so sorry, Mrs Lindqvist, that is upsetting with Emma's birthday on Saturday. What does the tracking show on "
    "your side?"
)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory):
    with Workshop(home=tmp_path_factory.mktemp("plain")) as opened:
        yield opened


def play(workshop, scenario, *replies):
    session = workshop.session(scenario, seed=1)
    for reply in replies:
        session.hear(reply, 20.0)
    return session


def marked(exchange):
    return {mark.key: mark.points for mark in exchange.marks if mark.points is not None}


def test_a_basket_is_no_order_that_the_coach_may_speak_of(workshop):
    session = play(workshop, PLAIN, "Dear customer, let me check that for you.")
    one = session.exchanges[0]
    found = coach(session.kit.card, Graded(one.heard.reading, one.situation), one.marks, session.case_voices()[0])
    assert found
    assert not [item.better for item in found if "49007" in item.better or "your order" in item.better]
    assert "48213" in play(workshop, LATE).case_voice().order


def test_half_an_answer_and_then_nothing_is_too_little_for_a_pass(workshop):
    session = play(workshop, PLAIN, HALF)
    card, bars = session.scorecard(), {bar.rubric: bar for bar in debrief_of(session).bars}
    assert bars["resolution"].assessed < 0.5
    assert verdict(card.score, card.assessed, 60).passed is None


def test_a_complaint_left_after_the_first_reply_shows_next_to_nothing_of_its_resolution(workshop):
    bars = {bar.rubric: bar for bar in debrief_of(play(workshop, LATE, SORRY)).bars}
    assert bars["resolution"].assessed < 0.25
    assert bars["clarity"].assessed < bars["empathy"].assessed <= 0.5


def test_what_the_customer_ended_was_assessed_in_full(workshop):
    session = play(workshop, PLAIN, WHOLE, "is there anything else i can help with?")
    assert session.state.ending == "RESOLVED"
    assert session.scorecard().assessed == 1.0
    assert {bar.rubric: bar.score for bar in debrief_of(session).bars}["resolution"] == 100


def test_facts_that_answer_nothing_are_no_full_solution(workshop):
    said = marked(play(workshop, PLAIN, "It takes 7 watts and the website says it all.").exchanges[0])
    assert said["resolution/solution"] < 4


def test_who_was_thanked_for_half_an_answer_may_ask_whether_there_is_more(workshop):
    session = play(workshop, PLAIN, HALF, "is there anything else i can help with?", "you need an E14")
    assert session.exchanges[1].situation.settled < 1
    assert set(marked(session.exchanges[1]).values()) == {4}
    assert "resolution/solution" not in marked(session.exchanges[1])


def test_the_same_question_before_any_answer_is_still_too_early(workshop):
    early = marked(play(workshop, PLAIN, "is there anything else i can help with?").exchanges[0])
    assert early["clarity/length"] == 1


@pytest.mark.parametrize("answered", [HALF, WHOLE])
def test_a_courtesy_after_thanks_is_short_and_plain_enough(workshop, answered):
    last = marked(play(workshop, PLAIN, answered, "My pleasure. Have a nice evening!").exchanges[1])
    assert {points for name, points in last.items() if name.startswith(("clarity", "resolution"))} <= {4}
    assert (last["empathy/respect"] == 4) is (answered == WHOLE)  # who leaves with half of it open brushes off


@pytest.mark.parametrize("pleased", ["amazing!!", "Great, thanks!", "Brilliant :)"])
def test_goodbye_to_a_delighted_customer_closes_nothing_too_early(pleased):
    turns = [Turn(Speaker.CUSTOMER, pleased), Turn(Speaker.AGENT, "My pleasure. Have a nice evening!")]
    (one,) = grade_conversation(turns, conversation_rubric()).turns
    assert {mark.points for mark in one.marks if mark.points is not None} == {4}


def test_who_has_said_sorry_need_not_say_it_again_after_a_step_forward(workshop):
    replies = (SORRY, "I can have a new dollhouse sent by express today, would that suit you?", "And I'll stay on it.")
    session = play(workshop, LATE, *replies)
    assert session.exchanges[0].situation.apologised is False
    assert session.exchanges[2].situation.apologies == 0
    assert [item.situation.apologised for item in session.exchanges[1:]] == [True, True]
    assert not any("empathy/apology_fits" in marked(item) for item in session.exchanges[1:])


@pytest.mark.parametrize("said", ["how are you today", "Hello, how are you?", "How are you doing today, Ms Ribeiro?"])
def test_small_talk_asks_nothing_and_answers_nothing(workshop, said):
    one = play(workshop, PLAIN, said).exchanges[0]
    assert not one.situation.asked
    assert one.cue.act != "puzzled"
    assert marked(one).get("clarity/answer_first", 0) == 0
    assert not {move for move in one.heard.moves if move.startswith("ask:") or move == "explores"}


def test_how_somebody_feels_is_still_a_question(workshop):
    assert play(workshop, LATE, "How are you feeling about this?").exchanges[0].situation.asked


def test_a_plain_answer_gives_no_occasion_to_promise_a_time_or_to_ask_first(workshop):
    one = play(workshop, PLAIN, WHOLE).exchanges[0]
    plain = Attempted("a", PLAIN, None, replies=(Heard(one.heard.moves, 40.0),))
    assert {"asked_first", "gave_time"}.isdisjoint(shown(plain))
    assert not [item for item in as_observed(plain) if item.skill.endswith("gave_time")]
    refund = Attempted("b", LATE, None, replies=(Heard(("offer:refund",), 40.0),))
    assert shown(refund)["gave_time"] is False


@pytest.mark.parametrize(
    ("said", "blames"),
    [
        ("I already explained the rules to you. Maybe read them before ordering next time.", True),
        ("Perhaps read the description next time.", True),
        ("I'll read the notes before I write to you again.", False),
        ("You can read the description on the page before you decide.", False),
        ("Let me read this before I answer, so that I don't ask you twice.", False),
    ],
)
def test_telling_the_customer_to_read_next_time_blames(said, blames):
    assert (read(said).strength("blaming") >= 2 / 3) is blames


@pytest.mark.parametrize(
    ("greeting", "points"),
    [("Dear customer,", 2), ("Hello,", 3), ("Hello, yes,", 3), ("Dear Ms Ribeiro,", 4), ("Dear valued customer,", 2)],
)
def test_a_stock_greeting_is_worth_less_than_plain_words_and_a_name_more(greeting, points):
    turns = [
        Turn(Speaker.CUSTOMER, "Does the lamp come with a bulb?"),
        Turn(Speaker.AGENT, f"{greeting} no, it takes an E14 LED."),
    ]
    marks = {mark.criterion: mark.points for mark in grade_conversation(turns, conversation_rubric()).marks}
    assert marks["greets"] == points


def test_would_that_settle_it_is_a_closing_question():
    assert read("Would that settle it for you?").strength("closing_question") >= 2 / 3
