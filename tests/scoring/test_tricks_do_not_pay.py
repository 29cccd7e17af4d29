"""The gaming suite: a trick scores below the honest plain reply, or not above the same reply without the trick."""

from __future__ import annotations

from functools import lru_cache

import pytest
from graded_replies import card, conversation_rubric
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from trick_replies import CASES, TRICKS, WRONG, Case, filled

from simulator.conversation import Speaker, Turn
from simulator.library import Library
from simulator.scoring.conversation import grade_conversation
from simulator.scoring.grade import rubric_part, scorecard
from simulator.scoring.grader_talk import talks_to_grader
from simulator.scoring.marks import Graded, Mark
from simulator.scoring.shipped import copied, shipped_answers
from simulator.scoring.talk import TalkContext
from simulator.scoring.without_case import grade_alone, ground
from simulator.signals import Context, read, read_customer

RUBRICS = ("empathy", "clarity", "resolution")
ROOM = 1e-9


@lru_cache(maxsize=4096)
def marked(text: str, case: Case) -> tuple[Graded, tuple[Mark, ...]]:
    """The reply's marks, from its words and the message it answers."""
    reading = read(text, Context(previous=case.customer, channel=case.channel))
    known = ground(reading, read_customer(case.customer), case.channel)
    known = replace(known, situation=replace(known.situation, pasted=copied(reading, shipped())))
    marks = tuple(mark for rubric in card().rubrics for mark in grade_alone(rubric, reading, known))
    return Graded(reading, known.situation), marks


@lru_cache(maxsize=1)
def shipped() -> frozenset[str]:
    return shipped_answers(Library())


def whole(text: str, case: Case) -> float:
    """The reply's score by the card, 0-100."""
    return scorecard(card(), [marked(text, case)]).score or 0.0


def by(name: str, text: str, case: Case) -> float | None:
    """The reply's score by one rubric, 0-1."""
    return rubric_part(card().rubric(name), marked(text, case)[1])[0]


def qa(text: str, case: Case) -> float:
    """The score of the shortest conversation: the message and this reply."""
    turns = (Turn(Speaker.CUSTOMER, case.customer), Turn(Speaker.AGENT, text))
    read_already = {1: marked(text, case)[0].reading}
    context = TalkContext(channel=case.channel, readings=read_already)
    return grade_conversation(turns, conversation_rubric(), context).score or 0.0


def carried(text: str, trick: str, case: Case) -> str | None:
    """The honest reply that a trick was added to, if it was."""
    if text in {case.good, case.plain}:
        return None
    return case.good if "{good}" in trick else case.plain if "{plain}" in trick else None


@pytest.mark.parametrize("name", TRICKS)
@pytest.mark.parametrize("case", CASES)
def test_a_trick_scores_below_the_honest_plain_reply_or_not_above_the_reply_it_was_added_to(case, name):
    about = CASES[case]
    for trick in TRICKS[name]:
        text = filled(trick, about)
        carrier = carried(text, trick, about)
        if carrier is None:
            assert whole(text, about) < whole(about.plain, about), text
        else:
            assert whole(text, about) <= whole(carrier, about) + ROOM, text


@pytest.mark.parametrize("rubric", RUBRICS)
@pytest.mark.parametrize("name", TRICKS)
def test_in_no_rubric_does_a_trick_reach_the_honest_good_reply(name, rubric):
    for about in CASES.values():
        for trick in TRICKS[name]:
            text = filled(trick, about)
            reached, carrier = by(rubric, text, about), carried(text, trick, about)
            limit = by(rubric, carrier or about.good, about)
            assert reached is None or reached <= limit + ROOM, text


@pytest.mark.parametrize("name", TRICKS)
@pytest.mark.parametrize("case", ["birthday", "freezer"])
def test_no_trick_pays_on_the_scorecard_of_a_conversation(case, name):
    about = CASES[case]
    for trick in TRICKS[name]:
        text = filled(trick, about)
        assert qa(text, about) <= qa(carried(text, trick, about) or about.plain, about) + ROOM, text


