"""Hostility as observed in a customer's words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.scoring.observed import heat, observed
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
