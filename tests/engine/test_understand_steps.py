"""Steps of a resolution: said with the offer or after it, and only then."""

from __future__ import annotations

import pytest
from case_of import hear, resolution, shared, with_resolutions

from simulator.scenario.model import Step
from simulator.signals import Evidence, Reading

CASE = with_resolutions(
    resolution("replacement", "express", steps=tuple(shared().steps)),
    resolution("refund", "money", steps=("offer", "deadline", "amount", "method")),
)
AFTER = {"express/offer"}


def steps(text, done=(), reading=None):
    return {item.step for item in hear(text, CASE, done=done, reading=reading).said}


def test_a_step_without_its_offer_says_nothing():
    assert steps("It will be with you by Friday.") == set()


def test_offer_and_time_in_one_reply():
    assert steps("I'll send you a new one, it is with you by Friday.") >= {"express/offer", "express/deadline"}


def test_a_step_may_follow_a_reply_later():
    assert steps("It will be with you by Friday.", AFTER) == {"express/deadline"}


def test_a_time_beside_one_proposal_is_not_the_others():
    said = steps("I can send you a new one by Friday. Or I refund you the price.")
    assert "express/deadline" in said
    assert "money/deadline" not in said


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("I'll write to you by 15:00.", "update"),
        ("You'll hear from me today.", "update"),
        ("Your case number is 4711.", "reference"),
        ("I'll e-mail you the tracking number.", "reference"),
        ("All you need to do is open the door.", "instructions"),
        ("Please put the old one in the box.", "instructions"),
        ("You'll get a confirmation by e-mail.", "confirmation"),
        ("I've told the warehouse so that it doesn't happen again.", "prevention"),
        ("The courier picks it up on Friday.", "pickup"),
        ("I'll stay responsible for this.", "who"),
        ("My colleague Anna from logistics takes care of it.", "who"),
        ("It's free of charge, of course.", "cost"),
        ("You can keep the old one.", "keep"),
        ("You don't need to send it back.", "keep"),
        ("The reason was a mix-up in our warehouse.", "cause"),
        ("I'm sorry about that.", "apology"),
        ("Thank you for telling us.", "thanks"),
        ("You can choose between two options.", "options"),
        ("Would that be all right for you?", "agreement"),
        ("Here is a 10 euro voucher on top.", "goodwill"),
        ("For security, what is your date of birth?", "verify"),
        ("That makes 44.90 euros.", "amount"),
    ],
)
def test_every_shared_step_is_recognised(text, step):
    assert f"express/{step}" in steps(text, AFTER)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Did you get the tracking number?", "reference"),
        ("I can't give you a case number.", "reference"),
        ("You were promised it for Tuesday.", "deadline"),
        ("I can't say whether it comes by Friday.", "deadline"),
        ("Do you need it by Friday?", "deadline"),
        ("If it came by Friday, that would be good.", "deadline"),
        ("I'll write to you.", "update"),
        ("Is it free of charge?", "reference"),
    ],
)
def test_questions_denials_and_reports_are_no_steps(text, step):
    assert f"express/{step}" not in steps(text, AFTER)


def test_the_amount_and_the_way_of_a_refund():
    assert steps("I'll refund you 44.90 euros to your card today.") == {
        "money/offer",
        "money/deadline",
        "money/amount",
        "money/method",
    }
    assert "money/amount" in steps("You get a full refund.")
    assert "money/amount" not in steps("You get a refund.")


def test_a_signal_can_show_a_step():
    text = "That was not all right of us."
    reading = Reading(text, ((0, len(text)),), (Evidence("apology", 0.8, 0, 9, text[:9]),), {"apology": 0.8})
    assert steps(text, AFTER, reading) == {"express/apology"}


def test_a_scenarios_own_words_are_all_needed():
    own = Step("hotel", "says that it goes to the hotel", (("hotel", "Kirkgate"), ("reception", "desk")))
    case = with_resolutions(resolution("replacement", "express", steps=("offer", own)))

    def said(text):
        return {item.step for item in hear(text, case, done=AFTER).said}

    assert said("It goes to the Kirkgate, to the front desk.") == {"express/hotel"}
    assert said("It goes to the Kirkgate.") == set()


def test_every_shared_step_has_words_for_the_customer_who_misses_it():
    assert all(step.asks and step.title for step in shared().steps.values())
