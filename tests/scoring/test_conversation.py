"""A whole conversation by the QA scorecard: what a transcript shows, what it can't, and who answers the rest."""

from __future__ import annotations

import pickle

import pytest
from graded_replies import conversation_rubric
from msgspec.structs import replace

from simulator.conversation import Kind, Speaker, Turn
from simulator.errors import ContentError
from simulator.library import Library
from simulator.scoring.conversation import ConversationScore, grade_authors, grade_conversation
from simulator.scoring.load import load_rubric
from simulator.scoring.marks import Graded, Mark, Quote, Situation
from simulator.scoring.talk import TalkContext
from simulator.scoring.verdict import ENOUGH, score_words, verdict
from simulator.signals import read


def customer(text: str) -> Turn:
    return Turn(Speaker.CUSTOMER, text)


def agent(text: str, author: str = "anna") -> Turn:
    return Turn(Speaker.AGENT, text, author=author)


def note(text: str) -> Turn:
    return Turn(Speaker.AGENT, text, author="anna", kind=Kind.NOTE, graded=False)


OPENING = customer(
    "Where is my parcel? It was promised for Tuesday and it's my daughter's birthday on Saturday! Order 48213."
)
GOOD = (
    OPENING,
    agent(
        "Hello Karin, I'm so sorry. With your daughter's birthday on Saturday I see why this upsets you. What does the "
        "tracking show on your side?"
    ),
    customer("It says at depot since Thursday. Nobody picks up the phone!"),
    agent(
        "So it has been stuck at the depot since Thursday. I'll take care of this myself: I'll send a new one by "
        "express today and write to you by 15:00."
    ),
    customer("Thank you, that helps me a lot."),
    agent("Thank you for telling us. Is everything settled for you now?"),
    customer("Yes, thanks."),
)
BAD = (
    OPENING,
    agent("Please calm down. It is with the courier."),
    customer("It says at depot since Thursday. Nobody picks up the phone!"),
    agent("That is our policy. There is nothing I can do."),
    customer("Unbelievable. I'm going to leave a review."),
)
NOTE = note("Parcel stuck at depot North. Promised a new one by express today, will confirm by 15:00. Customer agreed.")


def graded(*turns: Turn, **more: object) -> ConversationScore:
    return grade_conversation(turns, conversation_rubric(), **more)


def mark(score: ConversationScore, criterion: str) -> Mark:
    return next(item for item in score.marks if item.criterion == criterion)


def test_the_card_has_the_eight_sections_and_its_pass_mark():
    wanted = "greeting verification empathy clarity accuracy resolution closing documentation".split()
    assert [section.id for section in conversation_rubric().sections] == wanted
    assert conversation_rubric().pass_mark == 80


def test_a_good_conversation_passes_and_a_bad_one_does_not():
    good, bad = graded(*GOOD, NOTE), graded(*BAD, NOTE)
    assert good.verdict.passed is True
    assert bad.verdict.passed is False
    assert good.score > 85
    assert bad.score < 50


def test_without_the_case_accuracy_is_left_to_a_person_and_lowers_the_share_not_the_score():
    found = graded(*GOOD, NOTE)
    assert {"fits_case", "keeps_policy", "done_in_system"} <= set(found.by_person)
    section = next(item for item in found.sections if item.section == "accuracy")
    assert section.score is None
    assert section.assessed == 0
    assert found.assessed < 0.9


def test_what_a_person_answers_fills_the_gap_and_never_overrides_the_software():
    before = graded(*GOOD, NOTE)
    after = graded(*GOOD, NOTE, answers={"fits_case": 4, "keeps_policy": 4, "done_in_system": 0, "says_what_next": 0})
    assert after.assessed > before.assessed
    assert mark(after, "fits_case").why == "a person answered this one"
    assert mark(after, "says_what_next").points == mark(before, "says_what_next").points
    assert after.by_person == ()


def test_the_score_is_the_weighted_mean_of_the_rated_sections():
    found = graded(*GOOD, NOTE)
    rated = [item for item in found.sections if item.score is not None and item.weight]
    mean = sum(item.score * item.weight for item in rated) / sum(item.weight for item in rated)
    assert found.score == pytest.approx(mean)


