"""Sentences that were once taken for something else, by their construct: each with fresh wordings and a near miss."""

from __future__ import annotations

import pytest
from case_of import families_of, hear, plain_case, resolution, topics_of, with_resolutions
from msgspec.structs import replace

from simulator.engine.case_words import case_words
from simulator.scenario.model import Opening


@pytest.mark.parametrize(
    "text",
    [
        "We sent the money to your old card, and it came back.",
        "We refunded it to the old account, but it was returned to us.",
        "The money went out on the 2nd and it bounced.",
        "I see that the refund was rejected by your bank.",
    ],
)
def test_money_that_came_back_is_no_refund(text):
    assert "refund" not in families_of(hear(text, plain_case("refund")))


@pytest.mark.parametrize(
    "text", ["I'm calling about the night lamp.", "I'm ringing because of your lamp.", "I'm phoning from Ohmfeld."]
)
def test_why_one_calls_is_no_offer_to_call(text):
    assert "callback" not in families_of(hear(text, plain_case("callback")))


def test_a_call_that_is_offered_still_is():
    assert "callback" in families_of(hear("I'll call you back tomorrow.", plain_case("callback")))


@pytest.mark.parametrize(
    "text", ["You could pick it up in Leeds.", "You can collect it from our shop.", "You may also pick it up there."]
)
def test_what_the_customer_may_fetch_is_no_return(text):
    assert "return_label" not in families_of(hear(text, plain_case("return_label")))


def test_what_the_courier_fetches_is_one():
    assert "return_label" in families_of(hear("The courier will pick it up on Friday.", plain_case("return_label")))


@pytest.mark.parametrize(
    "text",
    ["E8-155 is for a different stove.", "That code belongs to another model.", "The label is for a larger one."],
)
def test_telling_what_a_code_is_for_offers_nothing(text):
    assert not families_of(hear(text, plain_case("price_correction")))


@pytest.mark.parametrize(
    "text",
    [
        "I make a new order for you with express.",
        "I send it now with express.",
        "I reorder it for you.",
        "Please confirm that I send the replacement today.",
        "can get a new one out to you today",
    ],
)
def test_an_offer_in_the_present_tense_is_one(text):
    assert "replacement" in families_of(hear(text, plain_case("replacement")))


@pytest.mark.parametrize(
    "text",
    [
        "van can be with you by 7 with the right part, want me to book it?",
        "the van brings the part tonight",
        "van is leaving at 5.30, so shall i put the right one on it?",
        "i'll put the right one on the van",
    ],
)
def test_an_offer_told_by_its_van_is_one(text):
    assert "exchange" in families_of(hear(text, plain_case("exchange")))


@pytest.mark.parametrize(
    "text", ["Please make a new order on the website.", "Did you make a new order?", "Your new order is on its way."]
)
def test_an_order_of_the_customers_own_is_no_replacement(text):
    assert "replacement" not in families_of(hear(text, plain_case("replacement")))


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Could you take a photo and mail it to us?", "photo"),
        ("Please snap a picture and email it over.", "photo"),
        ("What troubles you the most about it", "feelings"),
        ("What concerns you most?", "feelings"),
        ("Did you change your bank account?", "payment_method"),
        ("Do you have a new card by any chance?", "payment_method"),
        ("Which account did the money go to?", "payment_method"),
        ("tell me everything, i'm listening", "what_happened"),
        ("Talk me through it, please.", "what_happened"),
        ("What day are your guests arriving?", "needed_by"),
        ("How long has it been broken for?", "since_when"),
        ("Who was it that said this to you?", "staff_who"),
        ("Could you tell me what was said?", "staff_said"),
        ("Which e-mail address shall I use for it?", "email"),
    ],
)
def test_a_question_reaches_its_own_topic_alone(text, topic):
    assert topics_of(hear(text)) == {topic}


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("I give you answer in 2 minutes.", "give you answer"),
        ("I call you in one hour.", "call you"),
        ("We send you the label in 30 minutes.", "send you the label"),
    ],
)
def test_a_promise_in_the_present_tense_is_one(text, action):
    assert [item.action for item in hear(text).promised] == [action]


