"""Understanding takes any text: it never fails, quotes exactly, gives the same answer twice, and stays fast."""

from __future__ import annotations

import time

import pytest
from case_of import hear, plain_case, resolution, shared, with_resolutions
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.moves import apply_meant, heard_line, menu
from simulator.engine.words import READ_AT_MOST

CASE = with_resolutions(resolution("refund", steps=tuple(shared().steps)), resolution("replacement"))
PIECES = st.sampled_from(
    [
        "I", "we", "you", "will", "can't", "refund", "a new one", "by Friday", "what", "tracking", "?", ".", ",", "if",
        "not", "no", "€20", "15%", "is", "the order number", "please", "\n", "today at 10:30", "supervisor", "sorry",
        "🎉", "\u202e", "ß", "İ", "would you like", "or", "and", "but", "said", "I'll call you", "photo", "{name}",
    ]
)  # fmt: skip


def check(text):
    heard = hear(text, CASE, promises=(("call the depot", 60.0),), done={"refund/offer"})
    for item in (*heard.asked, *heard.proposed, *heard.promised, *heard.said):
        assert item.quote == text[item.start : item.end]
    assert set(heard.moves) <= {choice.id for choice in menu(CASE, shared())}
    assert set(heard.keeps) <= {0}
    assert all(step.step.partition("/")[0] in {"refund", "replacement"} for step in heard.said)
    assert isinstance(heard_line(heard, shared()), str)
    return heard


@given(st.text(max_size=300))
def test_any_unicode_is_read_without_failing(text):
    check(text)


@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_any_mixture_of_service_words_is_read_without_failing(text):
    assert check(text) == check(text)


@given(st.lists(PIECES, max_size=12).map(" ".join), st.lists(st.sampled_from(menu(CASE, shared())), max_size=4))
def test_any_reply_can_be_meant_as_any_moves(text, choices):
    picked = tuple(choice.id for choice in choices)
    meant = apply_meant(check(text), picked, text, CASE, shared())
    assert meant.moves == tuple(dict.fromkeys(picked))
    for item in (*meant.asked, *meant.proposed, *meant.promised, *meant.said):
        assert item.quote == text[item.start : item.end]


@pytest.mark.parametrize("piece", ["x", "I will refund you. ", "what is ", "😀", "a, ", "I can ", "10:30 ", "not "])
def test_a_reply_of_a_megabyte_takes_no_longer_than_its_first_pages(piece):
    text = piece * (1_000_000 // len(piece))
    hear(text[:100], CASE)
    began = time.process_time()
    heard = hear(text, CASE)
    assert time.process_time() - began < 10
    assert all(item.end <= READ_AT_MOST for item in heard.proposed)


def test_the_same_reply_means_the_same_in_every_session():
    text = "Would you like a refund or a new one by Friday?"
    assert hear(text, CASE) == hear(text, CASE)
    assert hear(text, plain_case("refund")) == hear(text, plain_case("refund"))
