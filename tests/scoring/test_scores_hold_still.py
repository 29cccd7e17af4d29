"""What must never change or raise a score, over every mix of sentences, situations and rubrics."""

from __future__ import annotations

import pytest
from graded_replies import (
    AGAIN,
    BACK,
    BIRTHDAY,
    CALM_DOWN,
    EXPRESS,
    INSULT,
    POLICY,
    PROMISE,
    SETTLED,
    SORRY,
    SUITS,
    THANKS,
    TRACKING,
    card,
    quotes,
    reading,
)
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from simulator.mood import Phase
from simulator.scoring.grade import grade_reply, rubric_part
from simulator.scoring.marks import Graded, Situation
from simulator.signals import Reading

MIXED = (
    "I see why this worries you, so please calm down and I'll send a new one by 15:00.",
    {"validation": 0.9, "emotional_reaction": 0.8, "dismissing": 0.8, "deadline": 0.8, "ownership": 0.7},
)
ASKED_AGAIN = ("What is your order number, and what happened?", {"re_asking": 0.8, "exploration": 0.8, "question": 0.9})
NAMED_WRONG = ("I'm so sorry, Mrs Lindquist.", {"apology": 0.9, "wrong_name": 0.9, "personalisation": 0.2})
LEFT_IN = ("Dear {name}, I understand your frustration.", {"validation": 0.8, "canned": 0.7, "placeholder": 1.0})
BUT = (
    "I see why this worries you, but it is with the courier.",
    {"validation": 0.8, "information": 0.4, "defending": 0.7},
)
LONG = (
    (
        "We will then see to it that everybody who has to know of it in the depot and in the house is told about it "
        "at once so that nobody has to ask you for it yet another time in the next days."
    ),
    {"information": 0.5},
)
PLAIN = [SORRY, BIRTHDAY, TRACKING, BACK, EXPRESS, PROMISE, SUITS, SETTLED, THANKS, LONG]
PROVOKING = [CALM_DOWN, POLICY, AGAIN, INSULT, MIXED, ASKED_AGAIN, NAMED_WRONG, LEFT_IN, BUT]
PROPOSING = (EXPRESS, MIXED)
PROMISING = (PROMISE, MIXED)
ASKING = (TRACKING, AGAIN, ASKED_AGAIN)

replies = st.lists(st.sampled_from(PLAIN + PROVOKING), min_size=1, max_size=7)
situations = st.builds(
    Situation,
    phase=st.sampled_from(Phase),
    hostility=st.sampled_from([20.0, 44.0, 60.0, 90.0]),
    receptivity=st.sampled_from([0.0, 0.5, 1.0]),
    channel=st.sampled_from(["live_chat", "email", "phone", "social", "whatsapp"]),
    n=st.integers(1, 3),
    fit=st.sampled_from([0.0, 0.4, 1.0]),
    progress=st.sampled_from([0.0, 0.5]),
    settled=st.sampled_from([0.0, 0.5, 1.0]),
    open_facts=st.sampled_from([(), ("depot",)]),
    demanded=st.booleans(),
    handed_over=st.booleans(),
    broken=st.sampled_from([0, 1]),
    plain=st.booleans(),
    apologies=st.integers(0, 2),
    customer=st.sampled_from(["", "Where is my parcel? What does the tracking show on your side?"]),
)


def standing(one: Reading, situation: Situation) -> Graded:
    """The reply with the case's own findings about it: what it proposes, promises and asks."""
    offered = quotes(one, *PROPOSING)
    return Graded(
        one,
        replace(
            situation,
            proposals=offered,
            beyond=quotes(one, MIXED),
            promised=quotes(one, *PROMISING),
            asked=quotes(one, *ASKING),
            reasked=quotes(one, AGAIN, ASKED_AGAIN),
            fit=situation.fit if offered else 0.0,
            progress=situation.progress if offered or quotes(one, *PROMISING) else 0.0,
        ),
    )


def scores(one: Graded, *, without: str = "") -> dict[str, float | None]:
    return {
        rubric.id: rubric_part(rubric, [mark for mark in grade_reply(rubric, one) if mark.criterion != without])[0]
        for rubric in card().rubrics
    }


@given(replies, situations, st.data())
def test_saying_a_sentence_again_never_raises_a_score(said, situation, data):
    again = data.draw(st.sampled_from(said))
    place = data.draw(st.integers(0, len(said)))
    once = scores(standing(reading(*said), situation))
    twice = scores(standing(reading(*said[:place], again, *said[place:]), situation))
    for name, score in once.items():
        if score is not None and twice[name] is not None:
            assert twice[name] <= score + 1e-9, name


@given(replies, situations, st.data())
def test_taking_out_a_whole_provoking_sentence_never_lowers_a_score(said, situation, data):
    provoking = [n for n, sentence in enumerate(said) if sentence in PROVOKING]
    if not provoking or len(set(map(str, said))) < 2:
        return
    out = data.draw(st.sampled_from(provoking))
    kept = [sentence for sentence in said if sentence != said[out]]
    if not kept:
        return
    before = scores(standing(reading(*said), situation), without="length")
    after = scores(standing(reading(*kept), situation), without="length")
    for name, score in before.items():
        if score is not None and after[name] is not None:
            assert after[name] >= score - 1e-9, name


@given(replies, situations)
def test_white_space_between_and_after_sentences_changes_no_mark(said, situation):
    plain = standing(reading(*said), situation)
    spaced = standing(reading(*said, gap="  \n\n"), situation)
    spaced = replace(spaced, reading=replace(spaced.reading, text=spaced.reading.text + "   \n"))
    for rubric in card().rubrics:
        pairs = zip(grade_reply(rubric, plain), grade_reply(rubric, spaced), strict=True)
        assert all(a.points == b.points and a.why == b.why for a, b in pairs)


@given(replies, situations)
def test_every_mark_is_points_within_range_or_none_with_a_reason_and_quotes_the_reply(said, situation):
    one = standing(reading(*said), situation)
    for rubric in card().rubrics:
        for mark in grade_reply(rubric, one):
            assert mark.why
            assert mark.points is None or 0 <= mark.points <= mark.max
            assert all(one.reading.text[item.start : item.end] == item.text for item in mark.quotes)


@pytest.mark.parametrize("dressed", ["**{}**", "- {}", "_{}_", "# {}", "`{}`"])
def test_markdown_changes_no_mark_of_the_texts_form(dressed):
    bare = standing(reading(SORRY, LONG, TRACKING), Situation(phase=Phase.RATIONAL))
    said = [(dressed.format(text), signals) for text, signals in (SORRY, LONG, TRACKING)]
    marked = standing(reading(*said), Situation(phase=Phase.RATIONAL))
    rubric = card().rubric("clarity")
    assert [mark.points for mark in grade_reply(rubric, bare)] == [mark.points for mark in grade_reply(rubric, marked)]
