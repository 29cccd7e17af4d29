import pytest

from simulator.transcripts.ratings import rating
from simulator.transcripts.wording import reply, same, truth, worded, words


@pytest.mark.parametrize(
    ("mail", "own"),
    [
        ("Thanks!\n\nOn Mon, 2 Mar 2026 at 10:00, Sam <sam@shop.example> wrote:\n> Shall I?\n> Sam", "Thanks!"),
        ("Danke\n\nAm 02.03.2026 um 10:00 schrieb Sam <sam@shop.example>:\n> Soll ich?", "Danke"),
        ("Yes.\n\n-----Original Message-----\nFrom: Sam\nSent: Monday\nTo: Ada\nSubject: Re\n\nShall I?", "Yes."),
        (
            "##- Please type your reply above this line -##\nFirst answer",
            "First answer",
        ),
        ("Works now\n\n##- Please type your reply above this line -##\n\nTicket 5: did it help?", "Works now"),
        ("No quote here - at all.", "No quote here - at all."),
        ("", ""),
    ],
)
def test_a_quoted_mail_is_cut_off(mail: str, own: str) -> None:
    assert reply(mail) == own


def test_a_long_mail_is_not_searched_for_quotes() -> None:
    text = "> a\n" * 20_000
    assert reply(text) == text


def test_one_message_written_twice_is_seen() -> None:
    assert same("The lamp arrived in pieces.", "the lamp  arrived\nin pieces.")
    assert same("The lamp arrived in pieces.", "The lamp arrived in pieces.\n\nAda")
    assert not same("Hi", "Hi, where is it?")
    assert not same("", "")


def test_values_of_any_kind_become_words() -> None:
    assert [words(each) for each in (None, 12, 12.0, "a\n b", {"x": 1}, True)] == ["", "12", "12", "a b", "", ""]
    assert worded({"x": 1}) == "" == worded(None)
    assert worded("a\r\nb\0\u200e") == "a\nb"
    assert [truth(each) for each in ("TRUE", "f", 1, 0.0, None, "maybe", True)] == [
        True,
        False,
        True,
        False,
        None,
        None,
        True,
    ]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("good", 1.0),
        ("bad", 0.0),
        ("okay", 0.5),
        ("not good", 0.0),
        (5, 1.0),
        (1, 0.0),
        ("3", 0.5),
        (9, None),
        ("odd word", None),
    ],
)
def test_ratings_come_on_one_scale(raw: object, value: float | None) -> None:
    assert [one.value for one in rating(raw)] == [value]


def test_no_rating_is_none() -> None:
    assert rating(None) == rating("unoffered") == rating("offered") == ()


@pytest.mark.parametrize(
    "chat",
    [
        "From: London\nTo: Paris\nDate: Monday\n\nCan I change my trip?",
        "Hello\n---\nmore after a line",
        "My friend wrote: you are the best",
    ],
)
def test_what_only_looks_like_a_quote_stays(chat: str) -> None:
    assert reply(chat) == chat