@pytest.mark.parametrize(
    "text", ["Before I call you at 3 I check it.", "Shall I send it by 15:00?", "We ship orders within 2 hours."]
)
def test_a_condition_a_question_or_a_rule_promises_nothing(text):
    assert not [item for item in hear(text).promised if "send" in item.action or "call" in item.action]


def test_what_was_told_before_is_no_new_time():
    heard = hear("I told you this morning that it goes out today.")
    assert not heard.promised


def test_a_swap_for_the_same_thing_is_a_replacement_where_that_is_what_the_case_knows():
    assert families_of(hear("I'm arranging the swap for you.", plain_case("replacement"))) == {"replacement"}
    assert "replacement" not in families_of(hear("I can swap it for another size.", plain_case("replacement")))
    assert families_of(hear("I'm arranging the swap for you.", plain_case("exchange"))) == {"exchange"}


@pytest.mark.parametrize(
    "text",
    ["If this goes on I have to end the call.", "I would rather not leave this call.", "Then I'll finish our call."],
)
def test_who_ends_a_call_offers_none(text):
    assert "callback" not in families_of(hear(text, plain_case("callback")))


@pytest.mark.parametrize("text", ["I'll have it released at the bank today.", "We are having that reversed for you."])
def test_having_it_released_releases_the_payment(text):
    assert "payment_release" in families_of(hear(text, plain_case("payment_release")))


def test_what_something_was_to_be_used_for_asks_for_the_use_and_which_one_for_the_choice():
    assert topics_of(hear("What did you want to use the dollhouse for?")) == {"use"}
    assert topics_of(hear("Which colour would you like?")) != {"use"}


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("You get the tracking number by 15:00 today.", "You get the tracking number"),
        ("It leaves tonight, and you receive the number by 15:00.", "you receive the number"),
    ],
)
def test_what_the_customer_gets_by_a_time_is_promised(text, action):
    assert [item.action for item in hear(text).promised] == [action]


@pytest.mark.parametrize(
    "text",
    [
        "As soon as you get the parcel by 15:00, please call us.",
        "Did you get the tracking number by 15:00?",
        "You said that you get the parcel by 15:00.",
    ],
)
def test_what_the_customer_gets_is_not_promised_where_it_is_a_condition_a_question_or_a_report(text):
    assert not hear(text).promised


@pytest.mark.parametrize(("channel", "again"), [("live_chat", True), ("social", False)])
def test_in_public_the_order_number_of_the_case_pane_was_not_told(channel, again):
    heard = hear("Please send me your order number in a private message.", replace(plain_case(), channel=channel))
    assert [item.known for item in heard.asked if item.topic == "order_number"] == [again]


def test_in_public_an_order_number_that_stands_in_the_opening_was_told():
    told = replace(plain_case(), channel="social", opening=Opening(messages=("Where is my order 48213?",)))
    assert [item.known for item in hear("What is your order number?", told).asked] == [True]
    assert case_words(told).given == ("order number",)
    assert case_words(replace(plain_case(), channel="social")).given == ()


def test_a_statement_that_ends_in_asking_whether_it_suits_asks_for_nothing_of_the_case():
    assert not hear("I can offer you an open account with the new number; would that be all right for you?").asked
    assert topics_of(hear("I see the account; what is your order number?")) == {"order_number"}


def test_having_an_order_in_front_of_one_does_nothing_of_what_was_agreed():
    case = with_resolutions(resolution("replacement", "express", steps=("offer", "deadline")))
    assert not hear("I have your order 48213 in front of me.", case, done={"express/offer"}).carries_out
    assert hear("I have ordered it just now.", case, done={"express/offer"}).carries_out


def test_a_colleagues_old_promise_is_no_time_that_is_given_now():
    case = with_resolutions(resolution("replacement", "express", steps=("offer", "deadline")))
    told = hear("So Joris wrote on 2 November that it would be there within five days.", case, done={"express/offer"})
    assert not told.said


def test_money_sent_to_a_card_is_a_refund_and_an_amount_set_free_a_release():
    assert "refund" in families_of(hear("I can offer you the 249 euros sent to the new card.", plain_case("refund")))
    freed = hear("I can offer you the second amount set free at the bank.", plain_case("payment_release"))
    assert "payment_release" in families_of(freed)
