"""Exports in shapes that systems really write, each of which was once read wrongly."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from simulator.conversation import Transcript
from simulator.transcripts.importers import read_all
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
AUDITS = {
    "audits": [
        {"id": 1, "ticket_id": 5, "author_id": 1, "created_at": "2026-03-02T09:00:00Z", "metadata": {}, "events": [
            {"id": 2, "type": "Comment", "author_id": 1, "body": "Where is it?", "public": True},
            {"id": 3, "type": "Create", "field_name": "requester_id", "value": "1"},
            {"id": 4, "type": "Create", "field_name": "assignee_id", "value": "2"}]},
        {"id": 7, "ticket_id": 5, "author_id": 2, "created_at": "2026-03-02T10:00:00Z", "metadata": {}, "events": [
            {"id": 8, "type": "Comment", "author_id": 2, "body": "On its way", "public": True}]},
    ]
}  # fmt: skip
REQUEST = {
    "type": "ticket", "id": "5", "category": "Customer", "created_at": 1772442000, "ticket_state": "submitted",
    "ticket_attributes": {"_default_title_": "Late", "_default_description_": "Where is it?"},
    "contacts": {"type": "contact.list", "contacts": [{"type": "contact", "id": "u1"}]},
    "ticket_parts": {"ticket_parts": [
        {"type": "ticket_part", "id": "2", "part_type": "comment", "body": "<p>Here</p>", "created_at": 1772442100,
         "author": {"id": "2", "type": "admin", "name": "Sam"}}]},
}  # fmt: skip
JOINED = {"joinConversation": {"initiatingUserId": "1", "createdAt": "2026-03-02T08:00:00.000Z"}}
POSTED = {"messageCreate": {"id": "5", "senderId": "1", "text": "Hi", "createdAt": "2026-03-02T09:00:00.000Z"}}
SENT = {
    "events": [
        {"type": "message_create", "id": str(number), "created_timestamp": f"177244200{number}000", "message_create": {
            "sender_id": sender, "target": {"recipient_id": other}, "message_data": {"text": "Hi"}}}
        for number, sender, other in ((1, "1", "2"), (2, "2", "1"), (3, "1", "7"))
    ]
}  # fmt: skip
STREAM = "\n".join(
    json.dumps(each)
    for each in (
        {"type": "SpeechStarted", "channel": [0], "timestamp": 0.1},
        {"type": "Results", "channel_index": [0, 1], "is_final": True, "start": 0.0, "duration": 1.0, "channel": {
            "alternatives": [{"transcript": "hello", "words": [{"word": "hello", "start": 0.1, "speaker": 0}]}]}},
        {"type": "UtteranceEnd", "channel": [0, 1], "last_word_end": 1.4},
    )
)  # fmt: skip


def pipeline(**streams: list[dict[str, Any]]) -> str:
    """Lines of a data pipeline, which writes all streams of a system into one file."""
    lines = ({"stream": name, "data": each, "emitted_at": 1} for name, listed in streams.items() for each in listed)
    return "\n".join(map(json.dumps, lines))


PIPED = pipeline(
    organizations=[{"id": number, "url": "u", "name": f"Shop {number}", "domain_names": []} for number in range(60)],
    ticket_comments=[
        {
            "id": 1,
            "type": "Comment",
            "ticket_id": 5,
            "author_id": 1,
            "body": "Where is it?",
            "public": True,
            "audit_id": 1,
        },
        {
            "id": 2,
            "type": "Comment",
            "ticket_id": 5,
            "author_id": 2,
            "body": "On its way",
            "public": True,
            "audit_id": 2,
        },
    ],
    tickets=[
        {"id": 5, "requester_id": 1, "submitter_id": 1, "assignee_id": 2, "subject": "Late", "raw_subject": "Late"}
    ],
    tags=[{"name": "late", "count": 3}],
)
PIPED_TURNS = pipeline(
    rooms=[{"id": 1, "colour": "blue"}],
    lines=[{"role": "agent", "text": "Hello there"}, {"role": "customer", "text": "Where is it?"}],
)
HELD = [{"role": "customer", "text": "Where's it?"}, {"role": "agent", "text": "Here"}]
WRITTEN = (json.dumps(HELD), str(HELD))
CELLS = "id,messages\n" + "".join(
    '{},"{}"\n'.format(*each) for each in enumerate(one.replace('"', '""') for one in WRITTEN)
)
IRC = """--- Log opened Mon Mar 02 09:00:00 2026
[09:01] <mia> where is my parcel?
[09:02] <@ann> let me look at it
[09:03] * mia waits
[09:04] -!- bob has joined #shop
[09:05] <@ann> it comes today
--- Log closed Mon Mar 02 09:10:00 2026
"""
ROOM = """Guild: Shop
Channel: help

[01-Mar-26 09:01 AM] mia#1234
where is my parcel?

