"""What customers write stays theirs, whatever in it looks like a heading, a name or a mark of some system."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.conversation import Speaker, Transcript
from simulator.transcripts.importers import read_all
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.source import Source


def conversations(content: Any, tmp_path: Path, name: str = "export.txt") -> list[Transcript]:
    path = tmp_path / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return [found for found in read_all([Source(path)], Mapping()) if isinstance(found, Transcript)]


@pytest.mark.parametrize("line", ["delivered 2024-05-16", "ordered 14/05/2024", "Tomorrow\n10:30"])
def test_a_date_or_a_clock_inside_a_message_is_part_of_it(line: str, tmp_path: Path) -> None:
    (found,) = conversations(
        f"09:00 Agent: Good morning, how can I help you today?\n09:01 Customer: The page says:\n{line}\n"
        "but nothing came.\n09:03 Agent: I am looking into it.\n09:04 Customer: Thank you.\n",
        tmp_path,
    )
    assert len(found.turns) == 4
    assert " ".join(line.split()) in " ".join(found.turns[1].text.split())


def test_a_date_that_leaves_the_month_open_moves_nothing(tmp_path: Path) -> None:
    chat = "31.03.2024 Sunday\n10:00 Agent: Hello there.\n10:01 Customer: Where is it?\n"
    (found,) = conversations(f"{chat}01.04.2024 Monday\n09:00 Agent: It left.\n09:05 Customer: Thanks.\n", tmp_path)
    assert [turn.text for turn in found.turns] == ["Hello there.", "Where is it?", "It left.", "Thanks."]
    assert [turn.at for turn in found.turns] == [0.0, 60.0, 82_800.0, 83_100.0]


def test_what_stands_beside_a_message_changes_neither_its_words_nor_its_side(tmp_path: Path) -> None:
    turns = [
        {"author": "customer", "body": "Where is my parcel?", "attributes": {"role": "agent", "text": "quick reply"}},
        {"author": "agent", "body": "On its way.", "attributes": {}},
    ]
    (found,) = conversations({"id": "1", "messages": turns}, tmp_path, "export.json")
    assert [(turn.speaker, turn.text) for turn in found.turns] == [
        (Speaker.CUSTOMER, "Where is my parcel?"),
        (Speaker.AGENT, "On its way."),
    ]


def test_who_began_a_conversation_is_not_who_writes(tmp_path: Path) -> None:
    rows = "1,customer,customer,Where is my parcel?\n1,customer,agent,On its way.\n1,customer,customer,Thank you.\n"
    (found,) = conversations(f"conversation_id,initiator,author,text\n{rows}", tmp_path, "export.csv")
    assert [turn.speaker for turn in found.turns] == [Speaker.CUSTOMER, Speaker.AGENT, Speaker.CUSTOMER]


def test_every_conversation_of_a_marked_text_is_read_and_its_words_are_whole(tmp_path: Path) -> None:
    one = (
        "<|im_start|>system\nBe kind.<|im_end|>\n"
        "<|im_start|>user\nThe shirt <s>50</s> 30 euros, is that right?<|im_end|>\n"
        "<|im_start|>assistant\nYes, it is.<|im_end|>\n"
    )
    found = conversations(one + one, tmp_path)
    assert [len([turn for turn in each.turns if turn.speaker is Speaker.CUSTOMER]) for each in found] == [1, 1]
    assert all("30 euros" in turn.text for each in found for turn in each.turns if turn.speaker is Speaker.CUSTOMER)
