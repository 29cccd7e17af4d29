"""The notation of phrases, and the reading of words: forms, slips, contractions, figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.phrases import Book
from simulator.engine.words import MONEY, NUMBER, PERCENT, Speller, number, sentences_of, split

WORDS = "refund replacement parcel order number delivery tracking photo please send new lamp box you me your".split()
SPELLER = Speller(WORDS, "a the just really".split())


def words(text, speller=SPELLER):
    return [word.stem for sentence in sentences_of(text, (), speller) for word in sentence.words]


def found(phrase, text, classes=None, small=frozenset()):
    book = Book(SPELLER, classes or {}, small)
    book.add(("owner",), [phrase], small=not small)
    sentence = sentences_of(text, (), SPELLER)[0]
    return [
        " ".join(word.form for word in sentence.words[item.first : item.last]) for item in book.find(sentence.words)
    ]


@pytest.mark.parametrize(
    ("phrase", "text", "hit"),
    [
        ("send lamp", "I am sending lamps", "sending lamps"),
        ("send lamp", "I sent the lamp", "sent lamp"),
        ("send lamp", "the lamp I send", None),
        ("send/ship lamp", "we shipped a lamp", "shipped lamp"),
        ("send (you) lamp", "send lamp", "send lamp"),
        ("send (you) lamp", "send you a lamp", "send you lamp"),
        ("send _ lamp", "send green lamp", "send green lamp"),
        ("send _ lamp", "send lamp", None),
        ("send ... lamp", "send you one more green lamp", "send you one more green lamp"),
        ("send ... lamp", "send one two three four five lamp", None),
        ("send ... lamp", "send it: a lamp", None),
        ("@thing back", "the parcel back", "parcel back"),
        ("<money> back", "20 euros back", "20 euros back"),
        ("<percent> off", "15 % off", "15 % off"),
        ("ticket <number>", "ticket 4711", "ticket 4711"),
        ("E14", "it takes an E14 bulb", "e14"),
        ("230 volts", "it runs on 230 volts", "230 volts"),
        ("230 volts", "it runs on 110 volts", None),
        ("can't refund", "we cannot refund", "cannot cannot refund"),
    ],
)
def test_a_phrase_finds_what_its_notation_says(phrase, text, hit):
    assert found(phrase, text, {"thing": ("parcel", "box")}) == ([hit] if hit else [])


def test_words_left_out_never_leave_only_small_ones():
    small = frozenset({"you", "send", "to"})
    assert found("(put) you (on hold)", "you are kind", small=small) == []
    assert found("(put) you (on hold)", "I am on hold", small=small) == []
    assert "put you on hold" in found("(put) you (on hold)", "I put you on hold", small=small)


@pytest.mark.parametrize(
    ("typed", "stems"),
    [
        ("I'll", ["i", "will"]),
        ("can't", ["can", "not"]),
        ("cant", ["can", "not"]),
        ("I’ve", ["i", "have"]),
        ("whats", ["what", "be"]),
        ("pls", ["pleas"]),
        ("sent", ["send"]),
        ("e-mail", ["email"]),
        ("pick-up", ["pick", "up"]),
        ("order no.", ["order", "number"]),
        ("no parcel", ["no", "parcel"]),
        ("the really new lamp", ["new", "lamp"]),
    ],
)
def test_forms_are_brought_to_the_words_they_stand_for(typed, stems):
    assert words(typed) == stems


@pytest.mark.parametrize("typed", ["replacment", "replacemnet", "replacementt", "repalcement", "replasement"])
def test_a_slip_of_one_letter_in_a_long_word_is_put_right(typed):
    assert words(typed) == words("replacement")


@pytest.mark.parametrize("typed", ["truck", "boxer", "lamb", "sand", "oder", "leaking"])
def test_other_words_are_left_alone(typed):
    assert words(typed) not in (words("track"), words("box"), words("lamp"), words("send"), words("order"))


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("€64.90", MONEY, 64.9),
        ("64,90 EUR", MONEY, 64.9),
        ("20 euros", MONEY, 20.0),
        ("$1,250", MONEY, 1250.0),
        ("1.250,50 €", MONEY, 1250.5),
        ("£5", MONEY, 5.0),
        ("EUR 12", MONEY, 12.0),
        ("ten dollars", MONEY, 10.0),
        ("15%", PERCENT, 15.0),
        ("15 percent", PERCENT, 15.0),
        ("twenty percent", PERCENT, 20.0),
        ("48213", NUMBER, 48213.0),
    ],
)
def test_figures_are_read_with_their_kind(text, kind, value):
    word = sentences_of(text, (), SPELLER)[0].words[0]
    assert (word.stem, word.value) == (kind, value)


def test_a_name_of_a_number_alone_is_no_figure():
    assert number("euros") is None


def test_sentences_end_at_marks_and_lines_but_not_after_short_forms():
    text = "Hello Mrs. Doe. What is the order no. please?\nBye"
    assert [text[a:b].strip() for a, b in split(text)] == [
        "Hello Mrs. Doe.",
        "What is the order no. please?",
        "Bye",
    ]


@given(st.text(max_size=200))
def test_any_text_has_words_with_exact_spans_in_order(text):
    last = 0
    for sentence in sentences_of(text, (), SPELLER):
        for word in sentence.words:
            assert last <= word.end <= len(text)
            assert word.start < word.end
            last = word.start
