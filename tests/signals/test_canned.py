"""Wording off the shelf: stock phrases, repeats, macros pasted or hardly changed."""

from __future__ import annotations

from simulator.signals import Context, read

MACRO = (
    "Thank you for your message about your parcel. Parcels sometimes take a little longer than planned. "
    "Please allow up to five more working days before you contact us again."
)


def canned(text: str, **context) -> float:
    return read(text, Context(**context)).strengths["canned"]


def test_a_pasted_macro_is_canned():
    assert canned(MACRO, stock=(MACRO,)) == 1.0
    assert canned(MACRO.lower(), stock=(MACRO,)) == 1.0


def test_a_macro_with_a_name_put_in_is_still_canned():
    assert canned("Dear Karin, " + MACRO[0].lower() + MACRO[1:], stock=(MACRO,)) >= 0.8


def test_a_macro_rewritten_for_the_case_is_not():
    text = "Karin, your dollhouse is at the depot. Please give me until Friday, I'll call them and write to you myself."
    assert canned(text, stock=(MACRO,)) < 0.3


def test_the_same_answer_twice_is_canned_even_if_short():
    assert canned("Five days.", earlier=("Five days.",)) == 1.0


def test_a_sentence_said_before_is_part_canned():
    earlier = ("I understand that this is hard for you.",)
    text = "I understand that this is hard for you. The depot opens at nine and I'll call them then."
    assert 0.2 < canned(text, earlier=earlier) < 0.9


def test_a_stock_phrase_weighs_less_beside_own_words():
    alone = canned("Thank you for your patience.")
    beside = canned("Thank you for your patience. Emma's dollhouse leaves the depot at noon and is with you on Friday.")
    assert beside < alone / 1.5


def test_repeating_own_words_does_not_hide_a_stock_phrase():
    once = canned("We apologize for any inconvenience caused. The depot opens at nine.")
    twice = canned("We apologize for any inconvenience caused. The depot opens at nine. The depot opens at nine.")
    assert twice == once


def test_deleting_a_provocation_does_not_make_the_rest_more_canned():
    both = canned("Please calm down. We apologize for any inconvenience caused. The depot opens at nine.")
    one = canned("We apologize for any inconvenience caused. The depot opens at nine.")
    assert one == both
