"""Slots: the loader knows exactly those that the customer's words are filled from."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_library import library

from simulator.engine.slots import fill, slots
from simulator.scenario.load import load_scenario
from simulator.scenario.slots import ALWAYS, OF_CASE, OF_CUE, fault, filled, names


def test_every_slot_the_loader_takes_is_filled_in(tmp_path: Path) -> None:
    scenario = load_scenario(library(tmp_path), "small")
    assert filled(scenario.persona, scenario.case) == {*ALWAYS, *OF_CASE, *OF_CUE}
    own = {f"fact.{name}" for name in scenario.facts}
    assert set(slots(scenario)) == {*ALWAYS, *OF_CASE} | own
    line = " ".join(f"{{{name}}}" for name in (*ALWAYS, *OF_CASE, *own))
    assert "{" not in fill(line, scenario, {})
    assert all(slots(scenario).values())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Hello {customer.name}, from {shop.name}.", None),
        ("It was {fact.depot}.", None),
        ("Hello {name}.", "no slot is called {name}."),
        ("Hello {customer.nam}.", "Did you mean 'customer.name'?"),
        ("Hello {customer.name.upper()}.", "no slot is called {customer.name.upper()}."),
        ("Hello {}.", "no slot is called {}."),
        ("Hello {{agent}}.", "a { stands alone"),
        ("Hello {agent.", "a { stands alone"),
        ("Hello agent}.", "a } stands alone"),
        ("Order {order.id}.", "{order.id} has no value here: give the first order's id, or leave it out"),
        ("Because {because}.", "{because} has no value here: give persona.because, or leave it out"),
    ],
)
def test_a_slot_is_a_plain_name_from_the_list(text: str, message: str | None) -> None:
    found = fault(text, {*ALWAYS, *OF_CUE}, {"depot"})
    assert found is None if message is None else message in (found or "")


@given(st.text(alphabet="ab{}.\n", max_size=20))
def test_any_text_has_its_slots_found_or_its_fault_in_one_line(text: str) -> None:
    list(names(text))
    assert "\n" not in (fault(text, ALWAYS, ()) or "")
