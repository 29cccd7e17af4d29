"""The mask: stable placeholders, spans that move with the text, and nothing that breaks it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.redact import Mask

PIECES = st.lists(
    st.sampled_from(
        [
            "Hi,",
            "my name is Laura Stevens",
            "laura@example.com",
            "order 100234567",
            "call me on 07700 900123",
            "\n",
            "4111 1111 1111 1111",
            "card",
            "DE89 3704 0044 0532 0130 00",
            "14 Elm Street, Leeds, LS1 4AB",
            "Regards,\nTom",
            "[EMAIL 1]",
            "\u00e9\U0001f600",
            "...",
        ]
    ),
    max_size=12,
).map(" ".join)


def test_the_same_thing_has_the_same_placeholder_in_all_texts_of_a_transcript() -> None:
    mask = Mask()
    first = mask.mask("Write to jo@example.com or kim@example.com").text
    again = mask.mask("As I said: JO@example.com").text
    assert first == "Write to [EMAIL 1] or [EMAIL 2]"
    assert again == "As I said: [EMAIL 1]"


def test_a_name_given_away_late_is_masked_early() -> None:
    texts = ("Laura here, where is my lamp", "My name is Laura Stevens.")
    mask = Mask(texts=texts)
    assert mask.mask(texts[0]).text == "[NAME 1] here, where is my lamp"
    assert mask.mask(texts[1]).text == "My name is [NAME 1]."


def test_every_form_of_a_known_name_stands_for_the_person() -> None:
    mask = Mask({"CUSTOMER": ["Laura Stevens"], "AGENT": ["Tom"]})
    assert mask.mask("Hello Stevens, LAURA's order? Tom").text == "Hello [CUSTOMER], [CUSTOMER]'s order? [AGENT]"


def test_a_name_that_is_also_a_word_needs_its_capital_inside_a_sentence() -> None:
    mask = Mask({"CUSTOMER": ["Will Grace"]})
    assert mask.mask("Will you ask Will whether it will come?").text == "Will you ask [CUSTOMER] whether it will come?"


def test_the_shops_own_address_stays() -> None:
    mask = Mask(own=("@lamps.example",))
    assert mask.mask("help@lamps.example or jo@home.example").text == "help@lamps.example or [EMAIL 1]"


@given(st.text(max_size=300))
def test_no_text_breaks_the_mask(text: str) -> None:
    Mask(texts=[text]).mask(text)


@given(PIECES)
def test_masking_again_changes_nothing(text: str) -> None:
    once = Mask(texts=[text]).mask(text).text
    assert Mask(texts=[once]).mask(once).text == once


@given(PIECES, st.data())
def test_a_span_outside_placeholders_holds_the_same_words_after_masking(text: str, data: st.DataObject) -> None:
    masked = Mask(texts=[text]).mask(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    moved_start, moved_end = masked.moved(start, end)
    assert 0 <= moved_start <= moved_end <= len(masked.text)
    if not any(first < end and start < last for first, last, _ in masked.replaced):
        assert masked.text[moved_start:moved_end] == text[start:end]


def test_a_span_that_cuts_a_placeholder_takes_all_of_it() -> None:
    text = "mail jo@example.com now"
    masked = Mask().mask(text)
    start, end = masked.moved(text.index("example"), text.index(" now"))
    assert masked.text[start:end] == "[EMAIL 1]"


def test_a_name_that_stays_unmasks_no_longer_one() -> None:
    mask = Mask(texts=["Hi Joann,", "my name is Ann Lee"], own=("Ann Lee",))
    assert mask.mask("Hi Joann, Ann here").text == "Hi [NAME 1], Ann here"
