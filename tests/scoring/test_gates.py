"""Gates of patterns: what a pattern matches always passes its gate."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.scoring import trick_words
from simulator.scoring.gated import GATES, HANDS_ON_GATE, TALK_GATES, THANKS_GATE
from simulator.scoring.gates import Gate, Gates, fold
from simulator.scoring.marks import Graded, Situation
from simulator.scoring.reply import Reply
from simulator.scoring.tricks import swears
from simulator.signals import read

PATTERNS = [
    *(value for value in vars(trick_words).values() if isinstance(value, re.Pattern)),
    *(pattern for _, pattern in trick_words.BENEFITS),
    *(gate.pattern for gate in TALK_GATES),
]


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.pattern[:40])
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_whatever_a_pattern_matches_opens_its_gate(pattern, data):
    text = data.draw(st.from_regex(pattern))
    for changed in (text, text.upper(), text.lower()):
        if pattern.search(changed):
            gate = Gate(pattern)
            assert gate.opens(fold(changed))
            assert Gates([gate]).opening(fold(changed)) == {gate}


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\b(?:thank\w*|thx)\b", (("ank", "x"), ("thank", "thx"))),
        (r"(?i)Refund|money back|\bmoney\b", (("money", "refund"),)),
        (r"full (?:marks|score)s?", (("full marks", "full score"),)),
        (r"a+b[cd]?e", (("a",), ("bce", "bde", "be"))),
        (r"(?:ab){2,3}x", (("ab",), ("x",))),
        (r"f[u*]{1,4}k", (("k",), ("*", "u"), ("f*", "fu"))),
        (r"give\b.{0,9}\b(?:full|top)\b.{0,9}marks?", (("give",), ("mark",), ("full", "top"))),
        (r"x?y?", ()),
        (r"\w+|abc", ()),
        (r"(?=abc)\w+", ()),
        (r"colou?r[^x]{2}", (("color", "colour"),)),
    ],
)
def test_the_words_are_read_off_the_pattern(pattern, words):
    assert Gate(re.compile(pattern)).words == words


def test_letters_that_a_pattern_takes_for_others_pass():
    gate = Gate(re.compile("skip|like", re.IGNORECASE))
    for text in ("\u017fkip", "s\u212aip", "SK\u0130P", "l\u0131ke"):
        assert not gate.pattern.search(text) or gate.opens(fold(text))


def test_a_gate_keeps_most_replies_out():
    assert not Gate(trick_words.HANDS_ON).opens(fold("I'll send you a new lamp today."))


@pytest.mark.parametrize(
    "text", ["Thank you, Emma. I'll pass it to our team.", "Straße 5. Thank you. Our team will call."]
)
@pytest.mark.parametrize("gate", [THANKS_GATE, HANDS_ON_GATE], ids=["thanks", "hands on"])
def test_a_gate_of_a_sentence_hides_no_match_in_it(text, gate):
    reply = Reply(Graded(read(text), Situation()))
    found = [reply.pattern_in(gate, item) is not None for item in reply.every]
    assert found == [gate.pattern.search(text[item.start : item.end]) is not None for item in reply.every]
    assert True in found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Please choose **A** or **C** on the form.", 0),
        ("I wrote to s**@mail.example today.", 0),
        ("This is **really f***ing** late.", 1),
        ("What the f** is this?", 1),
    ],
)
def test_bold_letters_and_masked_addresses_are_no_swearing(text, found):
    assert swears(Reply(Graded(read(text), Situation())), True).value == found


def test_gates_that_are_asked_together_say_what_each_says_alone():
    together = GATES
    for text in (
        "",
        " ",
        "sorry, a brand new one, or your money back",
        "you mr/ms",
        "credit to\u00a0points",
        "for  life",
    ):
        folded = fold(text)
        assert together.opening(folded) == {gate for gate in together.gates if gate.opens(folded)}


def test_pieces_with_spaces_are_found_wherever_they_stand():
    pieces = sorted({piece for gate in GATES.gates for words in gate.words for piece in words if " " in piece})
    for piece in pieces[::3]:
        for text in (piece, f"x{piece}x", piece.replace(" ", "  "), piece.replace(" ", "x ")):
            assert GATES.opening(text) == {gate for gate in GATES.gates if gate.opens(text)}
