"""After a yes: what counts as carrying out what was agreed, what doesn't, and what it does to the curve and the cue."""

from __future__ import annotations

import pytest
from case_of import hear, resolution, with_resolutions
from msgspec.structs import replace

from simulator.engine.cue import next_cue
from simulator.engine.heard import Heard
from simulator.engine.hostility import react
from simulator.engine.inputs import consents_from, fit_of, inputs_of, steps_done
from simulator.engine.reaction import Inputs
from simulator.engine.situation import with_re_asks
from simulator.mood import Mood, Phase
from simulator.scenario.curve import Curve
from simulator.scenario.model import Opening, Step
from simulator.signals import Reading

CASE = with_resolutions(
    resolution("replacement", "express", steps=("offer", "deadline")),
    resolution("trace", "push", fit=0.8, steps=("offer", "deadline")),
)
AGREED = {"express/offer"}


@pytest.mark.parametrize(
    "text",
    [
        "Perfect, I'm ordering it right now.",
        "It's on its way.",
        "Done, you'll get the mail in a minute.",
        "Booked!",
        "I've just put it in the post for you.",
        "I have done it just now.",
        "Great, then I'll go ahead.",
        "All set, Mrs Lindqvist!",
        "That's been arranged.",
        "I will order it immediately.",
        "Consider it done.",
        "Sent it out this minute, it leaves today.",
        "I'll get that sorted for you.",
    ],
)
def test_doing_what_was_agreed_is_heard(text):
    heard = hear(text, CASE, done=AGREED)
    assert heard.carries_out
    assert heard.agreed
    assert "express/offer" in {item.step for item in heard.said}
    assert "carries_out" in heard.moves


@pytest.mark.parametrize(
    "text",
    [
        "Has it been done?",
        "It hasn't been booked yet.",
        "I haven't sent it yet.",
        "If it's on its way you'll get an e-mail.",
        "What have you done so far?",
        "You said it was done.",
        "Thank you for your patience.",
        "It goes to the Kirkgate.",
        "I can't do that.",
    ],
)
def test_a_question_a_denial_or_a_report_carries_nothing_out(text):
    assert not hear(text, CASE, done=AGREED).carries_out


def test_before_a_yes_there_is_nothing_to_carry_out():
    heard = hear("It's on its way.", CASE)
    assert not heard.carries_out
    assert not heard.agreed


def test_another_offer_as_good_is_a_new_one():
    heard = hear("It's done: I'm sending you a new one by express.", CASE, done={"push/offer"})
    assert not heard.carries_out
    assert not heard.agreed


def test_a_smaller_service_beside_it_changes_nothing():
    heard = hear("It's on its way, and I'll ask the courier where it is tomorrow.", CASE, done=AGREED)
    assert heard.carries_out
    assert heard.agreed


def test_carrying_it_out_is_worth_the_proposal():
    heard = hear("It's on its way.", CASE, done=AGREED)
    done = steps_done(heard, CASE, frozenset(AGREED), 0.5)
    assert fit_of(heard, CASE, done) == 1.0


def test_what_the_customer_said_yes_to_never_comes_too_early():
    mood = Mood(48, 0.2, 0.5, 0.5, Phase.COOL_DOWN)
    curve = Curve()
    agreed = react(mood, Inputs(fit=1, consents_from=0.0), curve)
    proposed = react(mood, Inputs(fit=1), curve)
    assert "premature_solution" not in {row.cause for row in agreed.ledger}
    assert agreed.mood.hostility < proposed.mood.hostility


def test_an_offer_that_can_be_accepted_consents_from_an_open_ear():
    assert consents_from(hear("I'll send you a new one.", CASE)) == 0.25
    assert consents_from(hear("It's on its way.", CASE, done=AGREED)) == 0.0
    assert consents_from(hear("Hello!", CASE)) == 1.0


def test_a_customer_still_upset_answers_the_closing_question_with_reserve():
    heard = Heard(Reading("Is everything settled?"), closing_question=True, moves=("settled",))
    mood = Mood(44, 0.1, 0.5, 1.0, Phase.COOL_DOWN)
    reaction = react(mood, Inputs(closing_question=True), Curve())
    done = frozenset({"express/offer", "express/deadline"})
    assert next_cue(heard, reaction, CASE, known=frozenset(), done=done).act == "reserve"


@pytest.mark.parametrize(
    "text",
    [
        "I'm back. I couldn't get hold of anybody there, so I haven't got an answer for you yet.",
        "Still nobody in the stores, I've got no news for you.",
        "hmm still nothing from accounts",
        "My colleague did not answer me.",
        "I couldn't reach them.",
    ],
)
def test_no_news_is_understood(text):
    heard = hear(text)
    assert heard.no_news
    assert "no_news" in heard.moves


@pytest.mark.parametrize(
    "text",
    [
        "You were promised Tuesday and still nothing.",
        "Promised Tuesday and still nothing, that's awful.",
        "You rang twice and nobody answered.",
        "I'm sorry nobody answered you.",
        "It rings and rings and nobody picks up.",
    ],
)
def test_what_the_customer_went_through_is_no_news_when_said_back(text):
    told = replace(CASE, opening=Opening(("I rang them on Monday. It rings and rings and nobody picks up.",)))
    assert not hear(text, told).no_news


@pytest.mark.parametrize(
    "text",
    [
        "I promised you an answer by three and still nothing from the depot.",
        "I've tried the depot twice and nobody picks up.",
        "You asked me to ring them, I did, and still no answer.",
    ],
)
def test_the_agents_own_news_is_told_whatever_the_customer_went_through(text):
    told = replace(CASE, opening=Opening(("I rang them on Monday. It rings and rings and nobody picks up.",)))
    assert hear(text, told).no_news


def test_an_answer_is_not_no_news():
    assert not hear("I've got news for you: the depot answered.").no_news
    assert not hear("Has nobody answered you?").no_news


def test_the_terms_reach_the_engine():
    from simulator.engine.inputs import Timing

    heard = with_re_asks(hear("It's on its way.", CASE, done=AGREED))
    inputs = inputs_of(heard, Timing(10), fit=1.0, progress=0.0)
    assert inputs.consents_from == 0.0
    assert replace(inputs, consents_from=1.0).fit == 1.0


def test_a_step_of_the_case_without_an_offer_is_told_by_its_name():
    own = Step("unplug", "has it unplugged", (("unplug", "pull the plug"),))
    case = with_resolutions(resolution("replacement", "safe", steps=("offer", own)))
    heard = hear("Please pull the plug out.", case)
    assert heard.instructs
    assert "step:unplug" in heard.moves
    assert not heard.said
    assert not hear("Did you unplug it?", case).instructs


def test_a_denial_of_something_else_takes_nothing_back():
    assert hear("It's done, nothing more will be charged.", CASE, done=AGREED).carries_out
    assert not hear("It's done, nothing more will be charged.", CASE, done=AGREED).no_news
