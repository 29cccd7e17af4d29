"""What a reply is told to have asked or offered: thanks ask nothing, and a word's other meanings are not it."""

from __future__ import annotations

import pytest

from simulator.training import Workshop

WORKSHOP = Workshop(keep=False)


def heard(scenario: str, text: str):
    return WORKSHOP.session(scenario).hear(text)


@pytest.mark.parametrize(
    ("scenario", "text", "topics"),
    [
        ("first-chat", "hi! thx for contacting us, what lamp is it?", [None]),
        ("first-chat", "Thanks for writing to us, did you contact us before?", ["contacted_before"]),
        ("put-me-through", "Thank you for calling us, how did it happen?", ["what_happened"]),
        ("put-me-through", "can I ask what happened so you don't have to say it twice?", ["what_happened"]),
        ("emptied-gift-card", "When did you last use the card?", ["last_used"]),
        ("emptied-gift-card", "When did you last log in?", ["login_attempts"]),
    ],
)
def test_only_the_question_itself_says_what_is_asked(scenario, text, topics):
    assert [item.topic for item in heard(scenario, text).heard.asked] == topics


@pytest.mark.parametrize(
    ("scenario", "text", "families"),
    [
        ("charged-twice-in-public", "i'll chase ur bank with you", ["investigate"]),
        ("charged-twice-in-public", "I'll chase the parcel with the courier.", ["trace"]),
        ("stove-part-tonight", "I can decide this Tom, it's my call.", []),
        ("stove-part-tonight", "I'll give you a call at five.", ["callback"]),
    ],
)
def test_chasing_a_bank_is_no_chasing_of_parcels_and_my_call_is_no_phone_call(scenario, text, families):
    assert [item.family for item in heard(scenario, text).heard.proposed] == families


def test_whom_it_is_for_is_answered_by_what_it_means_where_the_case_says_no_more():
    exchange = heard("late-parcel-birthday", "Is the parcel her present?")
    assert (exchange.cue.act, exchange.cue.topics) == ("answer", ("impact",))
    assert heard("late-parcel-birthday", "Who is it for?").cue.topics == ()
