"""How hard a text is to read: by the length of its sentences, by long words, and by words that few know."""

from __future__ import annotations

import pytest

from simulator.signals import read
from simulator.signals.ease import is_familiar, syllables, word_load


def ease(text: str) -> float:
    return read(text).strengths["readability"]


@pytest.mark.parametrize("word", ["parcel", "parcels", "promised", "cities", "stopped", "making", "quickly", "48213"])
def test_everyday_words_are_familiar_with_their_endings(word):
    assert is_familiar(word)


@pytest.mark.parametrize("word", ["remuneration", "notwithstanding", "expeditious", "xzqv"])
def test_office_words_are_not_familiar(word):
    assert not is_familiar(word)


@pytest.mark.parametrize(("word", "count"), [("the", 1), ("parcel", 2), ("delivered", 3), ("authorisation", 5)])
def test_syllables_are_counted(word, count):
    assert syllables(word) == count


def test_a_short_common_word_weighs_nothing_and_a_long_rare_one_most():
    assert word_load("box") == 0 < word_load("yesterday") < word_load("remuneration")


def test_a_text_in_long_sentences_is_harder_than_the_same_words_in_short_ones():
    short = "I found the box. It is at the depot. They will bring it on Friday. You can call me."
    assert ease(short) > ease(short.replace(".", ",")) > 0


def test_short_service_replies_are_easy():
    for reply in ("Certainly.", "Done!", "I'll call the depot now and ring you back by three.", "Sorry, my mistake."):
        assert ease(reply) > 2 / 3


def test_one_long_word_in_a_short_reply_does_not_make_it_hard():
    assert ease("Unfortunately not, sorry.") > 1 / 3


def test_a_hard_text_quotes_its_hardest_sentence_and_names_the_words():
    text = "Hello. Reimbursement eligibility necessitates supplementary documentation. Bye."
    (found,) = read(text).of("readability")
    assert found.quote == "Reimbursement eligibility necessitates supplementary documentation."
    assert "reimbursement" in found.detail


def test_a_very_long_sentence_is_quoted_with_its_length():
    text = "Yes. " + " ".join(["we go to the shop and"] * 6) + " then home."
    (found,) = read(text).of("readability")
    assert found.detail == "38 words in one sentence"
    assert found.quote.endswith("then home.")


def test_capitals_marks_and_bold_type_change_nothing():
    text = "Your refund is on its way. You will have it by Friday."
    assert ease(text) == ease(text.lower()) == ease(f"**{text}**  ")
