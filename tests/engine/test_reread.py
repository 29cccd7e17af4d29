"""Evidence that stands for something else once the case is heard: other people's names, private messages, courtesy."""

from __future__ import annotations

import pytest
from case_of import hear, plain_case, shared
from msgspec.structs import replace

from simulator.engine.cue import next_cue
from simulator.engine.hostility import react, start
from simulator.engine.reaction import Inputs
from simulator.engine.reread import without_reminders
from simulator.engine.scripted import Script
from simulator.mood import Mood, Phase
from simulator.scenario.model import Opening
from simulator.signals import Evidence, Reading, read
from simulator.training import Workshop

WORKSHOP = Workshop(keep=False)


def reading(text, signal, words, strength=0.8):
    start = text.index(words)
    return Reading(
        text, (), (Evidence(signal, strength, start, start + len(words), words),), {signal: strength, "apology": 0.2}
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I've passed it to the studio manager, Ms Peeters.", "Peeters"),
        ("I spoke with our fitter, Mr Bianchi, a minute ago.", "Bianchi"),
        ("My supervisor, Dr Okafor, has agreed.", "Okafor"),
        ("The head of payments, Mrs Rossi, looks at it.", "Rossi"),
        ("Your neighbour, Mr Lund, took it in.", "Lund"),
    ],
)
def test_a_name_beside_a_role_is_somebody_elses(text, name):
    heard = hear(text, reading=reading(text, "wrong_name", name))
    assert heard.reading.strength("wrong_name") == 0
    assert not heard.reading.of("wrong_name")
    assert heard.reading.strength("apology") == 0.2


@pytest.mark.parametrize("text", ["I'm sorry, Mrs Peeters.", "Dear Ms Peeters, I understand."])
def test_a_wrong_name_in_address_stays_one(text):
    assert hear(text, reading=reading(text, "wrong_name", "Peeters")).reading.strength("wrong_name") == 0.8


PRIVATE = [
    "Could you send us a private message?",
    "Would you mind dropping us a DM?",
    "Please write to us privately, Ravi.",
    "Can we talk about this in private?",
    "Please send me a direct message with the details.",
]


@pytest.mark.parametrize("text", PRIVATE)
def test_an_invitation_to_write_in_private_explores_nothing(text):
    heard = hear(text, reading=reading(text, "exploration", text.split()[0]))
    assert heard.to_private
    assert "to_private" in heard.moves
    assert "explores" not in heard.moves


def cue_of(text, channel):
    case = replace(plain_case("refund"), channel=channel)
    reaction = react(start(case.persona.curve), Inputs(), case.persona.curve)
    return case, next_cue(hear(text, case), reaction, case, known=frozenset(), done=frozenset())


def test_on_a_public_channel_the_customer_goes_private_once():
    case, cue = cue_of(PRIVATE[0], "social")
    voice = {"private": {"any": ("I've sent you a message.",)}, cue.act: {"any": ("So what now?",)}}
    case = replace(case, voice=voice)
    spoken = Script(case, (), 0, 1).say(cue)
    assert spoken.text == "I've sent you a message.\nSo what now?"
    assert Script(case, spoken.used, 0, 2).say(cue).text == "So what now?"


def test_elsewhere_nobody_goes_private():
    assert not cue_of(PRIVATE[0], "live_chat")[1].private


SORRY = Opening(("I'm sorry for the trouble, I clicked twice.",))


def calm(**changes):
    case = plain_case("cancel")
    return replace(
        case, persona=replace(case.persona, curve=replace(case.persona.curve, venting=0.05)), opening=SORRY, **changes
    )


@pytest.mark.parametrize(
    "text", ["No trouble at all!", "It happens to everyone.", "These things happen.", "Don't worry about it."]
)
def test_courtesy_to_one_who_says_sorry_plays_nothing_down(text):
    heard = hear(text, calm(), reading=reading(text, "dismissing", text))
    assert heard.reading.strength("dismissing") == 0
    assert "reassures" in heard.moves


def test_the_same_words_to_an_angry_customer_do():
    text = "These things happen."
    assert hear(text, reading=reading(text, "dismissing", text)).reading.strength("dismissing") == 0.8


