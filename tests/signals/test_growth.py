"""Time grows with the text and no faster, whatever is in it."""

from __future__ import annotations

from time import process_time

import pytest

from simulator.signals import CaseWords, Context, read, read_customer

TOLD = "Where is my parcel? It was promised for Tuesday and it's Emma's birthday on Saturday!"
CONTEXT = Context(
    previous=TOLD,
    case=CaseWords(names=("Karin",), stakes=("Emma",), given=("order number",)),
    earlier=(TOLD,),
    stock=(TOLD,),
)
UNITS = [
    "a", "word ", "i am so sorry ", "I'm so sorry. Please calm down, it's our policy! What happened? ", "you ", "so so ",
    "very really ", "\n", "?", '"', "'a ", "{{a ", "<a ", "((", "a.b.", "e.g. mr. ", "1.2,", "a@b", "x.y@z.", "http://a",
    " - ", "- a\n", "you must be i can see why it is that ", "SHOUT ING ", "e\u0301", "\u200b", "😀 ", '"calm down" ',
    "if you had read the ", "do not not no never ", "by friday at 10:00 within 3 days ", "1. a\n2) b\n", "> a\n", TOLD + " ",
    "We apologize for any inconvenience caused. ", "order number 48213 ",
]  # fmt: skip


def seconds(text: str) -> float:
    start = process_time()
    read(text, CONTEXT)
    read_customer(text)
    return process_time() - start


@pytest.mark.parametrize("unit", UNITS)
def test_a_hundred_kilobytes_take_four_times_as_long_as_a_quarter(unit):
    read("I'm so sorry.", CONTEXT)
    small, large = (unit * (size // len(unit) + 1) for size in (25_000, 100_000))
    assert seconds(large[:100_000]) < max(5, 8 * seconds(small[:25_000]))
