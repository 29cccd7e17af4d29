from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.scoring.second_person import to_you


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("she phoned the courier twice and nobody picked up", "you phoned the courier twice and nobody picked up"),
        ("she needs it for her daughter", "you need it for your daughter"),
        (
            "She is moving on Sunday and the next box stands there.",
            "you are moving on Sunday and the next box stands there",
        ),
        ("her grant office wants the invoice by noon", "your grant office wants the invoice by noon"),
        ("it happened in front of her sister", "it happened in front of your sister"),
        ("two boxes came after she had stopped them", "two boxes came after you had stopped them"),
        ("nobody told her about it", "nobody told you about it"),
        ("the mistake was hers", "the mistake was yours"),
        ("her own last order was a hair dryer", "your own last order was a hair dryer"),
        ("she always carries it home", "you always carry it home"),
        ("she teaches on Monday", "you teach on Monday"),
        ("the parcel is at the depot", "the parcel is at the depot"),
        ("they pinch at the toes", "they pinch at the toes"),
        ("My rent goes out on Wednesday, and I'm in the red", "your rent goes out on Wednesday, and you're in the red"),
        ("I use the same password for my bank", "you use the same password for your bank"),
        ("Without that invoice I can't pay", "Without that invoice you can't pay"),
        ("the courier told her that she was out", ""),
        ("the courier said he would come", ""),
        ("she paid and wants it back", ""),
        ("the saleswoman said it to her colleague", ""),
        ("It is the dish my mother made, and hers broke", "It is the dish your mother made, and hers broke"),
        ("", ""),
    ],
)
def test_a_fact_is_said_to_the_customer_only_where_that_is_sure(fact, said):
    assert to_you(fact, "she") == said


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("he has waited since Monday.", "you have waited since Monday"),
        ("he stands all day at work and his feet hurt", "you stand all day at work and your feet hurt"),
        ("his brother gets married on Saturday", "your brother gets married on Saturday"),
        ("the page froze and he pressed once more", "the page froze and you pressed once more"),
        ("he says that he has not used it", "you say that you have not used it"),
        ("his brother marries and he is the best man", ""),
        ("she answered him", ""),
    ],
)
def test_the_customers_own_pronoun_decides(fact, said):
    assert to_you(fact, "he") == said


def test_without_a_pronoun_of_their_own_only_plain_facts_are_used():
    assert to_you("she phoned twice", "they") == ""
    assert to_you("the parcel is late", "they") == "the parcel is late"


@given(st.text(max_size=60), st.sampled_from(["she", "he", "they"]))
def test_any_text_is_taken(text, subject):
    assert isinstance(to_you(text, subject), str)
