"""Which replies are called copies of shipped answers: long ones, never a courtesy that everybody writes."""

from __future__ import annotations

from functools import lru_cache

import pytest

from simulator.library import Library
from simulator.scoring.shipped import copied, shipped_answers
from simulator.signals import read


@lru_cache(maxsize=1)
def shipped() -> frozenset[str]:
    return shipped_answers(Library())


@pytest.mark.parametrize(
    "text",
    [
        "Great! Is there anything else i can do for you today?",
        "Is everything settled for you now, Ms Ribeiro?",
        "Is everything settled for you now, Ms Tran?",
        "I'll take care of it myself. Would that be all right for you?",
    ],
)
def test_a_courtesy_is_no_copy(text):
    assert copied(read(text), shipped()) == ()


def test_a_copied_answer_is_one():
    text = "The Alma comes without a bulb. It takes an E14 LED of up to 7 watts, so that is the one to look for."
    assert copied(read(text), shipped())
