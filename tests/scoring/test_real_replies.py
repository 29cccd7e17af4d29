"""Grading replies as they are written: what must pay, what must not, and what the coach says instead."""

from __future__ import annotations

import pytest
from graded_replies import card
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from simulator.mood import Phase
from simulator.scoring.case_voice import CaseVoice
from simulator.scoring.coach import coach
from simulator.scoring.grade import grade_reply, rubric_part, scorecard
from simulator.scoring.marks import Graded, Situation
from simulator.signals import CaseWords, Context, read

OPENING = "Where is my parcel? It was promised for Tuesday and it's Emma's birthday on Saturday!"
WORDS = CaseWords(
    names=("Mrs Lindqvist", "Karin Lindqvist", "Karin", "Lindqvist"),
    own_names=("Nordhem",),
    orders=("48213",),
    items=("dollhouse",),
    dates=("26 October",),
    stakes=("birthday", "Emma", "Saturday", "daughter", "present"),
    given=("order number",),
    jargon=("RMA", "WMS"),
)
VOICE = CaseVoice(
    address="Mrs Lindqvist",
    item="dollhouse",
    order="48213",
    stakes=WORDS.stakes,
    because="it is Emma's birthday on Saturday",
    facts=('the tracking has said "at depot" since Thursday', "she phoned the courier twice and nobody picked up"),
    questions=("What does the tracking show?",),
    resolutions=("a new dollhouse by express, there before Saturday",),
    deadline="today by 15:00",
)
HOT = Situation(phase=Phase.TAKE_OFF, hostility=60, venting=0.7, receptivity=0, open_facts=("depot",), customer=OPENING)
SUPPORTIVE = Situation(phase=Phase.SUPPORTIVE, hostility=50, venting=0.3, receptivity=0.3, customer=OPENING, n=3)
SOLVING = Situation(phase=Phase.PROBLEM_SOLVING, hostility=30, receptivity=0.9, customer="So what happens now?", n=4)
STANDINGS = {"hot": HOT, "supportive": SUPPORTIVE, "solving": SOLVING}

HONEST = (
    "I'm so sorry, Mrs Lindqvist. With Emma's birthday on Saturday I can see why this worries you. "
    "What does the tracking show on your side?"
)
LEARNER = "Hello, i am so sorry the parcel is not there for birthday saturday. What does the tracking show to you?"
GAMED = {
    "keyword salad": "sorry birthday Saturday Emma frustrated understand deadline options refund",
    "five apologies": "Sorry. I'm sorry. We are so sorry. Really sorry. Sorry again.",
    "parroting": OPENING,
    "placeholder": "Dear {name}, I understand how frustrating this is for you.",
    "empathy then but": "I understand your frustration, but there is nothing I can do.",
    "stock phrase": "We apologize for any inconvenience this may have caused.",
    "wrong name": "I'm so sorry, Mrs Lindquist. What happened?",
    "thanks spam": "Thanks! Thank you! Many thanks! Thanks so much! Thank you again!",
    "too early closing": "Is there anything else I can help you with?",
    "calm down": "Please calm down, it's only a parcel.",
    "profanity": "Stop whining, you idiot.",
    "capitals": "I SEE WHY THIS WORRIES YOU, MRS LINDQVIST!!! WHAT HAPPENED?",
    "policy": "According to our policy we are not responsible for the courier.",
    "re-asking": "What is your order number?",
    "bare refund": "Refund of €64.90 done, 5 days.",
}


def graded(text: str, now: Situation = HOT, earlier: tuple[str, ...] = ()) -> Graded:
    context = Context(previous=now.customer, case=WORDS, earlier=earlier, channel=now.channel, cut_in=False)
    return Graded(read(text, context), now)


def marks(one: Graded):
    return tuple(item for rubric in card().rubrics for item in grade_reply(rubric, one))


def score(text: str, now: Situation = HOT, **more) -> float:
    one = graded(text, now, **more)
    return scorecard(card(), [(one, marks(one))]).score


def test_a_learners_grammar_costs_nothing_worth_naming():
    assert score(LEARNER) > 80
    lost = {item.criterion: item.max - item.points for item in marks(graded(LEARNER)) if item.points is not None}
    assert lost["listens"] == lost["respect"] == lost["sentence_length"] == lost["finds_out_first"] == 0


@pytest.mark.parametrize("trick", GAMED)
def test_no_trick_comes_near_an_honest_reply(trick):
    assert score(GAMED[trick]) < score(LEARNER) - 15
    assert score(GAMED[trick]) < score(HONEST) - 25


@pytest.mark.parametrize("trick", ["calm down", "profanity", "policy", "empathy then but"])
def test_what_provokes_scores_below_saying_nothing_of_use(trick):
    assert score(GAMED[trick]) < score("Your order is with the courier.") - 15


def test_the_same_reply_again_is_worth_less():
    assert score(HONEST, earlier=(HONEST,)) < score(HONEST) - 5


