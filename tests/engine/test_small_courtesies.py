"""Courtesies, a yes asked for, and answers in the words of the question: heard as what they are, in whole scenarios."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from simulator.conversation import Speaker
from simulator.exchange import first_state, messages
from simulator.scenario.model import PlayReply
from simulator.signals import read
from simulator.training import Workshop

WORKSHOP = Workshop(keep=False)


def heard(scenario, text):
    return WORKSHOP.session(scenario).hear(text)


@pytest.mark.parametrize(
    "text",
    [
        "I can send a new dollhouse by express today, is that ok?",
        "I can send you a new one. Is that alright for you?",
        "I suggest the refund. Is this okay with you?",
        "We could call the depot. Are you happy with that?",
        "I will e-mail you the label now, you have it within 10 minutes. Is that ok?",
        "I'll tell the payments team today and inform you by tomorrow 12:00. Is it okay for you?",
        "I can send a new dollhouse by express today. Does that help?",
        "I suggest the refund. Would that help you?",
    ],
)
def test_asking_for_a_yes_to_an_offer_does_not_ask_if_all_is_settled(text):
    assert read(text).strengths["closing_question"] < 1 / 3


@pytest.mark.parametrize(
    "text",
    [
        "Is that okay for you?",
        "I can send it. Is everything settled for you now?",
        "It's booked. Is that okay for you?",
        "It takes an E14 LED and no bulb is included. Does that help?",
        "Does that help?",
    ],
)
def test_asking_if_all_is_settled_still_does(text):
    assert read(text).strengths["closing_question"] >= 1 / 3


def test_whether_an_offer_helps_asks_for_a_yes_and_whether_an_answer_helped_is_the_end():
    offer = heard("ordered-twice", "I'll cancel the second order right away. Does that help?")
    assert (offer.cue.act, offer.heard.closing_question) == ("accept", False)
    answer = heard("first-chat", "It takes an E14 LED and no bulb is included. Does that help?")
    assert answer.state.ending == "RESOLVED"


@pytest.mark.parametrize("text", ["How can I help?", "Hello there, how can I help you?", "How may I assist you today?"])
def test_asking_how_to_help_is_a_courtesy_that_provokes_nobody(text):
    exchange = heard("late-parcel-birthday", text)
    assert exchange.cue.act == "answer"
    assert {row.cause for row in exchange.ledger if row.delta > 0} <= {"surge"}


@pytest.mark.parametrize(
    ("scenario", "text"),
    [
        ("late-parcel-birthday", "I see."),
        ("late-parcel-birthday", "Ok, I see."),
        ("late-parcel-birthday", "Right."),
        ("late-parcel-birthday-es", "Ah, ya veo."),
    ],
)
def test_a_nod_alone_says_and_moves_nothing(scenario, text):
    exchange = heard(scenario, text)
    assert exchange.cue.act != "puzzled"
    assert exchange.after == exchange.before
    assert exchange.feedback.startswith("a nod alone")


def test_seeing_how_somebody_feels_is_no_nod():
    exchange = heard("late-parcel-birthday", "I see how frustrating this is.")
    assert exchange.heard.moves
    assert "it helped" in exchange.feedback


def test_what_is_put_as_a_question_gets_the_answer():
    exchange = heard("first-chat", "It takes an E14 LED and no bulb is included. May I add one for 4.90?")
    assert (exchange.cue.act, exchange.cue.resolution) == ("accept", "bulb_too")


def test_an_answer_in_the_words_of_the_question_sums_nothing_up():
    exchange = heard(
        "first-chat", "Hello Ms Ribeiro, the lamp comes without a bulb. You need an E14 LED, up to 4 watts."
    )
    assert "summed up" not in exchange.heard_line
    assert "you answered what she asked" in exchange.feedback


def test_what_is_asked_for_is_told_in_plain_english():
    exchange = heard("late-parcel-birthday", "What happened when you called the courier?")
    assert "asked whether the courier was called" in exchange.heard_line


def test_an_insult_leaves_no_full_marks_for_clarity_or_resolution():
    replies = [
        PlayReply("I'm so sorry, Mrs Lindqvist. What does the tracking show?"),
        PlayReply("Shut up, you stupid cow."),
    ]
    session, _ = WORKSHOP.replay("late-parcel-birthday", replies)
    marks = [mark for mark in session.exchanges[1].marks if mark.points is not None]
    assert {mark.rubric for mark in marks} == {"empathy", "clarity", "resolution"}
    assert all(mark.points <= 1 for mark in marks)


@pytest.mark.parametrize(
    ("scenario", "text", "line"),
    [
        ("cracked-dish", "whats wrong with it", "asked about the damage"),
        ("cracked-dish", "What is wrong with the dish?", "asked about the damage"),
        ("locked-out", "I'll get you back in asap.", "offered to restore access"),
        ("locked-out", "Can you tell me the last 4 digits of your old number for security?", "who it is, for security"),
        ("late-parcel-birthday", "What happened when you called the courier?", "asked whether the courier was called"),
    ],
)
def test_what_newcomers_typed_is_heard(scenario, text, line):
    assert line in heard(scenario, text).heard_line


VAN = (
    (
        "Good evening Mr Ashworth, I am sorry you sit in the cold with the wrong part. Could you tell me please which part "
        "number is printed on the igniter you received?"
    ),
    (
        "Thank you, so you got the one for the Ember 4 but you need the one for Ember 6, and it is Friday evening. I understand "
        "that is very annoying. Is anybody at home until 18:00?"
    ),
    "Our van can bring you the right igniter today until 17:30 and take the wrong one back. Does this work for you?",
)
"""Replies that end in a yes to our own van."""


def test_our_own_van_can_bring_the_right_part():
    session, _ = WORKSHOP.replay("stove-part-tonight", [PlayReply(text) for text in VAN])
    assert (session.exchanges[-1].cue.act, session.exchanges[-1].cue.resolution) == ("accept", "with_the_van")


def test_after_the_peak_nobody_is_told_to_let_it_out():
    session, _ = WORKSHOP.replay(
        "late-parcel-birthday",
        [
            PlayReply(
                "I'm so sorry, Mrs Lindqvist. With Emma's birthday on Saturday I see why this worries you. What happened?"
            ),
            PlayReply("That must be so frustrating with Emma's birthday three days away. What does the tracking show?"),
            PlayReply("Is everything settled for you now?"),
        ],
    )
    assert session.exchanges[-1].situation.phase == "SUPPORTIVE"
    assert "still waiting for something that helps" in session.exchanges[-1].feedback


@pytest.mark.parametrize(
    ("scenario", "text", "topic"),
    [
        ("late-parcel-birthday", "When do you need the dollhouse?", "needed_by"),
        ("late-parcel-birthday", "By when do you need the dollhouse at the latest?", "needed_by"),
        ("dead-freezer", "What is wrong with the freezer?", "damage"),
        ("the-violin-and-the-silence", "What is wrong with the violin?", "damage"),
        ("worn-boots", "Would you rather keep them or send them back?", "preference"),
        ("cracked-dish", "would you rather keep it or send it back?", "preference"),
    ],
)
def test_a_question_by_the_name_of_the_item_asks_what_it_asks(scenario, text, topic):
    exchange = heard(scenario, text)
    assert [item.topic for item in exchange.heard.asked] == [topic]
    assert not exchange.heard.proposed


def test_an_open_question_by_the_name_of_the_item_is_no_question_asked_twice():
    session = WORKSHOP.session("late-parcel-birthday")
    session.hear("What happened?")
    assert not any(item.known for item in session.hear("What has happened with the dollhouse so far?").heard.asked)


@pytest.mark.parametrize(
    ("scenario", "text"),
    [
        ("late-parcel-birthday", "I'm glad that you called."),
        ("late-parcel-birthday", "I'm taking this over."),
        ("refund-still-missing", "I take it back."),
        ("a-strangers-invoice", "You received another customer's invoice."),
        ("transfer-without-a-number", "Nobody here lets go of you."),
        ("ordered-twice", "The second pair was ordered at 9:14."),
    ],
)
def test_talk_of_what_was_or_of_ourselves_offers_nothing(scenario, text):
    assert not heard(scenario, text).heard.proposed


@pytest.mark.parametrize(
    ("scenario", "text", "family"),
    [
        ("a-strangers-invoice", "Tomasz Wilk will contact you by 12:00 tomorrow.", "escalate"),
        ("third-wardrobe", "A spare leg goes out this afternoon.", "repair"),
        ("dead-freezer", "A technician can be with you tomorrow morning between 8 and 10.", "repair"),
        ("refund-still-missing", "I will make the transfer again today.", "refund"),
        ("late-parcel-birthday", "My supervisor is taking this over.", "escalate"),
        ("late-parcel-birthday", "I'll call you tomorrow.", "callback"),
    ],
)
def test_what_is_offered_in_few_words_is_an_offer(scenario, text, family):
    assert family in {item.family for item in heard(scenario, text).heard.proposed}


def test_who_will_not_write_offers_nothing():
    assert not heard("a-strangers-invoice", "Tomasz Wilk will not contact you.").heard.proposed


@pytest.mark.parametrize("tag", ["all right", "okay", "is that fine with you"])
def test_a_word_that_asks_for_a_yes_takes_no_promise_back(tag):
    said = heard("late-parcel-birthday", f"I'll send a new one by express today, {tag}?").heard
    assert [item.resolution for item in said.proposed] == ["express"]
    assert {"express/offer", "express/deadline"} <= {item.step for item in said.said}
    assert said.promised


def test_having_nothing_to_do_is_no_lack_of_news():
    assert not heard("late-parcel-birthday", "You don't have to do anything.").heard.no_news
    assert heard("late-parcel-birthday", "We don't have anything yet.").heard.no_news


def test_an_open_question_is_told_as_what_it_is():
    assert "asked what happened" in heard("late-parcel-birthday", "What happened then?").heard_line
    line = heard("late-parcel-birthday", "Have you looked whether the moon is out there already?").heard_line
    assert "asked what happened" not in line


def test_what_was_agreed_and_is_said_again_gets_no_second_yes():
    session, _ = WORKSHOP.replay("stove-part-tonight", [PlayReply(text) for text in VAN])
    assert session.exchanges[-1].cue.act == "accept"
    said = "Our van can bring you the right igniter today until 17:30 and take the wrong one back."
    assert session.hear(said).cue.act in {"thanks", "insist"}


def test_a_system_line_before_the_chat_is_not_the_customers():
    scenario = WORKSHOP.scenario("locked-out")
    opening = replace(scenario.opening, bot=(("system", "Chat begins."), ("Chatbot", "Hello!"), ("customer", "Help.")))
    turns = messages(replace(scenario, opening=opening), (), first_state(scenario))
    assert [turn.speaker for turn in turns[:3]] == [Speaker.SYSTEM, Speaker.BOT, Speaker.CUSTOMER]


def points(scenario, *replies):
    """Each reply's marks that were given, by rubric and criterion."""
    session, _ = WORKSHOP.replay(scenario, [PlayReply(text) for text in replies])
    return [
        {(mark.rubric, mark.criterion): mark.points for mark in item.marks if mark.points is not None}
        for item in session.exchanges
    ]