[01-Mar-26 09:02 AM] Ann
let me look
and see

[01-Mar-26 09:03 AM] mia#1234
thank you very much

[01-Mar-26 09:03 AM] Ann
it comes today
"""
MEETING = """Ann Lee
00:00:03
Hello, thanks for calling.

Mia Stone
00:00:07
Where is my parcel?

Ann Lee
00:00:10
It comes today.

Mia Stone
00:00:14
Thank you.
"""
BY_MAIL = """Conversation started on: Mon, March 2, 2026, 09:00 am (GMT+0)

[09:00] V1682935: Where is my parcel?
[09:01] Ann: Let me look.
[09:02] V1682935: Thank you.
[09:03] Ann: It comes today.

---
Conversation ended
Number of messages: 4
"""
UNNUMBERED = """00:00:00,000 --> 00:00:01,500
Agent: Hello there

00:00:02,000 --> 00:00:03,500
Customer: Where is it?
"""
EXPORTS: dict[str, tuple[Any, str]] = {
    "salesforce, the body of a chat in one line": (BODY, "salesforce 1: 1 1 3"),
    "salesforce, words in the payload": (MESSAGING, "salesforce 1: 1 2 0"),
    "intercom, the request of a ticket": (REQUEST, "intercom 1: 1 1 0"),
    "intercom, a ticket of the back office": ({**REQUEST, "category": "Back-office"}, "intercom 1: 1 0 1"),
    "zendesk, the update that created a ticket": (AUDITS, "zendesk_support 1: 1 1 2"),
    "twitter, somebody joins": (
        {"dmConversation": {"conversationId": "7", "messages": [JOINED, POSTED]}},
        "twitter 1: 0 0 2 agent,customer",
    ),
    "twitter, messages of the older interface": (SENT, "twitter 2: 0 0 3 agent,customer"),
    "zendesk, all streams of a data pipeline": (PIPED, "zendesk_support 1: 1 1 0"),
    "json lines, all streams of a data pipeline": (PIPED_TURNS, "jsonl 1: 1 1 0"),
    "gorgias, a table of messages": (
        "Ticket id,Message id,Channel,From agent,Sender,Message body\n1,1,email,FALSE,Ada,Where?\n1,2,email,TRUE,Sam,Here\n",
        "gorgias 1: 1 1 0",
    ),
    "table, a list of messages in a cell": (CELLS, "csv 2: 2 2 0"),
    "table, german columns": (
        "Ticket;Datum;Von;Text\n1;13.05.2026 10:00;Kunde;Wo?\n1;13.05.2026 10:01;Agent;Heute\n",
        "csv 1: 1 1 0 time_zone",
    ),
    "table, a column for each side and a time": (
        "chat_id,customer_message,agent_response,timestamp\n1,Where is it,On its way,2026-03-02 10:00\n",
        "csv 1: 1 1 0 time_zone",
    ),
    "deepgram, a live stream": (STREAM, "deepgram 1: 0 0 1 agent,customer"),
    "text, names between angle brackets": (IRC, "plain_text 1: 0 0 5 agent,customer"),
    "text, words below time and name": (ROOM, "plain_text 1: 0 0 4 agent,customer,time_zone"),
    "text, a clock below each name": (MEETING, "plain_text 1: 0 0 4 agent,customer"),
    "text, more around a chat than in it": (BY_MAIL, "plain_text 1: 0 0 4 agent,customer"),
    "text, the clock in front of the date": (
        "[14:56, 18/3/2026] Customer: Where is it?\n[14:58, 18/3/2026] Agent: On its way.\n",
        "plain_text 1: 1 1 0 time_zone",
    ),
    "srt, cues without numbers": (UNNUMBERED, "srt 1: 1 1 0"),
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


def test_the_times_of_messages_of_teams_are_read(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    rows = (
        f"{n},2026-03-02T10:0{n}:00Z,{name},Where is it today?" for n, name in enumerate(("Ada", "Sam", "Ada", "Sam"))
    )
    path.write_text("\n".join(["id,createdDateTime,from,body", *rows]), encoding="utf-8")
    (found,) = read_all([Source(path)], Mapping())
    assert isinstance(found, Transcript)
    assert [turn.at for turn in found.turns] == [0.0, 60.0, 120.0, 180.0]


def test_a_mail_as_apple_keeps_it_ends_where_its_length_says(tmp_path: Path) -> None:
    mail = "From: Ada <a@example.com>\nTo: help@shop.example\nSubject: Late\n\nWhere is it?\n"
    path = tmp_path / "1.emlx"
    path.write_text(f"{len(mail):<10}\n{mail}<?xml version='1.0'?>\n<plist><dict></dict></plist>\n", encoding="utf-8")
    (found,) = read_all([Source(path)], Mapping())
    assert isinstance(found, Transcript)
    assert [(turn.name, turn.text) for turn in found.turns] == [("Ada", "Where is it?")]


def test_a_backup_of_text_messages_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "sms.xml"
    path.write_text("<?xml version='1.0'?>\n<smses count='1'><sms address='+1' body='Hi'/></smses>", encoding="utf-8")
    found = inspect_files([Source(path)], Mapping())
    assert found.system is None
    assert "CSV or text" in str(found.reason)


def test_clocks_of_a_recording_are_minutes_and_seconds(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    said = {
        "0:03": "Hello, thanks for calling.",
        "59:50": "So it left today?",
        "1:00:10": "Yes, it did.",
        "1:00:12": "Bye!",
    }
    names = ("Ann Lee", "Mia Stone") * 2
    lines = (f"{name}  {clock}\n{words}\n" for name, (clock, words) in zip(names, said.items(), strict=True))
    path.write_text("\n".join(lines), encoding="utf-8")
    (found,) = read_all([Source(path)], Mapping())
    assert isinstance(found, Transcript)
    assert [turn.at for turn in found.turns] == [0.0, 3587.0, 3607.0, 3609.0]


def test_a_date_above_the_messages_of_a_day_is_no_words_and_dates_their_clocks(tmp_path: Path) -> None:
    chat = "2026.03.02 Monday\n10:00\tAda\tWhere is it?\n10:01\tSam\tI look for it.\n10:02\tAda\tThank you.\n"
    path = tmp_path / "chat.txt"
    path.write_text(f"{chat}2026.03.03 Tuesday\n09:00\tSam\tIt comes today.\n", encoding="utf-8")
    (found,) = read_all([Source(path)], Mapping())
    assert isinstance(found, Transcript)
    assert [turn.text for turn in found.turns] == ["Where is it?", "I look for it.", "Thank you.", "It comes today."]
    assert [turn.at for turn in found.turns] == [0.0, 60.0, 120.0, 82_800.0]
    assert datetime.fromtimestamp(found.turns[0].when or 0, UTC).isoformat() == "2026-03-02T10:00:00+00:00"


def test_headings_without_an_end_take_no_longer_than_their_length(tmp_path: Path) -> None:
    def seconds(count: int) -> float:
        body = BODY + "<p align=center>" * count
        assert is_body(body)
        begun = process_time()
        counted(body, tmp_path)
        return process_time() - begun

    seconds(10)
    assert seconds(16_000) < 20 * seconds(4000) + 0.5


QUICK = (
    "Hello, where is my parcel, please?",
    "One moment, I look for it in the list.",
    "It says delivered, but it is not here.",
)
CALM = (
    "Thank you for calling, this is Mia, how can I help you today?",
    "Hello, my parcel was to come on Monday and it is still not here.",
    "I am sorry to hear that. May I have the number of your order, please?",
    "It is four eight two one three, I have it in front of me here.",
    "Thank you. I can see that the courier has had it since last Thursday.",
)


@pytest.mark.parametrize(
    ("clocks", "said", "offsets", "doubt"),
    [
        # a chat after midnight: eight words in a second are not spoken
        (("00:15", "00:16", "00:17"), QUICK, [0, 60, 120], False),
        (("00:15", "00:15", "00:19"), QUICK, [0, 0, 240], False),
        # as quick as people speak
        (("00:02", "00:07", "00:13", "00:19", "00:25"), CALM, [0, 5, 11, 17, 23], False),
        # two at once in a call
        (("00:00", "00:04", "00:04", "00:12", "00:20"), CALM, [0, 4, 4, 12, 20], True),
        # no hour is past 23, but for midnight as some write it
        (("23:58", "24:02", "24:05"), QUICK, [0, 240, 420], False),
        (("05:12", "11:40", "24:30"), QUICK, [0, 388, 1158], False),
        (("0:15", "0:45", "1:30"), QUICK, [0, 30, 75], False),
        # it can't be told
        (("00:15", "00:45", "01:30"), QUICK, [0, 30, 75], True),
        (("12:15 AM", "12:45 AM", "1:30 AM"), QUICK, [0, 1800, 4500], False),
        (("10:15", "10:45", "11:30"), QUICK, [0, 1800, 4500], False),
    ],
)
def test_clocks_are_read_from_the_whole_conversation(
    clocks: tuple[str, ...], said: tuple[str, ...], offsets: list[float], doubt: bool, tmp_path: Path
) -> None:
    path = tmp_path / "talk.txt"
    sides = ("Agent", "Customer") * 3
    lines = zip(sides, clocks, said, strict=False)
    path.write_text("".join(f"{side} [{clock}]: {words}\n" for side, clock, words in lines), encoding="utf-8")
    (found,) = read_all([Source(path)], Mapping())
    assert isinstance(found, Transcript)
    assert [turn.at for turn in found.turns] == offsets
    assert any("recording" in warning for warning in inspect_files([Source(path)], Mapping()).warnings) is doubt
