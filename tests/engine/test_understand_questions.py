"""Questions: paraphrases reach their topic, doubtful ones reach none, and what is known is known."""

from __future__ import annotations

import pytest
from case_of import hear, plain_case, topics_of
from msgspec.structs import replace
from understanding_figures import count_questions, questions

from simulator.scenario.model import Case, CustomerRecord, Fact, Opening, Order, Topic


@pytest.mark.parametrize("name", ["questions", "questions_dev"])
def test_paraphrased_questions_reach_their_topic_and_rarely_a_wrong_one(name):
    rows = questions(name)
    assert len(rows) >= 150
    count = count_questions(rows)
    assert count.right >= 0.85 * count.total, count.errors
    assert count.wrong <= 0.05 * count.total, count.errors


@pytest.mark.parametrize(
    "text",
    [
        "What is your order number?",
        "Please send me the order number.",
        "could u pls give order no",
        "Could you tell me the order nubmer?",
        "order number pls",
        "I'd need your order number, please.",
        "Let me know the order number.",
    ],
)
def test_one_topic_is_reached_by_questions_requests_slips_and_chat_style(text):
    assert topics_of(hear(text)) == {"order_number"}


def test_a_second_language_question_reaches_the_tracking():
    assert topics_of(hear("What does the tracking show to you?")) == {"tracking"}
    assert topics_of(hear("what shows you the tracking?")) == {"tracking"}


def test_several_questions_in_one_reply_are_all_heard_in_order():
    heard = hear("When did you buy it? How did you pay? And please send me a photo of the damage.")
    assert [item.topic for item in heard.asked] == ["purchase_date", "payment_method", "photo"]


def test_a_list_of_requests_in_one_sentence_is_taken_apart():
    heard = hear("Could you send me the order number, a photo of the crack and your phone number?")
    assert topics_of(heard) == {"order_number", "photo", "phone_number"}


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for sending me the photo.",
        "You told me that the tracking says Friday.",
        "I have your order number and the photo here.",
        "I'll check your address and the phone number.",
    ],
)
def test_statements_and_reports_ask_nothing(text):
    assert hear(text).asked == ()


def test_an_unknown_question_is_heard_as_a_question_of_no_topic():
    heard = hear("How is your sister today?")
    assert [item.topic for item in heard.asked] == [None]


def test_asking_for_what_the_case_pane_shows_is_asking_again():
    asked = {item.topic: item.known for item in hear("What is your order number? And your e-mail address?").asked}
    assert asked == {"order_number": True, "email": True}


def test_asking_to_confirm_a_shown_value_is_not_asking_again():
    assert not hear("Just to confirm, is your order number 48213?").asked[0].known


def test_with_several_orders_asking_for_the_order_is_fair():
    orders = (Order("1", "1 May"), Order("2", "2 May"))
    case = replace(plain_case(), case=Case(CustomerRecord(), orders=orders))
    assert not hear("What is the order number?", case).asked[0].known


def test_a_topic_is_known_once_answered_or_once_all_its_facts_are_told():
    case = replace(
        plain_case(),
        facts={"depot": Fact("depot", "at depot")},
        topics={"tracking": Topic("tracking", ("At the depot.",), reveals=("depot",))},
    )
    text = "What does the tracking say?"
    assert not hear(text, case).asked[0].known
    assert hear(text, case, known={"depot"}).asked[0].known
    assert hear(text, case, answered={"tracking"}).asked[0].known


def test_what_the_bot_already_asked_is_known():
    bot = (("bot", "Please tell me your phone number."), ("customer", "0701 234567"))
    case = replace(plain_case(), opening=Opening(bot=bot))
    assert hear("What is your phone number?", case).asked[0].known


def test_a_check_for_anything_missed_never_asks_again():
    asked = hear("Is there anything else I should know?", answered={"anything_else_to_know"}).asked
    assert [(item.topic, item.known) for item in asked] == [("anything_else_to_know", False)]


def test_a_scenario_adds_its_own_words_and_topics():
    own = Topic("wifi", ("It's the guest network.",), asks=("Which wireless network are you on?", "wifi name"))
    case = replace(plain_case(), topics={"wifi": own})
    assert topics_of(hear("On which wireless network is it?", case)) == {"wifi"}
    assert topics_of(hear("What's the wifi name?", case)) == {"wifi"}


@pytest.mark.parametrize(
    "text",
    [
        "Is everything settled for you now?",
        "Is there anything else I can help you with?",
        "Does that answer your question?",
        "Can I close the case?",
    ],
)
def test_closing_questions_close_and_reach_no_topic(text):
    heard = hear(text)
    assert heard.closing_question
    assert topics_of(heard) == set()


@pytest.mark.parametrize(
    "text", ["Would that be all right for you?", "Everything is settled on my side.", "Is it urgent?"]
)
def test_other_sentences_close_nothing(text):
    assert not hear(text).closing_question


def test_the_same_question_asked_elsewhere_is_quoted_where_it_stands():
    scenario = plain_case()
    first = hear("What is your order number?", scenario).asked
    later = hear("Let me see. What is your order number?", scenario).asked
    assert [item.topic for item in first] == [item.topic for item in later] == ["order_number"]
    assert {item.quote for item in (*first, *later)} == {"What is your order number"}
    assert later[0].start == first[0].start + len("Let me see. ")