def test_a_wall_of_padding_is_worth_less_than_the_reply_inside_it():
    padding = " ".join(
        f"We also have many other things to tell you about our house and its long story number {n}." for n in range(40)
    )
    assert score(f"{HONEST} {padding}") < score(HONEST)


@pytest.mark.parametrize("dressed", ["{}  \n\n", "\n {}", "{}\n"])
@pytest.mark.parametrize("now", STANDINGS)
def test_white_space_changes_no_mark(dressed, now):
    for text in (HONEST, LEARNER, *GAMED.values()):
        plain, spaced = marks(graded(text, STANDINGS[now])), marks(graded(dressed.format(text), STANDINGS[now]))
        assert [item.points for item in plain] == [item.points for item in spaced]


@pytest.mark.parametrize("now", STANDINGS)
def test_lower_case_changes_no_mark(now):
    for name, text in GAMED.items() | {("honest", HONEST)}:
        if name != "capitals":
            plain, lower = marks(graded(text, STANDINGS[now])), marks(graded(text.lower(), STANDINGS[now]))
            assert [item.points for item in plain] == [item.points for item in lower], name


WEAK = (
    "It is with the courier.",
    "Please calm down.",
    "What is your order number?",
    "Thank you for your message.",
    "Hello.",
    "Is everything settled for you now?",
    "What? When? Where did you see it? Who told you?",
    "I apologize for any inconvenience caused.",
)
FROM_THE_CASE = {"solution", "deadline", "says_steps", "options", "authority", "concrete", "escalation"}
"""Criteria whose points come from what the case makes of a reply, not from its reading alone."""


@pytest.mark.parametrize("weak", WEAK)
@pytest.mark.parametrize("now", [*STANDINGS, "settled"])
def test_every_sentence_the_coach_suggests_raises_its_mark_and_provokes_nobody(weak, now):
    standing = STANDINGS[now] if now in STANDINGS else replace(SOLVING, settled=1.0)
    one = graded(weak, standing)
    before = {(item.rubric, item.criterion): item for item in marks(one)}
    for said in coach(card(), one, tuple(before.values()), VOICE):
        again = graded(said.better, standing)
        after = {(item.rubric, item.criterion): item for item in marks(again)}[said.rubric, said.criterion]
        assert (
            after.points is None
            or after.points > before[said.rubric, said.criterion].points
            or said.criterion in FROM_THE_CASE
        )
        provoked = (
            "attack sarcasm dismissing condescending blaming defending deflecting wall re_asking wrong_name placeholder"
        )
        assert again.reading.strength(*provoked.split(), "jargon", "canned") < 1 / 3, said.better


KIND = (
    "I'm so sorry, Mrs Lindqvist.",
    "With Emma's birthday on Saturday I can see why this worries you.",
    "What does the tracking show on your side?",
    "I'll take care of this myself.",
    "I can send you a new dollhouse by express today.",
    "Would that be all right for you?",
    "I'll e-mail you the tracking number today by 15:00.",
    "Thank you for telling us.",
    "Is everything settled for you now?",
)
UNKIND = (
    "Please calm down.",
    "It's only a parcel.",
    "According to our policy there is nothing I can do.",
    "What is your order number?",
    "You are being ridiculous.",
    "Don't be so dramatic.",
    "That's not my problem.",
    "Dear {name}, thank you for your message.",
    "You must have entered the wrong address.",
)


def parts(said: list[str], now: Situation) -> dict[str, float | None]:
    given = marks(graded(" ".join(said), now))
    return {rubric.id: rubric_part(rubric, given)[0] for rubric in card().rubrics}


def not_above(later: dict[str, float | None], earlier: dict[str, float | None]) -> bool:
    pairs = [(later[name], earlier[name]) for name in later]
    return all(a is None or b is None or a <= b + 1e-9 for a, b in pairs)


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(KIND + UNKIND), min_size=1, max_size=4, unique=True),
    st.sampled_from(sorted(STANDINGS)),
    st.data(),
)
def test_saying_a_real_sentence_again_never_raises_a_score(said, now, data):
    again, place = data.draw(st.sampled_from(said)), data.draw(st.integers(0, len(said)))
    twice = parts([*said[:place], again, *said[place:]], STANDINGS[now])
    assert not_above(twice, parts(said, STANDINGS[now]))


@settings(max_examples=60)
@given(
    st.sampled_from(UNKIND),
    st.lists(st.sampled_from(KIND + UNKIND), min_size=1, max_size=3, unique=True),
    st.integers(0, 3),
    st.sampled_from(sorted(STANDINGS)),
)
def test_taking_out_a_real_provoking_sentence_never_lowers_a_score(unkind, kept, place, now):
    kept = [sentence for sentence in kept if sentence != unkind] or [KIND[0]]
    whole = parts([*kept[:place], unkind, *kept[place:]], STANDINGS[now])
    assert not_above(whole, parts(kept, STANDINGS[now]))