def test_a_courtesy_once_all_is_settled_owes_no_answer():
    answered = "Hello Ms Ribeiro! The lamp comes without a bulb, you need an E14 LED, up to 4 watts."
    first, welcome, leave = points("first-chat", answered, "You're welcome!", "Then have a nice day, bye!")
    assert first["clarity", "concrete"] == 4
    assert ("clarity", "answer_first") not in welcome
    assert ("clarity", "answer_first") not in leave
    assert ("resolution", "thanks") not in leave


def test_finding_out_for_a_plain_question_is_no_missing_solution():
    (asked,) = points("first-chat", "Hello Ms Ribeiro! What will you use the lamp for?")
    assert ("resolution", "solution") not in asked
    (idle,) = points("first-chat", "Hello Ms Ribeiro, the weather is nice today and I like lamps.")
    assert idle["resolution", "solution"] == 0


def test_a_reply_without_an_answer_still_owes_one_while_something_is_open():
    replies = ("I'm so sorry, Mrs Lindqvist. What does the tracking show?", "Emma, of course. Emma.")
    assert points("late-parcel-birthday", *replies)[1].get(("clarity", "answer_first"), 0) == 0


def test_what_the_customer_needs_is_an_answer():
    exchange = heard("first-chat", "You need an E14 LED with 4 watts at most, because the lamp comes without bulb.")
    assert (exchange.cue.act, exchange.cue.resolution) == ("accept", "which_bulb")
