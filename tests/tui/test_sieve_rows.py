"""What the library lists, and how a row reads."""

from __future__ import annotations

from fake_workshop import CARDS, card, summary

from simulator.store.records import Standing
from simulator.tui.rows import card_row, open_row, outcome_words
from simulator.tui.sieve import Sieve, value_words, values


def ids(sieve):
    return [one.id for one in CARDS if sieve.passes(one)]


def test_an_empty_sieve_lets_everything_through():
    assert len(ids(Sieve())) == len(CARDS)


def test_all_words_must_occur_somewhere_in_any_case():
    assert ids(Sieve("CHARGED twice")) == ["customer-3"]
    assert ids(Sieve("charged whatsapp")) == []
    assert ids(Sieve("late or lost")) == ["late-parcel"]


def test_values_of_one_kind_add_up_and_kinds_narrow():
    phone_or_email = Sieve().toggled("channel", "phone").toggled("channel", "email")
    assert ids(phone_or_email) == ["customer-2", "customer-3"]
    assert ids(phone_or_email.toggled("difficulty", "4")) == ["customer-3"]


def test_choosing_a_value_again_drops_it():
    assert Sieve().toggled("channel", "phone").toggled("channel", "phone") == Sieve()


def test_values_read_as_words():
    assert values(CARDS, "difficulty") == ["2", "3", "4", "5"]
    assert value_words("difficulty", "5") == "furious"
    assert value_words("channel", "live_chat") == "live chat"


def test_a_row_says_all_that_matters_before_choosing():
    standing = Standing(summary(1, ending="WALKED_AWAY"), summary(2), 2)
    row = card_row(CARDS[3], standing, 100).plain
    for words in ("Shouting about a refund", "WhatsApp", "6 min", "furious", "content warning"):
        assert words in row
    assert "last time: the customer left; best: settled" in row


def test_a_row_never_overflows_its_width():
    long = card(9, title="A very long title " * 10, summary="A very long summary " * 10)
    assert all(line.cell_length <= 74 for line in card_row(long, None, 74).split("\n"))


def test_a_result_that_is_also_the_best_is_said_once():
    assert outcome_words(Standing(summary(1), summary(1), 1)) == "last time: settled"
    assert outcome_words(None) == ""


def test_a_conversation_left_open_says_when():
    row = open_row(summary(3, finished=None), 80).plain
    assert row.startswith("Go on: Late parcel, a birthday")
    assert "left open" in row


def test_on_a_narrow_screen_no_title_or_sentence_is_cut():
    told = card(9, title="Some people only come to try things on, they say", summary="word " * 30 + "end")
    lines = card_row(told, Standing(summary(1), summary(1), 1), 74).split("\n")
    row = " ".join(" ".join(line.plain.split()) for line in lines)
    assert told.title in row
    assert " ".join(told.summary.split()) in row
    assert "…" not in row
    assert "last time: settled" in row
    assert all(line.cell_length <= 74 for line in lines)
