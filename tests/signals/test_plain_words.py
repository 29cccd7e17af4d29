"""A message as plain words: contractions, chat spellings and accents written out, each word's place kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.signals.chunks import TOKEN
from simulator.signals.text import Message


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("I'm so sorry, Mrs Lindqvist.", "i am so sorry, mrs lindqvist"),
        ("Im sooooo sorry abt this", "i am so sorry about this"),
        ("I can’t imagine", "i cannot imagine"),
        ("i cant imagine", "i cannot imagine"),
        ("We won't, we don't, you shouldn't've", "we will not, we do not, you shouldn't have"),
        ("It's Emma’s birthday", "it is emma 's birthday"),
        ("Let's see", "let us see"),
        ("We apologize", "we apologise"),
        ("pls e-mail me @ jonas@shop.example", "please email me jonas@shop.example"),
        ("Björk Åsa Ørsted Łukasz", "bjork asa orsted lukasz"),
        ("ca\u200blm do\u00adwn", "calm down"),
        ("e\u0301te\u0301", "ete"),
        ("€64.90 at 12:00, 3.11.2026", "€64.90 at 12:00, 3.11.2026"),
        ("**sorry** _really_", "sorry really"),
        ("well-known – and (late)", "well known, and, late"),
        ("one\u00a0two", "one two"),
        ("See https://shop.example/faq?x=1 now", "see https://shop.example/faq?x=1 now"),
    ],
)
def test_words_are_written_out(text, plain):
    assert Message(text).plain.replace("shouldn't have", "shouldn't have") == plain


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("birthdy", "birthday"),
        ("understnad", "understand"),
        ("realyl", "really"),
        ("completly", "completely"),
        ("frusttrating", "frustrating"),
        ("plesae", "please"),
        ("questions", "questions"),
        ("promises", "promises"),
        ("though", "though"),
        ("lorry", "lorry"),
        ("Tracey", "tracey"),
        ("presence", "presence"),
    ],
)
def test_a_slip_of_the_finger_is_mended_and_another_word_is_not(typed, meant):
    assert Message(typed).plain == meant


def test_a_place_in_the_plain_words_leads_back_to_the_original():
    message = Message("Oh no! I’m soooo sorry abt this.")
    start = message.plain.index("sorry about")
    assert message.text[slice(*message.span(start, start + len("sorry about")))] == "sorry abt"


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("What happened?", True),
        ("what does the tracking show to you", True),
        ("can you send me the photo", True),
        ("ok and when did it arrive", True),
        ("is the box damaged", True),
        ("What a week.", False),
        ("Have a nice day", False),
        ("I know what happened", False),
        ("Can you hear me.", False),
    ],
)
def test_a_question_is_known_by_its_mark_or_its_form(text, asks):
    assert Message(text).questions == (asks,)


@pytest.mark.parametrize(
    "text", ['He wrote "calm down" to you', "He wrote “calm down” to you", "He wrote 'calm down' to you"]
)
def test_quoted_words_are_known_as_quoted(text):
    start = text.index("calm")
    assert Message(text).is_quoted(start, start + 9)


def test_an_apostrophe_opens_no_quotation():
    assert Message("I don't think it's the driver's fault").quotations == ()


@given(st.text())
def test_every_word_lies_within_the_text_in_order(text):
    message = Message(text)
    places = list(zip(message.starts, message.ends, strict=True))
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)
    assert len(message.lines) == len(message.sentences)
    assert message.plain.count("\n") == max(0, len(message.sentences) - 1)
    assert all(message.plain.startswith(word, at) for word, at in zip(message.words, message.offsets, strict=True))


@given(st.text("ab1 .,€-\u2014\n\t\u00a0'’@/(x:", max_size=40))
def test_a_text_taken_apart_at_its_spaces_holds_the_tokens_of_the_whole(text):
    message = Message(text)
    tokens = [match.span() for match in TOKEN.finditer(text) if match.lastgroup != "comma"]
    assert list(zip(message.starts, message.ends, strict=True)) == tokens


@given(st.text("ab1 .,€-\u2014\n\t\u00a0'’@/(x:", max_size=40))
def test_a_sentence_is_spoken_word_by_word_as_its_line_says(text):
    message = Message(text)
    assert message.plain == "\n".join(message.written)
    assert message.spoken == [line.replace(",", "").split() for line in message.written]
    assert [message.plain[start:end] for start, end in message.spans] == message.written


def test_a_number_keeps_the_space_that_belongs_to_it():
    message = Message("It costs € 5 or\t10:30. See 19.99-2 there")
    assert [message.text[start:end] for start, end in zip(message.starts, message.ends, strict=True)] == [
        "It", "costs", "€ 5", "or", "10:30", "See", " 19.99", "2", "there",
    ]  # fmt: skip
    assert message.plain == "it costs €5 or 10:30\nsee 19.99 2 there"


@pytest.mark.parametrize(
    ("masked", "plain"),
    [
        ("This is f***ing late", "this is fucking late"),
        ("What the f*ck?!", "what the fuck"),
        ("bullsh*t, you b@tch", "bullshit, you bitch"),
        ("f** off, a$$hole", "fuck off, asshole"),
        ("F*CK, f0ck, d*ck", "fuck, fuck, dick"),
        ("sh1t d*mn cr*p", "shit damn crap"),
    ],
)
def test_a_masked_swear_word_is_written_out(masked, plain):
    message = Message(masked)
    assert message.plain == plain
    assert [masked[start:end] for start, end in zip(message.starts, message.ends, strict=True)] == [
        part.strip(",?!") for part in masked.split()
    ]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("A 5* rating, A** grade", "a 5 rating, a grade"),
        ("**First** step: *fill* it", "first step, fill it"),
        ("Press F# then f!", "press f then f"),
        ("Pay $5 @ the desk", "pay $5 the desk"),
        ("In **S**, **M** or **Option F**", "in s, m or option f"),
        ("Sent to s***@mail.example, F***", "sent to s mail example, f"),
        ("The F4K costs S$$", "the f4k costs s"),
    ],
)
def test_other_signs_are_no_letters(text, plain):
    assert Message(text).plain == plain
