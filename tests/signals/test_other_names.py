"""Names in a reply: what follows a greeting is not always one, and somebody else's is never the customer's."""

from __future__ import annotations

import pytest

from simulator.signals import Context, read
from simulator.signals.evidence import CaseWords

ABOUT = Context(
    case=CaseWords(names=("Ewan Fraser",), stakes=("Peters", "Saturday")),
    previous="It says left with neighbour Peters. Ask your colleague Joris. I need it by Saturday.",
)


@pytest.mark.parametrize(
    "text",
    [
        "Ok, noted.",
        "Hello, noted.",
        "Hi, sorted.",
        "Ok, checked.",
        "OK, Perfect.",
        "Good morning, checked.",
        "Hi, ewan.",
    ],
)
def test_a_remark_after_a_greeting_is_no_name(text):
    assert read(text, ABOUT).strength("wrong_name") == 0


@pytest.mark.parametrize("text", ["Dear Mr Peters, I'm sorry.", "Hello Peters, I am sorry.", "Dear Joris, I see."])
def test_somebody_else_of_the_case_is_not_whom_one_speaks_to(text):
    reading = read(text, ABOUT)
    (wrong,) = reading.of("wrong_name")
    assert not [item for item in reading.of("specificity", "personalisation") if item.start == wrong.start]


@pytest.mark.parametrize("text", ["Dear Mr Fraser, nobody called Peters lives there.", "Good morning, Saturday it is."])
def test_somebody_else_may_be_spoken_of(text):
    assert read(text, ABOUT).strength("wrong_name") == 0


def test_another_name_written_small_is_still_wrong_without_a_comma():
    assert read("hi john, sorry", ABOUT).strength("wrong_name") > 0


@pytest.mark.parametrize(
    "text",
    [
        "Hello, Mia speaking. I'm sorry that happened.",
        "Good morning, Tom speaking. What happened?",
        "Hello Mia here",
        "Hello, Mia Berg speaking, how can I help?",
        "Hello, this is Mia from Nordhem",
        "Hi, Mia from Nordhem here, what happened?",
        "Hello, Mia, Nordhem, what can I do?",
        "Hello, you're through to Mia.",
        "My name is Mia. Hello, Mia again.",
        "Good afternoon, Mrs Berg here, what happened?",
    ],
)
def test_the_writers_own_name_is_nobodys_wrong_one(text):
    case = CaseWords(names=("Ewan Fraser",), own_names=("Nordhem",))
    assert read(text, Context(case=case)).strength("wrong_name") == 0


@pytest.mark.parametrize(
    "text",
    [
        "Hello Mia, this is Tom from Nordhem.",
        "Hi Karin, Mia here.",
        "This is Mia. Sorry, Karin.",
        "Hello Karin, your parcel is here.",
        "Hello Anna, here is your label.",
        "Hello Karin, it is Karin's parcel.",
    ],
)
def test_an_introduction_hides_no_wrong_name(text):
    assert read(text, ABOUT).strength("wrong_name") >= 0.8
