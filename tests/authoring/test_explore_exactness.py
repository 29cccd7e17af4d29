"""Exploring from memory gives the very exchanges that practising gives, in any scenario."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from simulator.authoring.bank import load_bank
from simulator.authoring.explore_material import unmarked_kit
from simulator.authoring.explore_words import palette
from simulator.authoring.random_play import Play, Sent, Stage, play, send
from simulator.authoring.shrink import replayed
from simulator.exchange import Exchange
from simulator.library import Library
from simulator.scenario.load import load_scenario
from simulator.session import Session

LIBRARY = Library()
BANK = load_bank(LIBRARY)
KIT = unmarked_kit(LIBRARY)
PLAYS = 4
ODD = ["late-parcel-birthday", "charged-twice-in-public", "refund-still-missing", "emptied-gift-card"]
"""A plain one, one in public, one with a promise that is broken, one with insults."""


def felt(exchange: Exchange) -> tuple[object, ...]:
    """All of an exchange but marks and what words them, and what is only served beside what counts."""
    heard = replace(exchange.heard, reading=replace(exchange.heard.reading, hints=(), tones={}))
    ledger = [(row.cause, row.delta) for row in exchange.ledger]
    numbers = (exchange.n, exchange.delay_s, exchange.before, exchange.heard_hostility, exchange.after)
    said = (exchange.customer, exchange.reply, exchange.held, exchange.acknowledged, exchange.waited)
    return (*numbers, *said, heard, ledger, exchange.cue, exchange.state, exchange.event)


def practised(stage: Stage, played: Play) -> tuple[Exchange, ...]:
    """The same replies in an ordinary session."""
    session = Session(stage.scenario, KIT, seed=played.seed, level=played.level)
    for sent in played.sent:
        if session.hold(sent.text, sent.delay_s) is None:
            session.hear(sent.text, sent.delay_s)
    return session.exchanges


@pytest.mark.parametrize("name", ODD)
def test_a_play_from_memory_is_exactly_the_one_without(name: str) -> None:
    scenario = load_scenario(LIBRARY, name)
    stage = Stage.of(scenario, KIT, palette(scenario, KIT, BANK, variety=1))
    for n in range(12):  # what is remembered, and used again below
        play(stage, 1, n)
    for n in range(PLAYS):
        played = play(stage, 1, n)
        plain = practised(stage, played)
        assert len(plain) == len(played.exchanges)
        for one, other in zip(played.exchanges, plain, strict=True):
            assert felt(one) == felt(other)


HEARD_OUT = (
    "I'm so sorry, Mrs Lindqvist, that must be dreadful with Emma's birthday on Saturday. What does the tracking say?",
    "At the depot since Thursday and nobody answers. I understand how upset you are, with her birthday so close.",
    "It makes sense that you are worried about Saturday, Mrs Lindqvist. I can see how much Emma's present matters.",
)
WAITING = (
    "Oh Kofi, best man and no suit, I see why your stomach's in knots. What does the tracking say?",
    "You must be very nervous with the wedding on Saturday. Anything else I should know?",
    "I could send you a second suit by courier. Would that help?",
    "Where will you be on Friday?",
)
TOLD = ("Hello! The lamp comes without a bulb. You need an E14 of up to 7 watts.",)


@pytest.mark.parametrize(
    ("name", "authority", "replies"),
    [
        (
            "suit-for-the-wedding",
            "",
            (*WAITING, "Perfect, then we'll send it to the Kirkgate hotel by 12:00 on Friday."),
        ),
        ("late-parcel-birthday", "supervisor", (*HEARD_OUT, "I'll pass you on to my supervisor now, Mrs Lindqvist.")),
        ("first-chat", "", (*TOLD, "As I said, it comes without a bulb.")),
        ("put-me-through", "", ("Hello, Mia speaking. How can I help?",)),
        ("put-me-through", "", ("How can I help?", "What happened?", "How can I help?")),
        ("late-parcel-birthday", "", (*HEARD_OUT, "I will write you the steps now, is it ok?")),
    ],
    ids=["an offer", "passed on", "a reminder", "an invitation", "and once told", "leave for a step"],
)
def test_a_conversation_is_heard_from_memory_as_it_is_in_practice(
    name: str, authority: str, replies: tuple[str, ...]
) -> None:
    scenario = load_scenario(LIBRARY, name)
    if authority:
        ways = tuple(replace(way, authority=authority) for way in scenario.resolutions)
        scenario = replace(scenario, resolutions=ways)
    stage = Stage.of(scenario, KIT, palette(scenario, KIT, BANK, variety=1))
    remembered, plain = stage.session(0, "mild"), Session(scenario, KIT, seed=0, level="mild")
    stage.memory.heard(replies[-1], remembered.state, 0.0, cut_in=False)  # the same words where they mean less
    for reply in replies:
        assert felt(remembered.hear(reply)) == felt(plain.hear(reply))


def test_most_replies_come_from_memory() -> None:
    scenario = load_scenario(LIBRARY, "late-parcel-birthday")
    stage = Stage.of(scenario, KIT, palette(scenario, KIT, BANK, variety=1))
    for n in range(16):
        play(stage, 1, n)
    before = stage.memory.misses
    replies = sum(len(play(stage, 1, n).exchanges) for n in range(16))
    assert stage.memory.misses == before
    assert replies > 80


def test_what_is_remembered_goes_by_the_sum_that_was_agreed() -> None:
    scenario = load_scenario(LIBRARY, "refund-still-missing")
    stage = Stage.of(scenario, KIT, palette(scenario, KIT, BANK, variety=1))
    best = max(scenario.resolutions, key=lambda item: (item.fit, item.authority == "agent"))
    agreed = replace(stage.session(0, "mild").state, done=tuple(f"{best.id}/{step.id}" for step in best.steps))
    text = "That's EUR 50.00 back."
    other = [
        stage.memory.heard(text, replace(agreed, sum_agreed=amount), 0.0, cut_in=False).other_figure
        for amount in (50.0, 60.0, 50.0)
    ]
    assert other == [False, True, False]


def test_an_excuse_that_one_line_gives_is_none_behind_another() -> None:
    scenario = replace(load_scenario(LIBRARY, "late-parcel-birthday"), jargon=("hub slot",))
    stage = Stage.of(scenario, KIT, palette(scenario, KIT, BANK, variety=1))
    state = stage.session(0, "mild").state
    text = "Hello Mr Kowalski, order 99887766 is outside the hub slot."
    lines = ("Where is it?", "Kowalski here. What hub slot?", "Order 99887766!", "So where is it?")
    read = [stage.memory.heard(text, replace(state, line=line), 0.0, cut_in=False).reading for line in lines]
    wrong = [{item.quote for item in reading.of("wrong_name", "jargon")} for reading in read]
    name, number, term = "Kowalski", "99887766", "hub slot"
    assert wrong == [{name, number, term}, {number}, {name, term}, {name, number, term}]


def test_a_play_can_go_on_from_where_it_stands() -> None:
    scenario = load_scenario(LIBRARY, "late-parcel-birthday")
    stage = Stage.of(scenario, KIT, palette(scenario, KIT, BANK, variety=1))
    session = stage.session(3, "mild")
    sent = (Sent("I'm so sorry, Mrs Lindqvist."), Sent("Give me two minutes, please, I'll look it up."))
    for item in sent:
        send(session, item)
    assert session.on_hold is not None
    played = Play(3, "mild", "good", sent, session.exchanges, session.first, session.on_hold)
    assert stage.after(played).state == replayed(stage, played, sent).state == session.state
    assert stage.after(played).hear("Thank you for waiting.") == session.hear("Thank you for waiting.")
