"""How much of what is marked is masked, how much of what is masked was marked, and what it costs."""

from __future__ import annotations

import time

import pytest
from redaction_cases import KEEP, Case, cases, errors, measured

from simulator.redact import Mask

HALVES = ("development", "held_out")
LEAST = 0.97
ORDERS_MASKED_AT_MOST = 0.01
EDGES = (
    "call 07700 900123, ",
    "order 1002345678 and ",
    "Dear Mrs Patterson, ",
    "14 Park Lane, Leeds LS1 4DY. ",
    "1 1 1 1 1 1 ",
    "my password is aB3! ",
    "at dot at dot ",
    "one two three four ",
    "@a.b @c ",
    "::1:2:3 ",
    "AB12 ",
    "\u0130\u00df\ufb01\u0661\u00b2 ",
    "Flat 3, Unit 4, ",
    "- - / / ^ ",
)


@pytest.mark.parametrize("half", HALVES)
def test_nearly_all_that_is_marked_is_masked_and_hardly_anything_else(half: str) -> None:
    figures = measured(cases(half))
    assert figures.recall() >= LEAST
    assert figures.precision() >= LEAST


@pytest.mark.parametrize("half", HALVES)
def test_order_numbers_stay(half: str) -> None:
    figures = measured(cases(half))
    assert figures.kept_share("order") >= 1 - ORDERS_MASKED_AT_MOST
    assert figures.kept_share() >= 1 - ORDERS_MASKED_AT_MOST


def test_there_are_enough_cases_of_each_sort() -> None:
    every = [mark for half in HALVES for case in cases(half) for mark in case.marks]
    personal = [mark for mark in every if mark[2] != KEEP]
    assert len(cases("development")) + len(cases("held_out")) >= 450
    assert len(personal) >= 300
    assert len(every) - len(personal) >= 250


def test_what_is_wrong_in_a_case_is_told() -> None:
    text = "mail jo@example.com about the lamp"
    wrong = Case("email", text, ((5, 19, KEEP), (30, 34, "name")))
    assert list(errors(wrong)) == [
        "masked, to keep: 'jo@example.com'",
        "left, name: 'lamp'",
        "masked as email: 'jo@example.com'",
    ]


@pytest.mark.parametrize("piece", EDGES)
def test_the_time_grows_with_the_length_of_the_text_and_no_faster(piece: str) -> None:
    short, long = (_seconds(piece * (letters // len(piece))) for letters in (4_000, 32_000))
    assert long <= 8 * short * 3 + 0.05, (short, long)


def _seconds(text: str) -> float:
    times = []
    for _ in range(2):
        began = time.process_time()
        Mask(texts=[text]).mask(text)
        times.append(time.process_time() - began)
    return min(times)
