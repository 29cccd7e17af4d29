"""The shipped voices' lines fit whatever they are said to: nobody can tell beforehand what an agent asks."""

from __future__ import annotations

import re

import pytest

from simulator.library import Library
from simulator.scenario.voice import load_voice

LIBRARY = Library()
BANDS = ("calm", "tense", "angry", "furious")
DENIES = re.compile(
    r"\b(?:know|knew|idea|clue|dunno|to hand|couldn't tell|can't tell|not sure|no lo sé|ni idea|saberlo|no le puedo)\b",
    re.IGNORECASE,
)
"""Claims not to know, which nobody believes after "Is it a present?"."""


@pytest.mark.parametrize("name", LIBRARY.ids("voice"))
def test_a_question_without_an_answer_is_put_aside_without_a_claim_not_to_know(name: str) -> None:
    lines = load_voice(LIBRARY, name).lines["unsure"]
    for band in BANDS:
        assert len(lines[band]) >= 3, (name, band)
        assert [line for line in lines[band] if DENIES.search(line)] == [], (name, band)


@pytest.mark.parametrize("name", LIBRARY.ids("voice"))
def test_an_answer_follows_no_colon_since_it_begins_with_a_capital(name: str) -> None:
    frames = load_voice(LIBRARY, name).lines["answer"]
    assert [line for band in BANDS for line in frames[band] if ": {answer}" in line] == []
