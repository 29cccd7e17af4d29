"""Exports in shapes that systems really write, each of which was once read wrongly."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from simulator.transcripts.inspection import inspect_files
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.salesforce_chat import is_body
from simulator.transcripts.source import Source

BODY = (
    '<p align="center">Chat Started: Monday, March 02, 2026, 09:00:00 (+0000)</p><p align="center">Agent Sam L</p>'
    "( 5s ) Order Bot: Hello<br>( 10s ) Ada Park: Where: is it?<br>( 44s ) Sam L: On its way<br>"
)
ENTRY = {"clientTimestamp": 1772442000000, "identifier": "a", "senderDisplayName": "Ada"}
WORDS = {"entryType": "Message", "abstractMessage": {"staticContent": {"formatType": "Text", "text": "Where is it?"}}}
PICKED = {
    "entryType": "Message",
    "abstractMessage": {"choicesResponse": {"selectedOptions": [{"titleItem": {"title": "My order"}}]}},
}
MESSAGING = {
    "conversationEntries": [
        {**ENTRY, "entryPayload": WORDS, "sender": {"role": "EndUser", "appType": "app"}},
        {**ENTRY, "identifier": "b", "entryPayload": json.dumps(PICKED), "sender": {"role": "EndUser"}},
        {**ENTRY, "identifier": "c", "entryPayload": WORDS, "sender": {"role": "Agent", "appType": "agent"}},
    ]
}
EXPORTS: dict[str, tuple[Any, str]] = {
    "salesforce, the body of a chat in one line": (BODY, "salesforce 1: 1 1 3"),
    "salesforce, words in the payload": (MESSAGING, "salesforce 1: 1 2 0"),
}


def counted(content: Any, tmp_path: Path) -> str:
    """System, conversations, turns of the agent, the customer and others, needs and what is in quarantine."""
    path = tmp_path / "export"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    found = inspect_files([Source(path)], Mapping()).for_machines()
    turns = found["turns"]
    counts = f"{found['system']} {found['conversations']}: {turns['agent']} {turns['customer']} {turns['other']}"
    quarantined = f"quarantined {found['quarantined']}" if found["quarantined"] else ""
    return " ".join(filter(None, (counts, ",".join(found["needs_mapping"]), quarantined)))


@pytest.mark.parametrize(("content", "expected"), EXPORTS.values(), ids=EXPORTS)
def test_an_export_gives_every_turn_to_its_side(content: Any, expected: str, tmp_path: Path) -> None:
    assert counted(content, tmp_path) == expected


def test_headings_without_an_end_take_no_longer_than_their_length(tmp_path: Path) -> None:
    def seconds(count: int) -> float:
        body = BODY + "<p align=center>" * count
        assert is_body(body)
        begun = process_time()
        counted(body, tmp_path)
        return process_time() - begun

    seconds(10)
    assert seconds(16_000) < 20 * seconds(4000) + 0.5
