"""Offers that were none, none that were one, and setting to work: each class in fresh wordings, with near misses."""

from __future__ import annotations

import pytest
from case_of import families_of, hear, plain_case, resolution, topics_of, with_resolutions

from simulator.engine.hostility import start
from simulator.engine.unheard import nothing_heard
from simulator.scenario.curve import PRESETS
from simulator.signals import read

MOOD = start(PRESETS["everyday"])


@pytest.mark.parametrize(
    "text", ["I'll fix this right now.", "Let me fix that for you.", "We will fix the problem.", "I can fix it myself."]
)
def test_putting_it_right_is_a_repair_only_where_the_case_knows_one(text):
    assert "repair" not in families_of(hear(text, plain_case("refund")))
    assert "repair" in families_of(hear(text, plain_case("repair")))


@pytest.mark.parametrize("text", ["We can fix your zip for free.", "I'll have the screen fixed.", "We can repair it."])
def test_a_thing_that_is_mended_is_one_anywhere(text):
    assert "repair" in families_of(hear(text, plain_case("refund")))


@pytest.mark.parametrize(
    "text",
    [
        "I can get my team lead to call you, but honestly I can fix it myself",
        "I could put you through to my manager, but it is faster if I do it.",
        "Before I get my manager, let me try something.",
    ],
)
def test_who_keeps_it_hands_nothing_over(text):
    heard = hear(text, plain_case("escalate"))
    assert not heard.hands_over
    assert not heard.proposed


def test_a_hand_over_with_a_word_of_regret_still_is_one():
    assert hear("I'm putting you through to my manager, but I'm sorry that it takes a minute.").hands_over


@pytest.mark.parametrize(
    "text",
    [
        "I send it today to your new account by transfer. Is that ok?",
        "send it today to your new account by transfer. Is that ok?",
        "I pay it to the new card today, you have it tomorrow.",
        "I pay you the 249 today on the new card.",
        "The money goes to your new card today.",
        "I bring the money on your card tomorrow.",
    ],
)
def test_money_that_goes_to_an_account_is_a_refund(text):
    assert "refund" in families_of(hear(text, plain_case("refund")))


@pytest.mark.parametrize(
    "text", ["I send it to your email account.", "I send the code to your account.", "Send it to your account number."]
)
def test_mail_that_goes_to_one_or_an_order_to_the_customer_is_none(text):
    assert "refund" not in families_of(hear(text, plain_case("refund")))


def test_asking_for_a_yes_behind_an_offer_does_not_close():
    offer = "I transfer it to your new card today. Ok for you?"
    assert not hear(offer, plain_case("refund"), reading=read(offer)).closing_question
    plain = "It's booked. Is that okay for you?"
    assert hear(plain, plain_case("refund"), reading=read(plain)).closing_question
    whole = "I transfer it to your card today. Is everything settled now?"
    assert hear(whole, plain_case("refund"), reading=read(whole)).closing_question


@pytest.mark.parametrize(
    "text",
    [
        "I send a code to your e-mail, please look",
        "Please look in your email, there is a code from me.",
        "I'm sending a link to your e-mail address now, can you see it?",
        "I have sent you a message by mail, please check your inbox.",
    ],
)
def test_what_is_sent_to_the_mailbox_does_not_ask_for_the_address(text):
    assert "email" not in topics_of(hear(text))


@pytest.mark.parametrize("text", ["Which e-mail shall I send it to?", "What is your e-mail address, please?"])
def test_asking_for_the_address_still_does(text):
    assert topics_of(hear(text)) == {"email"}


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("Should I change the number in your account?", "account_change"),
        ("Would you like my supervisor to call you back?", "escalate"),
    ],
)
def test_an_offer_put_as_a_question_asks_for_nothing_else(text, case):
    heard = hear(text, plain_case(case))
    assert heard.proposed
    assert not heard.asked


def test_a_question_beside_an_offer_still_asks():
    case = with_resolutions(resolution("refund"), resolution("replacement"))
    assert "preference" in topics_of(hear("Would you like a refund or a new one?", case))
    assert "phone_number" in topics_of(hear("I can call you back. What is your phone number?", case))


@pytest.mark.parametrize("text", ["Did you change your account?", "Have you changed your account number?"])
def test_a_changed_account_is_no_attempt_to_log_in(text):
    assert "login_attempts" not in topics_of(hear(text))


@pytest.mark.parametrize(
    "text",
    [
        "I look what I can do, okay?",
        "Let me see what I can do, ok?",
        "I check this for you now, okay?",
        "hold on, i ring them quick",
        "We find a solution, yes?",
        "Please check your e-mail now",
        "I will see what is possible, alright?",
    ],
)
def test_setting_to_work_is_waited_for_and_puzzles_nobody(text):
    heard = hear(text, reading=read(text))
    assert not heard.understood
    assert nothing_heard(heard, MOOD, plain_case(), frozenset()).act == "wait"


@pytest.mark.parametrize("text", ["Shall I pop another one in tonight's van?", "Blue elephants, okay?", "asdf"])
def test_what_says_nothing_known_still_puzzles(text):
    heard = hear(text, reading=read(text))
    assert nothing_heard(heard, MOOD, plain_case(), frozenset()).act == "puzzled"


@pytest.mark.parametrize(
    "text", ["Give me a moment, I ring the depot", "Can I have five minutes, I must call the depot"]
)
def test_asking_for_time_asks_for_nothing_of_the_case(text):
    heard = hear(text, plain_case("trace"))
    assert not heard.asked
    assert families_of(heard) == {"trace"}


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Our shoemaker can stretch and repair them for free.", "repair"),
        ("I ask our fitter to repair it by Friday.", "repair"),
        ("And the invoice I send you by mail.", "invoice"),
        ("I can send the 64.90 euros to your card, would this be ok for you?", "refund"),
    ],
)
def test_an_offer_in_another_order_of_words_is_one(text, family):
    assert family in families_of(hear(text, plain_case(family)))


def test_change_it_is_what_the_case_can_change():
    assert families_of(hear("I change it now in the system.", plain_case("delivery_change"))) == {"delivery_change"}
    assert not hear("I change it for you.", plain_case("refund")).proposed


@pytest.mark.parametrize(
    "text",
    ["Ah, so the money went to the old card.", "You phoned the courier, right?", "You called the depot on Monday."],
)
def test_what_was_done_offers_nothing(text):
    assert not hear(text).proposed


@pytest.mark.parametrize("text", ["It is for your daughter, isn't it?", "It is her only present, no?"])
def test_a_tag_asks_for_no_topic_of_its_own(text):
    assert not topics_of(hear(text))


@pytest.mark.parametrize(
    "text", ["Is there still a question open?", "Do you still have questions?", "Do you have some more questions?"]
)
def test_asking_for_questions_left_asks_whether_it_is_settled(text):
    heard = hear(text)
    assert heard.closing_question
    assert not heard.asked


def test_being_sorry_that_nobody_answered_is_no_lack_of_news():
    assert not hear("I am so sorry that nobody answered to you.").no_news
    assert hear("Nobody answered me yet.").no_news


@pytest.mark.parametrize("text", ["Please stop with the insults.", "Stop to insult me please.", "Stop the shouting."])
def test_a_limit_in_few_words_is_one(text):
    assert read(text).strengths["boundary"] >= 0.5


def test_an_oh_no_mocks_nobody():
    assert not read("Oh no, a crack in the dish, and so close to the birthday, I am sorry.").strengths["sarcasm"]
