"""Headings of conversations in a text: names, dates and numbers above the words are no words."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.conversation import Need, Speaker, Transcript
from simulator.transcripts.importers import read_all
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.plain_text import EITHER_DAY
from simulator.transcripts.source import Source
from simulator.transcripts.text_headings import AS_HEADING, AS_WORDS

ADA = "Ada Park: The lamp is broken.\nBen Kay: I am sorry, Ada. I'll send a new one.\nAda Park: thanks\n"
TWO = "Tom Hale: My kettle leaks.\nPriya S: Shall I refund it?\nTom Hale: please\n"
SIDES = "Customer: The lamp is broken.\nAgent: I am sorry. I'll send a new one.\nCustomer: thanks\n"


def read(tmp_path: Path, text: str) -> list[Transcript]:
    path = tmp_path / "chats.txt"
    path.write_text(text, "utf-8")
    found = list(read_all([Source(path)], Mapping()))
    assert all(isinstance(item, Transcript) for item in found)
    return found  # type: ignore[return-value]


def sides(transcript: Transcript) -> str:
    return "".join(turn.speaker.value[0] for turn in transcript.turns)


@pytest.mark.parametrize(
    "heading",
    [
        "Chat transcript\nDate: 3 November 2026\nCustomer: {}\nAgent: {}\n\n",
        "Date: 2026-11-03\nCustomer: {}\nAgent: {}\n\n",
        "=== Chat 11 ===\nCustomer: {}\nAgent: {}\nDate: Tuesday, 3 November 2026\n\n",
        "Customer name: {}\nAgent name: {}\nStarted: 2026-11-03 14:00\n\n",
        "Customer: {} (ada@mail.example)\nAgent: {} (id 7)\nDate: 3 Nov 2026\nStatus: closed\n\n",
        "Subject: Broken\nDate: 2026-11-03\nCustomer: {}\nHandled by: {}\n\n",
        "**Customer:** {}\n**Agent:** {}\n**Date:** 2026-11-03\n\n",
        "Kundin: {}\nMitarbeiter: {}\nDatum: 3.11.2026\n\n",
    ],
)
def test_a_heading_tells_who_is_who_and_on_which_day_and_a_new_one_begins_a_conversation(
    tmp_path: Path, heading: str
) -> None:
    text = heading.format("Ada Park", "Ben Kay") + ADA + "\n" + heading.format("Tom Hale", "Priya S") + TWO
    one, two = read(tmp_path, text)
    assert (sides(one), sides(two)) == ("cac", "cac")
    assert (one.agent, two.agent) == ("Ben Kay", "Priya S")
    assert [turn.text for turn in one.turns][-1] == "thanks"
    assert datetime.fromtimestamp(one.turns[0].when or 0, UTC).date().isoformat() == "2026-11-03"
    assert one.needs == (Need.TIME_ZONE,)
    assert not one.warnings


def test_a_heading_between_labels_of_sides_gives_them_names(tmp_path: Path) -> None:
    text = f"Ticket no: 4711\nCustomer: Ada Park\nAgent: Ben Kay\nSubject: Lamp\nRating: 4/5\n\n{SIDES}\n"
    one, two = read(tmp_path, text + text.replace("4711", "#4712").replace("Ben Kay", "Priya S"))
    assert (one.id, two.id, one.subject) == ("4711", "4712", "Lamp")
    assert [turn.name for turn in one.turns] == ["Ada Park", "Ben Kay", "Ada Park"]
    assert [turn.name for turn in two.turns if turn.speaker is Speaker.AGENT] == ["Priya S"]
    assert [each.value for each in one.ratings] == [0.75]


def test_first_names_stand_for_the_names_of_the_heading(tmp_path: Path) -> None:
    (one,) = read(tmp_path, f"Customer: Ada Park\nAgent: Ben Kay\n\n{ADA.replace(' Park', '').replace(' Kay', '')}")
    assert sides(one) == "cac"


def test_clocks_are_of_the_headings_day_and_of_the_next_after_midnight(tmp_path: Path) -> None:
    said = "[23:58] Ada Park: Still nothing!\n[23:59] Ben Kay: I'm looking.\n[00:04] Ben Kay: It comes on Friday.\n"
    (one,) = read(tmp_path, f"Date: 2026-11-03\nCustomer: Ada Park\nAgent: Ben Kay\n\n{said}")
    assert [turn.at for turn in one.turns] == [0, 60, 360]


def test_minutes_of_a_recording_count_from_the_headings_time(tmp_path: Path) -> None:
    said = "".join(f"[0:{n:02}] {'AB'[n % 2]}: so that is what we said about it\n" for n in range(7, 60, 6))
    text = said.replace("A:", "Ada Park:").replace("B:", "Ben Kay:")
    (one,) = read(tmp_path, f"Call no: 12\nDate: 2026-11-03 10:00\nCustomer: Ada Park\nAgent: Ben Kay\n\n{text}")
    assert datetime.fromtimestamp(one.turns[0].when or 0, UTC).isoformat() == "2026-11-03T10:00:07+00:00"


def test_a_date_that_can_be_read_both_ways_is_left_out_and_told(tmp_path: Path) -> None:
    (one,) = read(tmp_path, f"Customer: Ada Park\nAgent: Ben Kay\nDate: 03/11/2026\n\n{ADA}")
    assert one.turns[0].when is None
    assert one.warnings == (EITHER_DAY,)
    assert not one.needs


def test_names_alone_above_the_words_are_a_heading_and_it_is_said(tmp_path: Path) -> None:
    (one,) = read(tmp_path, f"Customer: Ada Park\nAgent: Ben Kay\n{SIDES}")
    assert one.turns[0].text == "The lamp is broken."
    assert one.warnings == (AS_HEADING,)


def test_a_greeting_of_one_word_is_no_name(tmp_path: Path) -> None:
    (one,) = read(tmp_path, f"Customer: Hiya\nAgent: Morning\n{SIDES}")
    assert [turn.text for turn in one.turns][:2] == ["Hiya", "Morning"]


@pytest.mark.parametrize(("given", "value"), [("4/5", 0.75), ("3/10", None), ("3", 0.5)])
def test_a_headings_rating_is_read_where_five_is_the_most_else_told(
    tmp_path: Path, given: str, value: float | None
) -> None:
    (one,) = read(tmp_path, f"Customer: Ada Park\nAgent: Ben Kay\nRating: {given}\n\n{ADA}")
    assert [each.value for each in one.ratings] == [value]
    assert bool(one.warnings) is (value is None)


def test_what_looks_like_a_heading_in_the_middle_stays_words_and_it_is_said(tmp_path: Path) -> None:
    (one,) = read(tmp_path, f"{SIDES}Agent: Ben Kay\nCustomer: Ada Park\nAgent: Is that all?\n")
    assert len(one.turns) == 6
    assert one.warnings == (AS_WORDS,)


@pytest.mark.parametrize(
    "said",
    [
        "Customer: Hello\nAgent: Hi Ada\n\nCustomer: The lamp is broken.\nAgent: Sorry.\n",
        "Agent: What is your name?\nCustomer: Ada Park\nAgent: Thanks, Ada. And the order?\nCustomer: AB-1234\n",
        "Agent: Your name?\n\nCustomer: Ada Park\n\nAgent: Your town?\n\nCustomer: Leeds\n",
        "Customer: The order says\nOrder: 5512\nDate: 2 March 2026\nand nothing came.\nAgent: I look.\nCustomer: ok\n",
        "Agent: Return it with this form.\n\nDate: 3 March\n\nCustomer: Where is it?\nAgent: On the site.\n",
        "Customer: Refund\nAgent: Which order, please?\nCustomer: the lamp\n",
        "Customer: Where is it?\nAgent: Your name?\n\nCustomer: Ada Park\nReference: AB1234\n\nAgent: Thanks, Ada.\n",
        "Customer: Status of my order, please\nAgent: It left on Friday.\nCustomer: thanks\n",
    ],
)
def test_words_stay_words(tmp_path: Path, said: str) -> None:
    (one,) = read(tmp_path, said)
    labels = said.count("Customer: ") + said.count("Agent: ")
    assert len(one.turns) == labels
    assert not one.warnings
