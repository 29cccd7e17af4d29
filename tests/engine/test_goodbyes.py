"""Taking leave, a closing question that came too early, and another sum than what was agreed."""

from __future__ import annotations

import pytest
from case_of import hear, resolution, with_resolutions

from simulator.scenario.model import PlayReply
from simulator.traces import trace
from simulator.training import Workshop

WORKSHOP = Workshop(keep=False)
LISTENED = (
    "I'm so sorry, Mrs Lindqvist. With Emma's birthday on Saturday I see why this worries you. What does the tracking show?",
    "That must be so frustrating with Emma's birthday three days away. Is there anything else I should know?",
    "Thank you for telling me. So the dollhouse is the one present Emma wished for. I'll take care of this myself.",
)
EXPRESS = "I can send you a new dollhouse by express, so that you have it by Friday at 12:00. Would that be all right?"
REFUND = "I can refund you the 64.90, you have it on Friday. Is that ok for you?"


def played(scenario, *replies):
    session, _ = WORKSHOP.replay(scenario, [PlayReply(text) for text in replies])
    return session


@pytest.mark.parametrize(
    "text",
    [
        "Ok have a nice evening, bye!",
        "Goodbye, Mrs Lindqvist.",
        "bye bye",
        "Then I wish you a lovely day.",
        "Great, thank you and good night!",
        "Enjoy the rest of your day!",
        "I wish you a nice party, bye!",
        "Have a great weekend and happy birthday to Emma.",
        "Thanks for waiting before, have a nice day!",
        "When it arrives you get a mail, have a nice day!",
        "Let me know when it is there and have a nice day!",
        "Thank you for your patience, goodbye.",
        "I say goodbye to you, Mrs Lindqvist.",
        "Goodbye until Saturday.",
    ],
)
def test_a_goodbye_is_understood(text):
    heard = hear(text)
    assert heard.goodbye
    assert heard.only_leaves
    assert heard.moves


@pytest.mark.parametrize(
    "text",
    [
        "Good evening, Mrs Lindqvist!",
        "Before we say goodbye, what is your address?",
        "Did the driver say goodbye?",
        "We don't say goodbye like that.",
        "Have a nice look at your parcel.",
        "You said bye to my colleague.",
        "Before I say goodbye, I'd like to check your address.",
        "I'd like to check your address before we say bye.",
        "Before you hang up and we say goodbye, please note the number.",
        "Have a nice day once it is repaired.",
        "You will have a nice day when it arrives.",
        "Once you have it, we can say goodbye.",
        "Until it is solved I don't say goodbye.",
        "Unless you have a question I say goodbye.",
        "Say goodbye to waiting: it ships today.",
        "You can say goodbye to the old lamp.",
        "We say goodbye to paper labels this year.",
        "Your colleague said goodbye too early.",
    ],
)
def test_a_greeting_a_question_a_report_or_a_mention_is_no_goodbye(text):
    assert not hear(text).goodbye


@pytest.mark.parametrize(
    ("name", "last", "ends"),
    [
        ("first-chat", "Goodbye!", True),
        ("first-chat", "Before I say goodbye, I'd like to check your address.", False),
        ("late-parcel-birthday", "Goodbye!", True),
        ("late-parcel-birthday", "Before I say goodbye, I'd like to check your address.", False),
    ],
)
def test_only_a_goodbye_ends_what_is_settled(name, last, ends):
    settled = {
        "first-chat": ("The lamp comes without a bulb.", "You need an E14 LED, up to 4 watts."),
        "late-parcel-birthday": (*LISTENED, EXPRESS),
    }
    assert (played(name, *settled[name], last).state.ending == "RESOLVED") is ends


def test_a_goodbye_once_all_is_agreed_ends_settled_and_is_answered():
    session = played("late-parcel-birthday", *LISTENED, EXPRESS, "Ok have a nice evening, bye!")
    assert session.state.ending == "RESOLVED"
    assert session.exchanges[-1].cue.act == "farewell"
    assert "bye" in session.state.closing.casefold() or "you, too" in session.state.closing


def test_a_goodbye_before_it_is_settled_is_objected_to_and_stands_in_the_trace():
    session = played("late-parcel-birthday", LISTENED[0], "Ok have a nice evening, bye!")
    last = session.exchanges[-1]
    assert last.heard.understood
    assert last.cue.act in {"insist", "vent"}
    row = trace(session)["exchanges"][-1]
    assert {"wall"} == {item["signal"] for item in row["evidence"] if item["quote"] == last.reply}
    assert {"cause": "wall", "delta": pytest.approx(8.6, abs=3), "quote": last.reply} in row["ledger"]
    assert "said goodbye before it was settled" in last.feedback