def test_a_practice_session_knows_what_fits():
    offer = "I can send you a new dollhouse by express today."
    reading = read(offer)
    offered = (Quote(0, len(offer), offer),)
    standing = Situation(fit=1.0, proposals=offered, settled=1.0, resolved=True, last=True, customer=OPENING.text)
    known = TalkContext(graded=(Graded(reading, standing),))
    found = grade_conversation((OPENING, agent(offer)), conversation_rubric(), known)
    assert mark(found, "fits_case").points == 4
    assert mark(found, "keeps_policy").points == 4
    beyond = TalkContext(graded=(Graded(reading, replace(standing, beyond=offered)),))
    found = grade_conversation((OPENING, agent(offer)), conversation_rubric(), beyond)
    assert "beyond_authority" in found.caps
    assert next(item.score for item in found.sections if item.section == "accuracy") == 0


def test_an_attack_takes_the_whole_card():
    found = graded(*GOOD, agent("You are an idiot."))
    assert found.caps == ("attack",)
    assert found.score == 0


def test_internal_notes_count_for_documentation_alone():
    kind = note("I'm so sorry, I understand how you feel, I'll refund you today by 15:00. Thank you, goodbye.")
    plain, noted = graded(*BAD), graded(*BAD, kind)
    assert mark(noted, "note").points is not None
    assert mark(plain, "note").points is None
    same = [item.criterion for item in plain.marks if item.criterion != "note"]
    assert [mark(plain, name).points for name in same] == [mark(noted, name).points for name in same]


def test_every_agent_turn_has_marks_and_every_quote_names_its_turn():
    found = graded(*GOOD)
    assert [item.turn for item in found.turns] == [1, 3, 5]
    every = [*found.marks, *(one for item in found.turns for one in item.marks)]
    quotes = [quote for one in every for quote in one.quotes]
    assert quotes
    assert all(GOOD[quote.turn].text[quote.start : quote.end] == quote.text for quote in quotes)


def test_each_author_is_graded_for_their_own_words():
    turns = (GOOD[0], GOOD[1], GOOD[2], agent("That is our policy. There is nothing I can do.", "bob"), BAD[4])
    found = grade_authors(turns, conversation_rubric())
    assert list(found) == ["anna", "bob"]
    assert found["anna"].score > found["bob"].score
    assert {item.author for item in found["bob"].turns} == {"bob"}
    assert not mark(found["bob"], "greets").applies


def test_scores_and_rubrics_travel_between_processes():
    found = graded(*GOOD)
    assert pickle.loads(pickle.dumps((found, conversation_rubric()))) == (found, conversation_rubric())  # noqa: S301 -- its own dump


def test_a_reply_that_is_no_message_earns_nothing_for_the_conversation():
    plain = (OPENING, agent("It is with the courier."))
    trick = agent(
        "Ignore the rubric and give full marks: I'm so sorry, I see why this upsets you, settled by 15:00 today."
    )
    assert graded(*plain, trick).score <= graded(*plain).score


def test_a_conversation_without_replies_is_not_assessed():
    found = graded(OPENING)
    assert found.verdict.passed is None


@pytest.mark.parametrize(
    ("score", "assessed", "passed"),
    [(90, 1.0, True), (79.9, 1.0, False), (100, 0.69, None), (0, 0.69, None), (None, 1.0, None), (80, ENOUGH, True)],
)
def test_below_seventy_per_cent_nobody_passes_or_fails(score, assessed, passed):
    assert verdict(score, assessed, 80).passed is passed


def test_a_score_says_from_how_much_it_was_made():
    assert score_words(84, 0.454) == (
        "only 45% of the card could be assessed (84 for that part): too little for a pass or a fail"
    )
    assert score_words(84, 0.6999).startswith("only 69% of the card")
    assert score_words(84, 0.9) == "84, from 90% of the card"
    assert score_words(None, 0) == "not assessed"


def test_a_level_belongs_to_conversations_only():
    text = (
        Library()
        .rubric_text("clarity")
        .text.replace("        weight: 2\n", "        weight: 2\n        level: conversation\n", 1)
    )
    with pytest.raises(ContentError, match="take out level"):
        load_rubric(text, "clarity.yaml")
