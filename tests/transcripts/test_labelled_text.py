"""Names in front of turns are found in files of any length, in time that grows with the length alone."""

from __future__ import annotations

from time import process_time

import pytest

from simulator.transcripts import labelled_text
from simulator.transcripts.labelled_text import conversations, speakers


def talk(number: int) -> list[str]:
    name = f"Elsa Berg{number}"
    return [
        f"{name}: my lamp is broken",
        "Agent: which lamp is it?",
        f"{name}: the one in the hall",
        "Agent: done",
        "-----",
    ]


def test_every_customer_of_a_long_file_keeps_their_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labelled_text, "MOST_LABELS", 20)
    found = list(conversations([line for number in range(90) for line in talk(number)]))
    assert len(found) == 90
    for number, turns in enumerate(each.turns for each in found):
        assert [turn.label for turn in turns] == [f"Elsa Berg{number}", "Agent"] * 2
        assert [turn.text for turn in turns][-2:] == ["the one in the hall", "done"]


def test_words_with_a_colon_between_two_turns_do_not_make_a_name_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labelled_text, "MOST_LABELS", 20)
    lines = ["Elsa Berg: my lamp is broken", *(f"Part{n}: a screw" for n in range(19)), "Elsa Berg: all of them"]
    assert speakers([*(f"Order{n}: paid" for n in range(15)), *lines]) == {"Elsa Berg"}


def test_words_with_a_colon_that_never_come_back_are_no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labelled_text, "MOST_LABELS", 20)
    assert speakers(f"Part{n}: a screw" for n in range(500)) == frozenset()


def test_many_names_cost_no_more_a_line_than_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labelled_text, "_labels", lambda line: [line])
    lines = [f"Elsa Berg{n // 2}" for n in range(12_000)]

    def cost(most: int) -> float:
        monkeypatch.setattr(labelled_text, "MOST_LABELS", most)
        return min(timed() for _ in range(3))

    def timed() -> float:
        start = process_time()
        speakers(lines)
        return process_time() - start

    assert cost(3000) < 3 * cost(50_000)


def test_a_wide_gap_in_a_line_does_not_hold_up_reading() -> None:
    lines = [f"Agent: Hello{' ' * 20_000}there", "Customer: Hi", "Agent (10:32): Bye"]
    began = process_time()
    (only,) = conversations(lines)
    assert process_time() - began < 10  # sought from each space anew, it takes hours
    assert [(turn.label, turn.time) for turn in only.turns] == [("Agent", ""), ("Customer", ""), ("Agent", "10:32")]