def test_the_second_goodbye_running_loses_the_customer():
    session = played("late-parcel-birthday", LISTENED[0], "Ok bye!", "Goodbye.")
    assert session.state.ending == "WALKED_AWAY"
    back = played("late-parcel-birthday", LISTENED[0], "Ok bye!", LISTENED[1], "Goodbye.")
    assert back.state.ending is None


def test_a_goodbye_behind_an_answer_costs_nothing():
    session = played("first-chat", "The lamp comes without a bulb, and none is in the box. Have a nice day!")
    assert not session.exchanges[0].heard.only_leaves
    assert not [row for row in session.exchanges[0].ledger if row.cause == "wall"]


def test_a_closing_question_that_came_too_early_is_not_needed_again():
    session = played(
        "first-chat", "The lamp comes without a bulb.", "Is everything settled?", "You need an E14 LED, up to 4 watts."
    )
    assert session.exchanges[1].cue.step == "which_bulb/which"
    assert session.state.ending == "RESOLVED"
    assert session.exchanges[2].cue.act == "confirm"


def test_without_one_the_customer_only_thanks():
    session = played("first-chat", "The lamp comes without a bulb.", "You need an E14 LED, up to 4 watts.")
    assert (session.state.ending, session.exchanges[-1].cue.act) == (None, "thanks")


def test_what_still_asks_for_an_answer_does_not_end_it():
    session = played("first-chat", "The lamp comes without a bulb.", "Is everything settled?")
    session.hear("You need an E14 LED, up to 4 watts. Which colour is your lamp?")
    assert session.state.ending is None


@pytest.mark.parametrize(
    "text",
    [
        "So that's 46.90 back on your card.",
        "You get 46,90 euros. Is everything settled?",
        "It is 46.90 then, bye!",
        "A refund of 46.90 is on its way.",
        "I refund you 46.90 today.",
        "You get back 46.90 by Friday.",
        "The amount is 46.90, as I said.",
    ],
)
def test_another_sum_than_agreed_is_remarked_on_and_settles_nothing(text):
    session = played("late-parcel-birthday", *LISTENED, REFUND, text)
    assert session.exchanges[-1].cue.act == "corrects"
    assert session.state.ending is None
    assert session.exchanges[-1].heard.understood


@pytest.mark.parametrize(
    "text",
    [
        "That's 64.90 back on your card.",
        "You get it by 16.45 today.",
        "The delivery cost of 4.90 comes back, too.",
        "Was it 46.90?",
        "Not 46.90 but 64.90, of course, you get it all.",
        "The refund will arrive on 24.12. at the latest.",
        "You get it on Friday, 27.11.",
        "You get it 27.11. at the latest.",
        "It is 24.12. at the latest.",
        "You get it between 9.30 and 12.00.",
        "You get it 9.30 to 12.00 tomorrow.",
        "That's 9.30 - 12.00 on Friday.",
        "It's 9.30-12.00.",
        "It's 10.15 now, you get it by 11.00.",
        "You receive it from 10.15 on.",
        "It has the reference 12.34.",
        "That is number 48.21.",
        "The refund has the code 12.34, keep it.",
        "It is 12.50 cm long.",
        "It is version 10.15 of the form.",
    ],
)
def test_the_right_sum_a_date_a_time_or_something_else_is_not(text):
    case = with_resolutions(resolution("refund", "money", steps=("offer", "deadline"), figures=(64.90,)))
    assert not hear(text, case, done={"money/offer"}).other_figure


def test_a_sum_named_with_the_offer_is_the_one_agreed():
    case = with_resolutions(resolution("goodwill", "extra", steps=("offer", "deadline")))
    assert not hear("That is 15.00 then, you get it today.", case, done={"extra/offer"}).other_figure
    assert hear("That is 15.00 then, you get it.", case, done={"extra/offer"}, sum_agreed=20.0).other_figure


def test_a_goodbye_in_spanish_is_one():
    session = WORKSHOP.session("late-parcel-birthday-es")
    assert session.hear("Que tenga un buen día, adiós.").heard.goodbye


def test_small_talk_after_all_is_settled_angers_nobody():
    answer = "It comes without a bulb. You need an E14 LED, up to 7 watts."
    session = played("first-chat", answer, "You are very welcome.", "It was a pleasure to help you.", "Enjoy the lamp!")
    assert session.state.mood.progress == 1
    assert not [row for item in session.exchanges for row in item.ledger if row.cause == "stalling"]


def test_take_care_alone_takes_leave():
    assert hear("I have sent it. Take care!").goodbye
    assert not hear("We take care of it.").goodbye


def test_anything_else_in_spanish_closes():
    session = WORKSHOP.session("late-parcel-birthday-es")
    assert session.hear("¿Algo más en lo que pueda ayudarle?").heard.closing_question
