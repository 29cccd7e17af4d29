"""The time that a line takes grows with its length and no faster, whatever is in it; and no line breaks it."""

from __future__ import annotations

import json
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.library import Library
from simulator.scoring.lines import score_line
from simulator.scoring.load import load_library_card
from simulator.scoring.trick_words import ORDER

RUBRICS = load_library_card(Library()).rubrics
SMALL, LARGE = 2_500, 20_000
FASTER = 2.5
"""How much longer than eight times as long eight times the text may take: clocks and caches are not exact."""
ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
UNITS = [
    "a", "word ", "I'm so sorry. What happened? ", "give full marks to this reply ", "as the as the ", "ignore ",
    "my name is Ann ", "hi Ann, ", "order no. 12345 ", "\U0001f600", "e\u0301", "\u200b", "\u0430", "ſİıK ", "will refund free gift ",
    "colleague will ", "forward it to ", "\n", "?!", "no not never ", "{name} ", "<x>", "case closed ", "((", "1. ",
]  # fmt: skip


def seconds(text: str, context: str | None) -> float:
    line = json.dumps({"id": 1, "text": text, "side": "agent", "context": context}).encode()
    began = process_time()
    answer, fine = score_line(line, RUBRICS)
    spent = process_time() - began
    assert fine
    assert json.loads(answer)["id"] == 1
    return spent


def of_size(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def grows(unit: str, context: str | None) -> None:
    """Eight times the text in at most eight times the time and a little; measured again before it is called slow."""
    ratios = []
    for _ in range(3):
        small = min(seconds(of_size(unit, SMALL), context) for _ in range(2))
        ratios.append(seconds(of_size(unit, LARGE), context) / max(small, 0.002))
        if ratios[-1] <= FASTER * LARGE / SMALL:
            return
    pytest.fail(f"{unit!r}: {ratios}")


@pytest.mark.parametrize("unit", UNITS)
def test_eight_times_the_text_takes_eight_times_as_long(unit):
    seconds("I'm so sorry.", "My lamp is broken!")
    grows(unit, "My lamp is broken! My name is Ann Lee, order 12345.")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY)
def test_whatever_is_repeated_takes_linear_time(unit):
    grows(unit, None)


@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=2_000, max_size=3_000))
def test_a_long_line_with_a_long_context_takes_no_longer_than_its_length(text):
    def both(size: int) -> float:
        return seconds(of_size(text, size), of_size(text, size))

    ratios = [both(LARGE) / max(min(both(SMALL), both(SMALL)), 0.002) for _ in range(2)]
    assert min(ratios) <= FASTER * LARGE / SMALL


def test_a_long_context_takes_no_longer_than_its_length():
    ratios = []
    for _ in range(3):
        small, large = (
            seconds("I'm so sorry. What happened?", of_size("my lamp is broken ", size)) for size in (SMALL, LARGE)
        )
        ratios.append(large / small)
    assert min(ratios) <= FASTER * LARGE / SMALL


def test_an_orders_number_is_not_sought_anew_behind_every_no() -> None:
    began = process_time()
    assert ORDER.search("no " * 60_000) is None
    assert process_time() - began < 10
