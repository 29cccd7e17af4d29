"""Plain offers of what is asked for, in everyday words: sums without a currency, money on its way, things in the post."""

from __future__ import annotations

import pytest

from simulator.training import Workshop

WORKSHOP = Workshop(keep=False)


def offered(scenario: str, text: str):
    proposed = WORKSHOP.session(scenario).hear(text).heard.proposed
    return [(item.family, item.resolution, item.amount) for item in proposed]


@pytest.mark.parametrize(
    "text",
    [
        "£30 refund coming your way, back on your card within 5 days.",
        "The 30 quid goes back to your card today, ok?",
        "I can refund you the 30 to your card today",
        "I'll get you the 30 back today",
        "You get 30 back on your card.",
        "You'll see the 30 back on your card tomorrow.",
        "I can take 30 off.",
        "Let me refund you that 30.",
    ],
)
def test_a_sum_of_the_case_is_an_amount_with_or_without_its_currency(text):
    assert offered("put-me-through", text) == [("price_correction", "difference", 30.0)]


@pytest.mark.parametrize(
    "text",
    [
        "I can refund you within 30 minutes.",
        "I can refund you on the 30th of November.",
        "I can refund you the order 30 times.",
        "I can refund you between 9 and 30 o'clock.",
    ],
)
def test_a_time_a_day_and_a_count_are_no_amounts(text):
    assert all(amount is None for _, _, amount in offered("put-me-through", text))


@pytest.mark.parametrize(
    ("scenario", "text", "resolution"),
    [
        ("charged-twice-in-public", "It's only reserved, the bank drops it on its own in a few days.", "release"),
        ("wrong-drive", "I'll pop the right one in the post today so you have it Thursday", "right_drive"),
        ("refund-still-missing", "I'm sending them again today, to the new card", "send_again"),
        ("refund-still-missing", "the 249 goes to your new card today", "send_again"),
        ("refund-still-missing", "I'm transferring it again today, new card this time", "send_again"),
        ("charged-twice-in-public", "the second charge will disappear by itself in 3 days", "release"),
        ("charged-twice-in-public", "the hold will be lifted by Friday", "release"),
    ],
)
def test_everyday_words_for_what_settles_it_are_heard(scenario, text, resolution):
    assert resolution in [found for _, found, _ in offered(scenario, text)]


@pytest.mark.parametrize(
    ("scenario", "text"),
    [
        ("charged-twice-in-public", "The bank can't drop it."),
        ("charged-twice-in-public", "Will the second charge disappear?"),
        ("put-me-through", "Did you see the 30 on your card?"),
        ("wrong-drive", "Did you pop the right one in the post?"),
        ("refund-still-missing", "We sent them to the old card."),
        ("fitting-room", "We would love to have you back."),
        ("fitting-room", "We'd love to have you and your sister back for a private fitting."),
        ("fitting-room", "I'd be happy to get you both back in the studio."),
    ],
)
def test_what_is_denied_asked_or_told_of_people_offers_nothing(scenario, text):
    assert offered(scenario, text) == []


def test_money_still_comes_back_in_the_same_words():
    assert [family for family, _, _ in offered("fitting-room", "I'll get you your 20 euros back.")] == ["refund"]


def test_a_request_that_begins_with_have_asks_nothing():
    assert WORKSHOP.session("fitting-room").hear("Have your sister come back any time").heard.asked == ()
