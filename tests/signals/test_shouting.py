"""Capitals are shouting only where there are several."""

from __future__ import annotations

import pytest

from simulator.signals import read, read_customer


@pytest.mark.parametrize(
    "text", ["PLEASE CALM YOURSELF DOWN NOW", "It is AT THE DEPOT and nowhere else, madam", "I TOLD YOU IT IS THERE"]
)
def test_several_words_in_capitals_are_shouting(text):
    assert read(text).strengths["attack"] >= 0.4


@pytest.mark.parametrize(
    "text",
    [
        "The USB and HDMI cables, and the PDF",
        "JFK to SFO via DEN on 3 May, then SFO to LAX",
        "I am VERY sorry",
        "OK",
        "ÅÄÖ",
    ],
)
def test_codes_and_a_stressed_word_are_not(text):
    assert read(text).strengths["attack"] == 0


def test_a_customer_who_shouts_is_angry():
    assert read_customer("WHERE IS MY PARCEL").strengths["anger"] >= 0.4


@pytest.mark.parametrize("text", ["WHERE IS IT??", "WHERE IS IT?", "HELP!!", "WHY??", "STILL NOTHING!!"])
def test_a_few_loud_words_of_a_customer_are_anger(text):
    assert read_customer(text).strengths["anger"] >= 0.4


@pytest.mark.parametrize(
    "text",
    [
        "THANK YOU!!",
        "GREAT!!",
        "OK!!",
        "IPHONE 12 PRO?",
        "USB?",
        "ETA?",
        "Where is it?",
        "I'm in the US!",
        "\U0001f600!!",
        "?!",
    ],
)
def test_thanks_codes_and_names_are_no_outcry(text):
    assert read_customer(text).strengths["anger"] == 0
