"""Words that are looked up all at once: a group is never missed, or personal data behind it would not be masked."""

from __future__ import annotations

import random
import re

import pytest

from simulator.redact import introduced
from simulator.redact.hints import LONGEST, REMEMBERED, Hints
from simulator.redact.introduced import RELATION, RELATIONS, TITLE, TITLED, TITLES
from simulator.redact.mask import HINTS, Mask

GROUPS = ("ni |pan |green card|_nie", "birth|born", "gr\u00fc|dank")


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("my ni number", {GROUPS[0]}),
        ("her dearest alumni wrote", {GROUPS[0]}),
        ("a nice evening", set()),
        ("niewas, but not convenient", {GROUPS[0]}),
        ("how convenient", set()),
        ("the green, card", {GROUPS[0]}),
        ("4711birthday_x", {GROUPS[1]}),
        ("viele gr\u00fc\u00dfe", {GROUPS[2]}),
        ("", set()),
    ],
)
def test_a_group_is_met_where_one_of_its_words_stands_or_the_part_before_a_space_ends_a_word(
    text: str, met: set[str]
) -> None:
    assert Hints(GROUPS).met(text) == met


def test_no_group_is_missed_whose_word_stands_anywhere_in_a_text() -> None:
    choose = random.Random(4)
    groups = (GROUPS[0].removesuffix("|_nie"), *GROUPS[1:], *introduced.HINTS)
    words = [word for group in groups for word in group.split("|")]
    every = Hints(groups)
    for _ in range(300):
        pieces = [choose.choice((*words, "x", "7", "_", "\u00e9", " ", ". ", "-", "'")) for _ in range(8)]
        text = "".join(pieces)
        there = {group for group in groups if any(word in text for word in group.split("|"))}
        assert there <= every.met(text), text


def test_a_long_text_meets_what_its_parts_meet_and_none_of_its_words_are_remembered() -> None:
    hints = Hints(GROUPS)
    assert hints.met("x" * LONGEST + "born") == {GROUPS[1]}
    assert not hints._remembered


def test_words_that_are_remembered_stay_few() -> None:
    hints = Hints(GROUPS)
    letters = "abcdefghijklmnopqrst"
    for first in letters:
        for second in letters:
            hints.met(" ".join(f"q{first}{second}{third}" for third in letters))
    assert 0 < len(hints._remembered) <= REMEMBERED


def test_every_title_that_a_name_may_follow_is_a_word_that_is_looked_up() -> None:
    for written in (
        "Mr",
        "Mrs",
        "Ms",
        "Miss",
        "Mx",
        "Dr",
        "Professor",
        "Herrn",
        "Frau",
        "Se\u00f1ora",
        "Sra",
        "Signora",
    ):
        assert re.fullmatch(TITLE, written)
        assert written.lower() in TITLES
        assert TITLED in HINTS.met(f"ask {written.lower()} jones")
    assert Mask({}, ["Please ask Herrn Sommerfeld."]).mask("Sommerfeld called.").text == "[NAME 1] called."


def test_every_relation_that_a_name_may_follow_is_a_word_that_is_looked_up() -> None:
    written = {
        form
        for word in re.findall(r"[a-z\u00e9?]+", RELATION.removeprefix("(?:").replace("\\u00e9", "\u00e9"))
        for form in _forms(word)
    }
    assert written == RELATIONS


def _forms(word: str) -> set[str]:
    """A word of a pattern in which one letter may be left out."""
    at = word.find("?")
    return {word} if at < 0 else {word[:at] + word[at + 1 :], word[: at - 1] + word[at + 1 :]}


@pytest.mark.parametrize(
    "word",
    "ssn,social security,national insurance,ni,nino,nhs,passport,reisepass,aadhaar,PAN card,driving licence,ausweis,"
    "DNI,NIE,nif,cpf,codice fiscale,steuer-id,tax id,EIN,identity number,residence permit".split(","),
)
def test_an_id_of_the_state_is_masked_beside_each_of_its_words(word: str) -> None:
    assert "[ID 1]" in Mask().mask(f"My {word} is X1234567L, please check.").text
