"""Promises: who will do what by when; those outside opening hours; and those that a reply keeps."""

from __future__ import annotations

import pytest
from case_of import hear


def promised(text, **state):
    return [(item.action, item.due / 3600) for item in hear(text, **state).promised]


@pytest.mark.parametrize(
    ("text", "action", "hours"),
    [
        ("I'll call the depot within 2 hours.", "call the depot", 2.0),
        ("We will write to you by 15:02.", "write to you", 5.0),
        ("I'm sending you the label in 30 minutes.", "sending you the label", 0.5),
        ("Let me ring you back in one hour.", "ring you back", 1.0),
        ("By 12:02 you will have my answer.", "you will have my answer", 2.0),
        ("You'll get an e-mail within 3 hours.", "You'll get an e-mail", 3.0),
        ("My colleague Anna will phone you in 2 hours.", "My colleague Anna will phone you", 2.0),
    ],
)
def test_an_action_with_a_time_is_a_promise(text, action, hours):
    assert promised(text) == [(action, pytest.approx(hours))]


@pytest.mark.parametrize(
    "text",
    [
        "I'll call the depot.",
        "I'll do it as soon as possible.",
        "I won't call you by Friday.",
        "I can't promise that I'll call by Friday.",
        "Will you be at home by 15:00?",
        "Shall I call you by 15:00?",
        "You said you will call by Friday.",
        "If it comes by Friday I'll be glad.",
        "You will need to wait until Friday.",
        "I understand why you want it tonight, and I will do my best.",
    ],
)
def test_without_a_time_or_without_commitment_nothing_is_promised(text):
    assert promised(text) == []


def test_two_promises_in_one_sentence_each_keep_their_time():
    text = "It will be with you by Friday at 12:00, and I'll e-mail you the number today by 15:00."
    found = promised(text)
    assert [action for action, _ in found] == ["It will be with you", "e-mail you the number"]
    assert [round(due, 2) for _, due in found] == [49.97, 4.97]


def test_the_words_of_a_promise_are_quoted_exactly():
    text = "Good. I'll call the depot by 15:00, Mrs Lindqvist."
    item = hear(text).promised[0]
    assert item.quote == text[item.start : item.end] == "I'll call the depot by 15:00"


def test_due_times_count_from_the_start_of_the_session():
    assert hear("I'll call in 10 minutes.", clock=600.0).promised[0].due == 1200.0


def test_only_what_the_agent_does_must_lie_in_opening_hours():
    assert hear("I'll call you at 22:00.").promised[0].closed
    assert hear("I'll call you on Sunday.").promised[0].closed
    assert not hear("I'll call you by 17:00.").promised[0].closed
    assert not hear("The parcel will be with you on Saturday.").promised[0].closed


OPEN = (("call the depot", 7200.0), ("e-mail you the tracking number", 14400.0))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("I have just called the depot, Mrs Lindqvist.", (0,)),
        ("I rang the depot and they found it.", (0,)),
        ("Here is the tracking number that I e-mailed you.", (1,)),
        ("As promised, the tracking number: 12345.", (1,)),
        ("I've called the depot. Here is your tracking number, too.", (0, 1)),
        ("I will call the depot.", ()),
        ("I haven't called the depot yet.", ()),
        ("Did you call the depot?", ()),
        ("You said you called the depot.", ()),
        ("How are you today?", ()),
    ],
)
def test_a_report_keeps_the_promise_it_fulfils(text, kept):
    assert hear(text, promises=OPEN).keeps == kept


def test_as_promised_keeps_the_only_open_promise():
    assert hear("As promised, I'm back.", promises=(("look into it", 60.0),)).keeps == (0,)
    assert hear("As promised, I'm back.").keeps == ()
