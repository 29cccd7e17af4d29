"""Ratings of exports of no known system are read by their usual names; what can't be understood is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.conversation import Transcript
from simulator.transcripts.given_ratings import NOT_READ
from simulator.transcripts.importers import read_all
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.source import Source

MESSAGES = [
    {"from": "customer", "text": "My lamp is broken"},
    {"from": "agent", "text": "I am sorry, I send a new one"},
]


def read(path: Path, text: str) -> list[Transcript]:
    path.write_text(text, "utf-8")
    found = list(read_all([Source(path)], Mapping()))
    assert all(isinstance(item, Transcript) for item in found)
    return found  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("beside", "value"),
    [
        ({"rating": 5}, 1.0),
        ({"csat": "2"}, 0.25),
        ({"CSAT score": 4.5}, 0.875),
        ({"score": 1}, 0.0),
        ({"stars": "4 stars"}, 0.75),
        ({"customer_rating": "3/5"}, 0.5),
        ({"satisfaction": "good"}, 1.0),
        ({"survey": {"score": 2, "comment": "slow"}}, 0.25),
        ({"csat": 5, "survey": {"score": 0.31}}, 1.0),
    ],
)
def test_a_conversations_rating_is_read_without_a_mapping(tmp_path: Path, beside: dict[str, Any], value: float) -> None:
    (one,) = read(tmp_path / "a.json", json.dumps([{"id": "J-1", **beside, "messages": MESSAGES}]))
    assert [each.value for each in one.ratings] == [value]
    assert not one.warnings


@pytest.mark.parametrize("beside", [{"csat": 87}, {"score": 0.93}, {"rating": "A+"}, {"rating": "8/10"}])
def test_a_value_that_looks_like_a_rating_and_is_not_understood_is_told(tmp_path: Path, beside: dict[str, Any]) -> None:
    (one,) = read(tmp_path / "a.json", json.dumps([{"id": "J-1", **beside, "messages": MESSAGES}]))
    assert [each.value for each in one.ratings] == [None]
    assert one.warnings == (NOT_READ,)


@pytest.mark.parametrize(
    "beside", [{}, {"rating": None}, {"rating": ""}, {"rating": "unrated"}, {"rating": "n/a"}, {"survey": "sent"}]
)
def test_no_rating_is_none(tmp_path: Path, beside: dict[str, Any]) -> None:
    (one,) = read(tmp_path / "a.json", json.dumps([{"id": "J-1", **beside, "messages": MESSAGES}]))
    assert (one.ratings, one.warnings) == ((), ())


def test_a_tables_rating_is_read_from_any_row_of_its_conversation_and_never_from_scores_of_messages(
    tmp_path: Path,
) -> None:
    head = "conversation_id,sender,message,rating,score\n"
    rows = "1,customer,My lamp is broken,,2\n1,agent,I am sorry,4,5\n2,customer,Hi there,,3\n2,agent,Hello,,1\n"
    one, two = read(tmp_path / "a.csv", head + rows)
    assert [each.value for each in one.ratings] == [0.75]
    assert two.ratings == ()


def test_the_rating_of_messages_one_by_one_is_their_conversations(tmp_path: Path) -> None:
    lines = [{"conversation_id": "7", "csat": 2, **message} for message in MESSAGES]
    (one,) = read(tmp_path / "a.jsonl", "\n".join(map(json.dumps, lines)))
    assert [each.value for each in one.ratings] == [0.25]
