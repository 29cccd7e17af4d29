"""What holds for every reading, whatever the text."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.signals import AGENT_SIGNALS, CUSTOMER_SIGNALS, CaseWords, Context, Reading, read, read_customer

HERE = Path(__file__).parent
KARIN = CaseWords(
    names=("Karin Lindqvist",),
    orders=("48213",),
    items=("dollhouse",),
    stakes=("birthday", "Emma"),
    given=("order number",),
)
CONTEXT = Context(
    previous="Where is my parcel? It's Emma's birthday on Saturday!",
    case=KARIN,
    earlier=("Hello, what happened to it?",),
    stock=("Thank you for your message, we will look into it.",),
    channel="phone",
    cut_in=False,
)
SENTENCES = [
    text
    for kinds in yaml.safe_load((HERE / "agent_examples.yaml").read_text("utf-8")).values()
    for texts in kinds.values()
    for text in texts
    if sum(word.isupper() and len(word) > 2 for word in text.split()) < 2
]
replies = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5).map(" ".join)
anything = st.text(alphabet=st.characters(), max_size=200)


def well_formed(reading: Reading, text: str, signals: tuple[str, ...]) -> bool:
    return (
        reading.text == text
        and tuple(reading.strengths) == signals
        and all(value is None or 0 <= value <= 1 for value in reading.strengths.values())
        and all(item.quote == text[item.start : item.end] and item.quote for item in reading.evidence)
        and all(0 <= item.strength <= 1 for item in reading.evidence)
        and list(reading.evidence) == sorted(reading.evidence, key=lambda item: (item.start, item.end))
    )


@given(anything)
@settings(deadline=None, max_examples=300)
def test_any_text_can_be_read(text):
    assert well_formed(read(text, CONTEXT), text, AGENT_SIGNALS)
    assert well_formed(read(text), text, AGENT_SIGNALS)
    assert well_formed(read_customer(text), text, CUSTOMER_SIGNALS)


@given(replies, anything)
@settings(deadline=None)
def test_replies_with_odd_characters_can_be_read(reply, odd):
    for text in (reply + odd, odd + reply):
        assert well_formed(read(text, CONTEXT), text, AGENT_SIGNALS)


@pytest.mark.parametrize(
    "text",
    ["\ud800 sorry \udfff", "\x00\x1b[31m sorry", "[red]sorry[/red]", "\u202esorry\u202c", "😀" * 50, "مرحبا آسف"],
)
def test_broken_and_foreign_characters_can_be_read(text):
    assert well_formed(read(text, CONTEXT), text, AGENT_SIGNALS)


@given(replies)
@settings(deadline=None)
def test_a_reading_is_the_same_every_time(text):
    assert read(text, CONTEXT) == read(text, CONTEXT)


@given(replies)
@settings(deadline=None)
def test_capitals_space_and_markdown_change_no_strength(text):
    plain = read(text, CONTEXT).strengths
    assert read(text.lower(), CONTEXT).strengths == plain
    assert read(text + " \n\n", CONTEXT).strengths == plain
    assert read("  " + text, CONTEXT).strengths == plain


@pytest.mark.parametrize(
    "text", ["I'm so **sorry** about _this_, Karin.", "`Please` *calm down*, it's **only a parcel**."]
)
def test_markdown_changes_no_strength(text):
    assert read(text, CONTEXT).strengths == read(text.translate(str.maketrans("", "", "*_`")), CONTEXT).strengths


@given(st.sampled_from(SENTENCES), replies)
@settings(deadline=None)
def test_repeating_a_sentence_lifts_nothing(sentence, rest):
    once = read(f"{sentence} {rest}", CONTEXT)
    twice = read(f"{sentence} {sentence} {rest}", CONTEXT)
    for signal in set(AGENT_SIGNALS) - {"readability", "canned"}:
        assert (twice.strengths[signal] or 0) <= (once.strengths[signal] or 0) + 1e-9


@pytest.mark.parametrize("text", ["", " ", "?", "...", "asdf qwer zxcv", "42", "lorem ipsum dolor", "x", "🙂"])
def test_nothing_recognised_is_nothing(text):
    found = read(text, CONTEXT)
    assert {signal for signal, value in found.strengths.items() if value} <= {"readability"}
    assert found.evidence == ()


def test_a_plain_offer_is_a_question_and_nothing_else():
    found = read("Shall I pop another one in tonight's van?", CONTEXT)
    assert {signal for signal, value in found.strengths.items() if value} == {"question", "readability", "politeness"}
    assert found.strength("politeness") < 1 / 3, "plain is neither polite nor curt"


def test_grammar_of_a_second_language_costs_nothing():
    found = read(
        "Hello, i am so sorry the parcel is not there for birthday saturday. What does the tracking show to you?",
        CONTEXT,
    )
    assert found.strength("apology") >= 0.9
    assert found.strength("specificity") >= 0.6
    assert found.strength("exploration") >= 0.8
    words = " ".join(item.detail for item in found.of("specificity"))
    assert "birthday" in words
    assert "saturday" in words
    provoking = "dismissing blaming defending deflecting wall attack condescending sarcasm re_asking jargon wrong_name"
    assert found.strength(*provoking.split()) == 0
