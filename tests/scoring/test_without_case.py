"""Lines scored without a case: the contract of docs/score.md, and what a reply and its context alone can tell."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import UsageError
from simulator.library import Library
from simulator.scoring.lines import score, score_line
from simulator.scoring.load import load_library_card
from simulator.signals import AGENT_SIGNALS, CUSTOMER_SIGNALS

RUBRICS = load_library_card(Library()).rubrics
ANGRY = "I am furious! My lamp arrived broken and it's my mother's birthday on Saturday. This is a disgrace!"
CALM = "Hello, do you have this lamp in blue?"
KIND = "I'm so sorry: a broken lamp right before your mother's birthday must be so upsetting. What exactly is broken?"
COLD = "Please calm down. As I already said, that's our policy."
NAMES = {f"{rubric.id}/{criterion.id}" for rubric in RUBRICS for criterion in rubric.criteria}


def marks(text, context=None, **more):
    return score({"text": text, "side": "agent", "context": context, **more}, RUBRICS).marks


def test_every_signal_of_the_side_and_every_criterion_is_named():
    agent = score({"text": KIND, "side": "agent"}, RUBRICS)
    assert tuple(agent.signals) == AGENT_SIGNALS
    assert set(agent.marks) == NAMES
    customer = score({"text": ANGRY, "side": "customer"}, RUBRICS)
    assert tuple(customer.signals) == CUSTOMER_SIGNALS
    assert customer.marks == {}


def test_with_the_context_only_what_needs_a_case_is_unread():
    found = score({"text": KIND, "side": "agent", "context": ANGRY}, RUBRICS)
    assert {name for name, value in found.signals.items() if value is None} == {
        "personalisation", "wrong_name", "interrupting",
    }  # fmt: skip


def test_an_angry_customer_makes_empathy_due_and_a_plain_question_does_not():
    kind, cold = marks(KIND, ANGRY), marks(COLD, ANGRY)
    for name in ("empathy/receives_emotion", "empathy/names_it", "empathy/listens", "empathy/respect"):
        assert kind[name] > cold[name]
    assert marks("Yes, we have it in blue for €49.", CALM)["empathy/receives_emotion"] is None


def test_without_a_context_what_hangs_on_the_customers_feeling_has_no_points():
    found = marks(KIND)
    assert found["empathy/receives_emotion"] is None
    assert found["clarity/answer_first"] is None
    assert found["empathy/respect"] == 4
    assert marks(COLD)["empathy/respect"] == 0


def test_what_only_the_case_can_tell_has_no_points():
    found = marks(
        "I can refund you in full or send a new one today. Which would you prefer?", "My lamp arrived broken."
    )
    assert found["resolution/options"] == 4
    assert found["resolution/authority"] is None
    assert found["empathy/personal"] is None
    assert found["resolution/solution"] is None


def test_a_yes_asked_for_an_offer_is_no_question_asked_too_early_whether_all_is_settled():
    offer = "I've set aside a blue one, it goes out the day we get yours back."
    assert marks(f"{offer} Is that ok?", ANGRY)["resolution/closing_question"] is None
    assert marks(f"{offer} Is everything settled for you?", ANGRY)["resolution/closing_question"] == 0


def test_a_promise_is_an_action_and_a_time_in_one_sentence():
    angry = "My lamp arrived broken."
    assert marks("I'll send you a new one today.", angry)["resolution/deadline"] == 4
    assert marks("I'll send you a new one.", angry)["resolution/deadline"] < 4


def test_a_wish_for_a_supervisor_is_read_from_the_context():
    wish = "This is awful, I want to speak to your manager!"
    assert marks("I'll hand you over to my supervisor now.", wish)["resolution/escalation"] >= 3
    assert marks("The weather is nice.", wish)["resolution/escalation"] == 0


def test_insults_in_the_context_make_a_limit_due():
    assert marks("I want to help you, but please stop insulting me.", "You idiots!")["resolution/sets_limit"] >= 3
    assert marks(KIND, ANGRY)["resolution/sets_limit"] is None


def test_the_length_is_judged_by_the_channel():
    long = " ".join(f"We have thing number {n} in our shop." for n in range(15))
    assert marks(long, CALM)["clarity/length"] < marks(long, CALM, channel="email")["clarity/length"]
    assert marks(long, CALM, channel="social")["clarity/moves_to_private"] == 1


def test_a_channel_that_is_none_is_refused():
    with pytest.raises(UsageError, match="channel must be one of live_chat"):
        marks("Hi", channel="fax")


@settings(deadline=None, max_examples=150)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400), st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=200), st.sampled_from(["agent", "customer"]))  # fmt: skip
def test_any_text_is_answered_in_valid_utf_8_with_quotes_of_its_own(text, context, side):
    line = json.dumps({"id": text, "text": text, "side": side, "context": context}).encode()
    answer, fine = score_line(line, RUBRICS)
    assert fine
    found = json.loads(answer.decode("utf-8"))
    assert found["id"] == text
    assert all(value is None or 0 <= value <= 1 for value in found["signals"].values())
    assert all(points is None or points in range(5) for points in found["marks"].values())
    for item in found["evidence"]:
        assert item["quote"] == text[item["start"] : item["end"]]


@given(st.binary(max_size=200))
def test_any_bytes_are_answered(line):
    answer, fine = score_line(line, RUBRICS)
    assert not fine
    assert json.loads(answer)["id"] is None
