"""Names of files that say who a conversation was held with."""

from __future__ import annotations

import pytest

from simulator.redact.file_names import file_name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("WhatsApp Chat with Joann Hermann.txt, line 3", "WhatsApp Chat with [NAME].txt, line 3"),
        ("WhatsApp Chat with Joann +44 7700 900123.txt", "WhatsApp Chat with [NAME][PHONE 1].txt"),
        ("WhatsApp Chat - joann.txt", "WhatsApp Chat - [NAME].txt"),
        ("Joann Hermann.eml", "[NAME].eml"),
        ("jo.ray@example.com", "[EMAIL 1]"),
    ],
)
def test_people_numbers_and_addresses_are_left_out(name: str, shown: str) -> None:
    assert file_name(name) == shown


@pytest.mark.parametrize(
    "name",
    [
        "chats.jsonl, line 9",
        "tickets_2026-10.csv, row 4",
        "Zendesk Export March.csv",
        "Support Team.mbox, message 3",
        "fivetran_ticket_comment_data.csv, line 2",
        "_chat.txt, line 8",
        "result.json",
    ],
)
def test_what_files_are_called_stays(name: str) -> None:
    assert file_name(name) == name
