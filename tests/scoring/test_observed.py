"""Hostility as observed in a customer's words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.scoring.observed import ANNOYED, heat, observed
from simulator.scoring.text import SOME
from simulator.signals import read_customer

LINES = (
    "Where is my order?",
    "I am furious, this is the third time I write!",
    "You are an idiot, get me your manager!",
    "Thanks, that helps.",
    "Yes, that's fine.",
    "I'm disappointed.",
    "ok",
)


def test_a_furious_message_is_hotter_than_a_let_down_one_and_that_than_a_calm_one() -> None:
    furious, let_down, calm = (heat(read_customer(LINES[n])) for n in (1, 5, 6))
    assert furious > 66 > let_down > 33 > calm


def test_a_problem_told_calmly_is_no_heat() -> None:
    assert heat(read_customer("My lamp arrived broken.")) < 33


def test_anger_rises_at_once_and_falls_in_part() -> None:
    values = observed([read_customer(LINES[n]) for n in (0, 1, 3, 3, 3)])
    assert values[1] == heat(read_customer(LINES[1]))
    assert values[1] > values[2] > values[3] > values[4] > 0


@given(st.lists(st.sampled_from(LINES), max_size=8))
def test_the_estimate_stays_on_the_scale_and_looks_only_back(lines: list[str]) -> None:
    readings = [read_customer(line) for line in lines]
    values = observed(readings)
    assert all(0 <= value <= 100 for value in values)
    for n in range(len(lines)):
        assert observed(readings[:n]) == values[:n]


@pytest.mark.parametrize(
    "plain",
    [
        "where are my bonus points for last order?",
        "code AUTUMN10 doesnt work",
        "Hi, my bookshelf was due Tuesday and it still hasn't arrived. Can you tell me where it is?",
        "Please delete my account and all my data.",
        "I'd like to cancel my subscription at the end of the month.",
        "I was charged twice for the same order, can you check?",
        "I need a refund for the jacket I sent back on the 3rd.",
        "No, I meant the black one, sorry.",
    ],
)
def test_a_plain_question_asks_for_no_empathy(plain: str) -> None:
    assert heat(read_customer(plain)) < 100 * SOME


@pytest.mark.parametrize(
    "annoyed",
    [
        "vase arrived in a thousand pieces, it was a wedding gift",
        "Again the wrong size. That's the second time now.",
        "Nobody answers my emails and I've been on hold for 40 minutes.",
        "That's not good enough, I need it before Saturday.",
        "I'd like to speak to your manager about this, please.",
        "I'm annoyed.",
        "I'm a bit annoyed that nobody told me.",
        "I'm a little bit annoyed.",
        "I'm a bit angry.",
        "That's annoying, I wanted it for the weekend.",
        "It irritates me.",
        "I'm a little angry about the colour.",
    ],
)
def test_without_a_word_of_anger_nobody_reads_angrier_than_annoyed(annoyed: str) -> None:
    assert 100 * SOME <= heat(read_customer(annoyed)) <= 100 * ANNOYED


@pytest.mark.parametrize(
    "angry",
    [
        "You refuse my return because the box is open. That is your fault!",
        "It's your fault that I stood there without a present!",
        "I've had enough. Either you pay or I go to a lawyer.",
        "NOBODY HELPS ME, THIS IS THE WORST SHOP EVER",
        "I'm done with you, delete my account. I'm never buying here again.",
    ],
)
def test_blame_threats_and_capitals_read_angrier_than_annoyed(angry: str) -> None:
    assert heat(read_customer(angry)) > 100 * ANNOYED


def test_words_tell_how_angry_somebody_is_in_their_order() -> None:
    said = ("I'm a bit annoyed.", "I'm a bit angry.", "It's your fault!", "I'm angry.", "I'm furious.")
    heats = [heat(read_customer(text)) for text in said]
    assert heats == sorted(set(heats))


def test_no_blame_is_no_anger() -> None:
    assert read_customer("I know it's not your fault.").strength("anger") == 0


def test_slight_annoyance_cools_nothing_else_that_is_complained_of() -> None:
    said = "Nobody answers my emails and I've been on hold for 40 minutes, this is very frustrating."
    assert heat(read_customer(f"{said} I'm a bit annoyed.")) >= heat(read_customer(said))