@pytest.mark.parametrize(("case", "text"), [(case, text) for case, texts in WRONG.items() for text in texts])
def test_a_wrong_name_or_order_scores_below_the_honest_plain_reply(case, text):
    about = CASES[case]
    assert whole(text, about) < whole(about.plain, about)
    assert qa(text, about) < qa(about.plain, about)


@pytest.mark.parametrize("case", CASES)
def test_an_honest_good_reply_scores_above_an_honest_plain_one(case):
    about = CASES[case]
    assert whole(about.good, about) > whole(about.plain, about) > 50


@pytest.mark.parametrize("text", TRICKS["talk to the grader"])
def test_talk_to_the_grader_is_flagged_and_shown(text):
    about = CASES["birthday"]
    said = filled(text, about)
    assert talks_to_grader(said)
    _, marks = marked(said, about)
    shown = [mark for mark in marks if mark.why == "it speaks to whoever grades instead of to the customer"]
    assert shown
    assert all(mark.points == 0 and mark.quotes for mark in shown)


@pytest.mark.parametrize(
    "text",
    [
        "Your credit score is not affected by this, Mark.",
        "Please rate us when you have a minute.",
        "Unfortunately the return doesn't meet the criteria: the seal is broken.",
        "I've marked your parcel as urgent and the system shows it at the depot.",
        "You can ignore the reminder, your payment has arrived.",
        "Hi Ai, I'll check the full amount and write to you by 15:00.",
        "The agent you spoke to should have told you, and I'm sorry.",
        "I'll add the three points to your loyalty card today.",
        "Here is the best price, and the highest discount I may give is 10%.",
    ],
)
def test_ordinary_words_are_no_talk_to_a_grader(text):
    assert not talks_to_grader(text)


HONEST = [
    "Sure, it's on its way. You'll get the tracking link by 6.",
    "Your order number, name, address, phone and e-mail are on the label already, so nothing is missing.",
    "Dear Mr Fukuda, I have your parcel here, and it leaves today.",
    "Hello Shital, the refund was sent on Monday. It takes three days.",
    "Two deliveries and two faults, that is a poor show. What is broken this time?",
    "You can choose between a refund, a new one, a repair or a voucher. Which would you like?",
    "No worries, we'll fix that. Send me a photo and I'll post a new one tomorrow.",
    "Kindly note that your order is dispatched today only and you will receive same by tomorrow.",
    "Parcel come tomorrow before noon, I ask courier and I write you.",
]


@pytest.mark.parametrize("text", HONEST)
def test_no_honest_reply_is_taken_for_a_trick(text):
    about = Case("live_chat", "Where is my order? It should have been here yesterday.", "", "")
    _, marks = marked(text, about)
    tricky = {rule.because for rubric in card().rubrics for rule in rubric.faults}
    assert not [mark.why for mark in marks if mark.why in tricky]


TEXTS = sorted({filled(text, about) for about in CASES.values() for texts in TRICKS.values() for text in texts})


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(TEXTS), st.sampled_from(sorted(CASES)), st.data())
def test_saying_any_sentence_of_a_trick_again_never_pays(text, case, data):
    about = CASES[case]
    (one, _) = marked(text, about)
    spans = one.reading.sentences or ((0, len(text)),)
    start, end = data.draw(st.sampled_from(spans))
    again = f"{text} {text[start:end]}"
    assert whole(again, about) <= whole(text, about) + ROOM


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([case.good for case in CASES.values()] + [case.plain for case in CASES.values()]), st.data())
def test_spacing_markdown_and_sentence_case_change_no_mark(text, data):
    about = next(case for case in CASES.values() if text in {case.good, case.plain})
    dress = data.draw(st.sampled_from(["{}   \n", "**{}**", "- {}", "# {}", "_{}_", "> {}", "lower"]))
    first = text.split("\n", maxsplit=1)[0]
    plain = first
    other = first.lower() if dress == "lower" else dress.format(first)
    if dress == "> {}":
        return
    points = [[mark.points for mark in marked(one, about)[1]] for one in (plain, other)]
    assert points[0] == points[1]