@pytest.mark.parametrize(
    "text",
    [
        "Is everything OK like this?",
        "All sorted for you now?",
        "Is everything ok?",
        "Please tell me honestly whether the matter is settled for you.",
        "Just let me know if everything's sorted.",
        "Anything you'd still like me to do?",
        "Is there anything else I can put right?",
        "anything else open, or is that it?",
        "Can we say the case is solved, or is something open?",
        "Can we consider the matter closed?",
        "Are we all squared away now?",
        "So is that you sorted then?",
    ],
)
def test_a_closing_question_asks_for_nothing_of_the_case(text):
    heard = hear(text)
    assert heard.closing_question
    assert not [item for item in heard.asked if item.topic]


@pytest.mark.parametrize("text", ["Is everything in the box?", "Are all the screws there?", "Have I missed something?"])
def test_a_question_of_the_case_does_not_close(text):
    assert not hear(text).closing_question


TOLD = ("The lamp comes without a bulb. You need an E14 of up to 7 watts.",)
AT_EASE, UPSET = Mood(35, 0.05, 0.5, 1.0, Phase.PROBLEM_SOLVING), Mood(65, 0.5, 0.5, 0.0, Phase.TAKE_OFF)


def brushes_off(text, earlier=TOLD, mood=AT_EASE):
    left = without_reminders(read(text), earlier, mood, plain_case(), shared())
    return left.strength("dismissing", "condescending") > 0


@pytest.mark.parametrize(
    "text", ["As I said, it comes without a bulb.", "Like I mentioned, you need the E14.", "As we said: 7 watts."]
)
def test_recalling_what_was_said_brushes_off_nobody_who_is_calm(text):
    assert not brushes_off(text)


def test_it_does_where_nothing_of_it_was_said_or_the_customer_is_upset_or_the_words_have_an_edge():
    assert brushes_off("As I said, you have to ask the courier.")
    assert brushes_off("As I said, it comes without a bulb.", earlier=())
    assert brushes_off("As I said, it comes without a bulb.", mood=UPSET)
    assert brushes_off("As I already told you, it comes without a bulb.")


@pytest.mark.parametrize(
    ("text", "deflects"),
    [
        ("I understand you want to do it yourself.", False),
        ("I see you prefer to do it yourself.", False),
        ("You can do it yourself on our website.", True),
    ],
)
def test_a_wish_said_back_sends_nobody_elsewhere(text, deflects):
    assert bool(hear(text, reading=read(text)).reading.strength("deflecting")) is deflects


@pytest.mark.parametrize("text", ["Which shelf was it on?", "Whose turn was it?"])
def test_one_thing_asked_for_that_nobody_can_tell_brings_out_nothing_else(text):
    assert not WORKSHOP.session("button-without-a-name").hear(text).cue.reveals


def test_an_open_question_of_no_topic_still_brings_out_what_is_hidden():
    assert WORKSHOP.session("button-without-a-name").hear("What do you want to oder?").cue.reveals


@pytest.mark.parametrize("text", ["Hi! I'm Ben, how's your day so far?", "Hello, how are you today?"])
def test_small_talk_explores_nothing(text):
    exchange = WORKSHOP.session("the-violin-and-the-silence").hear(text)
    assert not exchange.cue.reveals
    assert "open question" not in exchange.heard_line


def test_asking_how_somebody_feels_about_it_still_explores():
    assert hear("How are you feeling about it?", reading=read("How are you feeling about it?")).asked


def test_who_is_asked_for_what_the_agent_can_see_says_so():
    exchange = WORKSHOP.session("wrong-drive").hear("How much did you pay for it?")
    assert (exchange.cue.act, exchange.cue.about) == ("unsure", "shown")
    assert "know" not in exchange.state.line


def test_a_mailbox_to_look_into_for_an_e_mail_asks_for_no_card_of_a_driver():
    text = "I have sent you a new link for the password, please check your mailbox."
    assert not [item for item in hear(text).asked if item.topic == "delivery_note"]


def test_asking_which_of_several_orders_it_is_about_asks_for_nothing_known():
    several = WORKSHOP.session("the-other-moreau").hear("Could you tell me your order number, please?")
    assert "already" not in several.feedback
    assert not several.heard.reading.strength("re_asking")
