"""Sentences end at newlines, at list marks and at marks that end them, whatever the capitals."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.signals.sentences import ABBREVIATIONS, BEFORE_NUMBER, LAST_WORD, LIST_MARK, may_be_mark, split


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I am sorry. What happened?", ["I am sorry.", "What happened?"]),
        ("i am sorry. what happened", ["i am sorry.", "what happened"]),
        ("Dear Mrs. Lindqvist, thank you.", ["Dear Mrs. Lindqvist, thank you."]),
        ("Your order no. 48213 is late.", ["Your order no. 48213 is late."]),
        ("No. I can't do that.", ["No.", "I can't do that."]),
        ("It costs 3.50. Is that fine?", ["It costs 3.50.", "Is that fine?"]),
        ("By 5 p.m. at the latest.", ["By 5 p.m. at the latest."]),
        ("Please do this:\n- open the box\n- send a photo", ["Please do this:", "open the box", "send a photo"]),
        ("1. Open it. 2. Send it.", ["Open it.", "Send it."]),
        ("Really?! Yes...", ["Really?!", "Yes..."]),
        ("He said “calm down.” Then he left.", ["He said “calm down.”", "Then he left."]),
        (
            "hi karin\nim so sorry abt this\ncan u tell me more",
            ["hi karin", "im so sorry abt this", "can u tell me more"],
        ),
        ("See e.g. the label, etc. and so on.", ["See e.g. the label, etc.", "and so on."]),
        ("What ?", ["What ?"]),
        ("", []),
        (" \n\t ", []),
        ("?!", []),
    ],
)
def test_a_text_falls_into_its_sentences(text, expected):
    assert parts(text) == expected


def test_a_line_that_a_mail_program_broke_goes_on():
    text = "I am writing to you about the parcel that was promised for Tuesday and\nthat has not come. Thank you."
    assert parts(text) == [text.removesuffix(" Thank you."), "Thank you."]


@given(st.text())
def test_sentences_never_overlap_and_hold_something(text):
    spans = split(text)
    assert all(any(char.isalnum() for char in text[start:end]) for start, end in spans)
    assert all(earlier[1] <= later[0] for earlier, later in pairwise(spans))


@given(st.text(alphabet="ab .!?\n-1)", max_size=60))
def test_capitals_make_no_difference(text):
    assert split(text.upper()) == split(text)


@given(st.text("ab1Z.)*-[]x# é\u2022_ſ", min_size=1, max_size=12))
def test_a_list_mark_is_looked_for_wherever_one_may_stand(text):
    assert may_be_mark(text[:2]) or LIST_MARK.match(text) is None


def test_no_abbreviation_is_longer_than_the_word_that_is_looked_at():
    for word in ABBREVIATIONS | BEFORE_NUMBER:
        assert LAST_WORD.search(f"the {word}") is not None


@pytest.mark.parametrize("row", ["!", ".", "?!"])
def test_a_row_of_marks_is_gone_through_once(row: str) -> None:
    text = f"No{row * 100_000}really. Fine."
    began = process_time()
    assert parts(text) == [f"No{row * 100_000}really.", "Fine."]
    assert process_time() - began < 10  # gone through from each mark anew, it takes minutes
