"""Exports as people have them: parts of an answer, tables, texts copied out of a program; and what is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.batch.whole import Input
from simulator.conversation import Speaker, Transcript
from simulator.errors import UsageError
from simulator.transcripts.importers import read_all
from simulator.transcripts.inspection import inspect_files
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.source import Source

BOTH = ["agent", "customer"]
CLOCK = ["time_zone"]
T = "2026-03-01T10:00:00Z"
LATER = "2026-03-01T10:05:00Z"
TEAM = [{"id": 11, "name": "Ada", "role": "end-user"}, {"id": 21, "name": "Sam", "role": "agent"}]
UPDATE = {"ticket_id": 5, "created_at": T, "metadata": {}, "via": {"channel": "web"}}
CHAT_BODY = (
    "Chat Started: Monday, October 05, 2015, 14:20:34 (+0000)\nChat Origin: Web\nAgent Sam R\n"
    "( 12s ) Visitor: Hi there\n( 30s ) Sam R: Hello, one < two\n( 1m 13s ) Visitor: Where is it?\n"
)
OLD_CHAT_LINES = [
    {"author_name": "Ada", "text": "Hi", "date": "Wed", "timestamp": 1367398800, "user_type": "visitor"},
    {"author_name": "Sam", "text": "Hello", "date": "Wed", "timestamp": 1367398810, "user_type": "agent"},
]
SKYPE = {"messagetype": "Text", "conversationid": "8:ada", "originalarrivaltime": T, "displayName": None}
POST = {"created_at": "Wed Mar 01 10:00:00 +0000 2026", "in_reply_to_status_id": None}
DIRECT = {"event_type": "MessageCreate", "dm_conversation_id": "5-6"}
INBOX = {"created_time": T, "to": {"data": []}}
UTTERANCE = {"IsPartial": False, "BeginOffsetMillis": 0, "EndOffsetMillis": 9}
CHANNELS = [
    {"alternatives": [{"words": [{"word": "hello", "start": 0.0}, {"word": "bye", "start": 3.0}]}]},
    {"alternatives": [{"words": [{"word": "hi", "start": 1.0}]}]},
]
SIGNAL_BLOCKS = (
    "Conversation: Ada (+441)\n\nFrom: Ada (+441)\nType: incoming\nSent: Sun, 1 Mar 2026 10:00:00 +0000\n"
    "Received: Sun, 1 Mar 2026 10:00:01 +0000\n\nHi there\n\nFrom: me, really\n\nFrom: You (+442)\nType: outgoing\n"
    "Sent: Sun, 1 Mar 2026 10:01:00 +0000\nAttachment: a.jpg (image/jpeg, 5 bytes)\n\n"
    "Type: keychange\nSent: Sun, 1 Mar 2026 10:02:00 +0000\n\n"
)
NODES = {
    "r": {"id": "r", "parent": None, "message": None},
    "s": {"id": "s", "parent": "r", "message": {"author": {"role": "system"}, "content": {"parts": [""]}}},
    "u": {"id": "u", "parent": "s", "message": {"author": {"role": "user"}, "content": {"parts": ["Hi"]}}},
}

EXPORTS: dict[str, tuple[Any, str, tuple[int, int, int], list[str]]] = {
    "updates of a ticket beside its people": (
        {
            "audits": [
                {**UPDATE, "id": 1, "author_id": 11, "events": [{"id": 2, "type": "Comment", "body": "Where?"}]},
                {**UPDATE, "id": 3, "author_id": 21, "events": [{"id": 4, "type": "Comment", "body": "Today"}]},
            ],
            "users": [{**one, "email": "x@y.z", "suspended": False, "locale": "en"} for one in TEAM],
        },
        "zendesk_support",
        (1, 1, 0),
        [],
    ),
    "a ticket's event of a web hook": (
        {
            "account_id": 1,
            "detail": {"id": "5", "requester_id": "11", "submitter_id": "11", "assignee_id": "21", "subject": "Late",
                       "description": "Where is it?", "created_at": T},
            "event": {"comment": {"id": "9", "body": "Today", "is_public": True, "author": {"id": "7", "is_staff": True}}},
            "time": LATER, "subject": "zen:ticket:5", "type": "zen:event-type:ticket.comment_added",
            "zendesk_event_version": "2022-11-06",
        },
        "zendesk_support",
        (1, 1, 0),
        [],
    ),
    "a table of tickets": (
        "Ticket ID,Subject,Description,Requester ID,Assignee ID,Status,Created at\n1,Late,Where?,11,21,open,2026-03-01\n",
        "zendesk_support",
        (0, 1, 0),
        [],
    ),
    "a chat's body copied out of salesforce": (CHAT_BODY, "salesforce", (1, 2, 3), []),
    "a case that doesn't say where it came from": (
        {"records": [{"Id": "500", "CaseNumber": "1", "ContactId": "003", "OwnerId": "005", "Description": "Where?",
                      "CreatedDate": T}]},
        "salesforce",
        (0, 0, 1),
        BOTH,
    ),
    "chats of livechat's older interface": (
        {"chats": [{"type": "chat", "id": "M1", "visitor_name": "Ada", "visitor": {"id": "S1"}, "tickets": [], "agents": [],
                    "rate": "rated_good", "chat_start_url": "x", "group": [0], "pending": False,
                    "messages": [{**line, "type": "message"} for line in OLD_CHAT_LINES]}]},
        "livechat",
        (1, 1, 0),
        [],
    ),
    "hubspot's tickets": (
        {"results": [{"id": "1", "createdAt": T, "updatedAt": T, "archived": False, "properties": {
            "content": "Where is it?", "subject": "Late", "hs_pipeline_stage": "1", "source_type": "EMAIL"}}]},
        "hubspot",
        (0, 1, 0),
        [],
    ),
    "skype's messages one by one, and a log of calls": (
        [{**SKYPE, "id": "1", "from": "8:ada", "content": "Hi"}, {**SKYPE, "id": "2", "from": "8:us", "content": "Yes"},
         {"id": "48:calllogs", "displayName": None, "version": 1, "MessageList": []}],
        "skype",
        (0, 0, 2),
        BOTH,
    ),
    "signal's table of messages": (
        ("id,conversationId,type,body,sent_at,received_at,source,hasAttachments\n"
        "m1,c,incoming,Hi,1772359200001,1,+441,0\nm2,c,outgoing,Hello,1772359200002,2,,0\n"),
        "signal",
        (0, 0, 2),
        BOTH,
    ),
    "signal's text with headers": (SIGNAL_BLOCKS, "signal", (0, 0, 3), BOTH),
    "posts that answer each other": (
        {"statuses": [
            {**POST, "id": 1, "id_str": "1", "text": "@shop Where?", "user": {"screen_name": "ada"}},
            {**POST, "id": 2, "id_str": "2", "full_text": "@ada Today", "in_reply_to_status_id": 1,
             "user": {"screen_name": "shop"}},
        ]},
        "twitter",
        (0, 0, 2),
        BOTH,
    ),
    "direct messages of the newer interface": (
        {"data": [{**DIRECT, "id": "1", "text": "Hi", "sender_id": "5", "created_at": T},
                  {**DIRECT, "id": "2", "text": "Yes", "sender_id": "6", "created_at": LATER}]},
        "twitter",
        (0, 0, 2),
        BOTH,
    ),
    "the inbox of a page": (
        {"data": [{"id": "t_1", "updated_time": T, "messages": {"data": [
            {**INBOX, "id": "m1", "from": {"name": "Ada", "id": "1", "email": "1@facebook.com"}, "message": "Hi"},
            {**INBOX, "id": "m2", "from": {"name": "Nordwind", "id": "2"}, "message": "Hello"}]}}]},
        "facebook",
        (0, 0, 2),
        BOTH,
    ),
    "a stream of a call's analysis": (
        [{"UtteranceEvent": {**UTTERANCE, "ParticipantRole": "AGENT", "Transcript": "Hello"}},
         {"UtteranceEvent": {**UTTERANCE, "ParticipantRole": "CUSTOMER", "Transcript": "H", "IsPartial": True}},
         {"UtteranceEvent": {**UTTERANCE, "ParticipantRole": "CUSTOMER", "Transcript": "Hi"}}],
        "aws_calls",
        (1, 1, 0),
        [],
    ),
    "two channels that answer each other": (
        {"metadata": {"request_id": "r"}, "results": {"channels": CHANNELS}}, "deepgram", (0, 0, 3), BOTH,
    ),
    "an account's first, hidden and empty message": (
        [{"title": "Late", "mapping": NODES, "current_node": "u"}], "openai_chat", (0, 1, 0), [],
    ),
    "words as a value of their own": (
        {
            "data": [
                {
                    "id": number,
                    "object": "thread.message",
                    "role": role,
                    "content": [{"type": "text", "text": {"value": "Hi", "annotations": []}}],
                }
                for number, role in enumerate(("user", "assistant"))
            ]
        },
        "openai_chat",
        (1, 1, 0),
        [],
    ),
    "messages in parts, by kind of actor": (
        {"messages": [
            {"message_parts": [{"text": {"content": "Hi"}}], "actor_type": "user", "conversation_id": "c"},
            {"message_parts": [{"text": {"content": "Hello"}}], "actor_type": "agent", "conversation_id": "c"}]},
        "jsonl",
        (1, 1, 0),
        [],
    ),
    "words inside a record of their own": (
        {"records": [{"messageData": {"msg": {"text": "Hi"}}, "sentBy": "Consumer", "timeL": 1},
                     {"messageData": {"msg": {"text": "Hello"}}, "sentBy": "Agent", "timeL": 2}]},
        "jsonl",
        (1, 1, 0),
        [],
    ),
    "sentences, and whether an agent said them": (
        '{"conversation_id": "1", "dialog": {"turns": [{"is_agent": false, "sentences": ["Where?", "Now?"]},'
        ' {"is_agent": true, "sentences": ["Today."]}]}}\n' * 2,
        "jsonl",
        (2, 2, 0),
        [],
    ),
    "people of a call by their purpose": (
        {"transcripts": [{"phrases": [{"text": "Hello", "participantPurpose": "internal", "startTimeMs": 900},
                                      {"text": "Hi", "participantPurpose": "external", "startTimeMs": 0}]}]},
        "jsonl",
        (1, 1, 0),
        [],
    ),
    "messages of people nobody tells about": (
        [{"type": "message", "text": "Where is it", "user": "U1", "ts": "1772359200.0001"},
         {"type": "message", "text": "It left", "user": "U2", "ts": "1772359260.0001"}],
        "jsonl",
        (0, 0, 2),
        BOTH,
    ),
    "a dialogue as one text under an unusual key": (
        '{"chosen": "Human: Hi there\\n\\nAssistant: Hello you", "rejected": "no"}\n' * 2, "jsonl", (2, 2, 0), [],
    ),
    "sides in a column of channels": (
        "call_id|channel|start|text\nc1|CUSTOMER|3.2|Where is it\nc1|AGENT|0.0|Thank you for calling\n",
        "csv", (1, 1, 0), [],
    ),
    "directions with more words": (
        ("Conversation SID,Date,Direction,From,Body\nC,2026-03-01T10:00:00Z,inbound,+441,Where is it?\n"
        "C,2026-03-01T10:01:00Z,outbound-api,+442,It left today\n"),
        "csv", (1, 1, 0), [],
    ),
    "a chat without a header, made for spreadsheets": (
        '="17/08/2014"\t12:52:56\t="Me"\t="+194000"\t"Hi there"\n="17/08/2014"\t12:58:34\t="Her"\t="01000"\t"Hey"\n',
        "csv", (0, 0, 2), [*BOTH, *CLOCK],
    ),
    "a date and a clock in columns of their own": (
        "Sender,Date,Time,Message\nAda,01/03/2026,10:00:00,Where is it\nNordwind,13/03/2026,10:01:00,It left\n",
        "csv", (0, 0, 2), [*BOTH, *CLOCK],
    ),
    "a table of nothing": ("conversation_id,speaker,text\n", "csv", (0, 0, 0), []),
    "a column of words for each side": (
        "ticket_id,customer_message,agent_response\n1,Where is my order?,It left today\n2,Thanks,Welcome\n",
        "csv",
        (2, 2, 0),
        [],
    ),
    "columns in another alphabet": (
        "会話ID,日時,発言者,メッセージ\n1,2026-03-01 10:00:00,オペレーター,こんにちは\n1,2026-03-01 10:01:00,お客様,どこ\n",
        "csv",
        (1, 1, 0),
        CLOCK,
    ),
    "ids that several messages share": (
        "id,role,content\n1,user,Hi there\n1,assistant,Hello you\n2,user,Yo\n2,assistant,Hello\n",
        "csv",
        (2, 2, 0),
        [],
    ),
    "rows with a number of their own in front": (
        ",conversation_id,role,text\n0,1,agent,Hello\n1,1,customer,Hi\n",
        "csv",
        (1, 1, 0),
        [],
    ),
    "lines with ids that several messages share": (
        "".join(json.dumps({"id": n // 2, "speaker": "user" if n % 2 else "agent", "text": "Hi"}) + "\n" for n in range(4)),
        "jsonl",
        (2, 2, 0),
        [],
    ),
    "conversations by their ids": (
        {name: [{"role": "agent", "text": "Hi"}, {"role": "customer", "text": "Yo"}] for name in ("c1", "c2")},
        "jsonl",
        (2, 2, 0),
        [],
    ),
    "a text with dashes": ("Agent - Hello there\nCustomer - Where is it?\n", "plain_text", (1, 1, 0), []),
    "a text with tabs": ("Agent\tHello there\nCustomer\tWhere is it?\n", "plain_text", (1, 1, 0), []),
    "voices and clocks above their words": (
        "Speaker 1  00:00:02\nHello there friend\n\nSpeaker 2  00:00:05\nWhere is it now?\n", "plain_text", (0, 0, 2),
        BOTH,
    ),
    "names behind clocks above their words": (
        "".join(f"[10:0{n} AM] {name}\nWhere is it now?\n\n" for n, name in enumerate(["Sam Reed", "Ada Park"] * 2)),
        "plain_text", (0, 0, 4), BOTH,
    ),
    "a chat program's own remarks": (
        "(10:00:05 AM) Visitor 1: Hi\n(10:00:15 AM) Agent: Hello\n(10:00:45 AM) *** Visitor 1 left ***\n",
        "plain_text", (1, 1, 1), [],
    ),
    "a heading that names the agent": (
        "Chat ID: 55\nAgent name: Sam\n\nAgent: Hello\nCustomer: Where is it?\n", "plain_text", (1, 1, 0), [],
    ),
    "a chat saved as a page": (
        "<html><body><p><b>Agent:</b> Hello</p><p><b>Customer:</b> Where is it?</p></body></html>", "plain_text",
        (1, 1, 0), [],
    ),
    "short years behind dots": (
        "12.03.26, 09:01 - Ada: Hallo\n12.03.26, 09:02 - Sam: Ja\n", "whatsapp", (0, 0, 2), [*BOTH, *CLOCK],
    ),
    "a heading above a chat": (
        "WhatsApp Chat with Ada\n\n14/03/2026, 09:01 - Ada: Hi\n14/03/2026, 09:02 - Nordwind: Hello\n", "whatsapp",
        (0, 0, 2), [*BOTH, *CLOCK],
    ),
}  # fmt: skip

NONE = {
    "people": json.dumps([{"id": 1, "name": "Ada", "email": "a@b.c", "role": "admin"}]),
    "employees": "id,name,department,role,salary\n1,Ada,Support,agent,100\n2,Bob,Sales,agent,100\n",
    "a program's log with names": "2026-03-01 10:00:00 - worker: starting\n2026-03-01 10:00:01 - worker: connected\n",
    "a table of log lines": "timestamp,level,user,message\n2026-03-01T10:00:00,INFO,ada,started the server now\n",
    "a dump of a database": (
        "--\n-- PostgreSQL database dump\n--\n\nSET statement_timeout = 0;\n\nCOPY public.messages (id, sender) FROM stdin;\n"
        "1\tagent\tHello\n2\tcustomer\tHi\n\\.\n"
    ),
    "measurements without a header": "2026-03-01,10:00:00,5.1,3.2,1\n2026-03-01,10:01:00,5.2,3.2,1\n",
    "a table of a program's changes": (
        "sha,author,date,message\na,Ada,2026-03-01,fix the bug in here\nb,Ada,2026-03-02,add a thing to it\n"
        "c,Ada,2026-03-02,add a thing to it\n"
    ),
    "a day's plan": "10:02 Lunch Break\n10:30 Stand Up\n11:00 Client Call\n12:00 Lunch Break\n13:00 Stand Up\n",
    "a page about service": "<html><body><h1>Customer service</h1><p>Customer: see below.</p><p>Agents: call</p></body></html>",
    "a description of messages": json.dumps(
        {"type": "object", "properties": {"messages": {"items": {"properties": {"content": {"type": "string"}}}}}}
    ),
}


def source_of(content: Any, tmp_path: Path, name: str = "x") -> Source:
    path = tmp_path / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return Source(path)


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_as_people_have_it(name: str, tmp_path: Path) -> None:
    content, system, turns, needs = EXPORTS[name]
    found = inspect_files([source_of(content, tmp_path)], Mapping()).for_machines()
    assert (found["system"], tuple(found["turns"].values())) == (system, turns)
    assert (found["needs_mapping"], found["quarantined"]) == (needs, 0)


@pytest.mark.parametrize("name", NONE)
def test_what_is_no_export_is_none(name: str, tmp_path: Path) -> None:
    found = inspect_files([source_of(NONE[name], tmp_path)], Mapping())
    assert found.system is None
    assert found.reason


def turns_of(content: Any, tmp_path: Path) -> list[tuple[str, str]]:
    items = list(read_all([source_of(content, tmp_path)], Mapping()))
    return [(turn.name, turn.text) for item in items if isinstance(item, Transcript) for turn in item.turns]


def test_words_of_signal_texts_are_the_senders(tmp_path: Path) -> None:
    assert turns_of(SIGNAL_BLOCKS, tmp_path) == [
        ("Ada", "Hi there\n\nFrom: me, really"), ("Me", "[attachment: a.jpg]"), ("", "keychange"),
    ]  # fmt: skip


def test_a_chat_without_tags_keeps_its_words(tmp_path: Path) -> None:
    assert turns_of(CHAT_BODY, tmp_path)[-2:] == [("Sam R", "Hello, one < two"), ("Visitor", "Where is it?")]


def test_a_conversation_in_which_nobody_spoke_is_one(tmp_path: Path) -> None:
    lines = '{"id": "1", "turns": []}\n{"id": "2", "turns": [{"role": "agent", "text": "Hi"}]}\n'
    assert [item.id for item in read_all([source_of(lines, tmp_path)], Mapping()) if isinstance(item, Transcript)] == [
        "1",
        "2",
    ]


def test_the_same_words_twice_in_a_minute_are_two_messages(tmp_path: Path) -> None:
    chat = "14/03/2026, 09:01 - Ada: Hello?\n14/03/2026, 09:01 - Ada: Hello?\n14/03/2026, 09:02 - Sam: Hi\n"
    assert [text for _, text in turns_of(chat, tmp_path)] == ["Hello?", "Hello?", "Hi"]


def test_a_clock_or_a_number_of_seconds_puts_turns_in_order(tmp_path: Path) -> None:
    rows = "call,speaker,start,text\nc,Customer,3.2,Where is it\nc,Agent,0.5,Thank you for calling\n"
    assert [name for name, _ in turns_of(rows, tmp_path)] == ["Agent", "Customer"]
    rows = "call,speaker,time,text\nc,Customer,00:01:05,Where is it\nc,Agent,00:00:02,Thank you for calling\n"
    (found,) = read_all([source_of(rows, tmp_path)], Mapping())
    assert isinstance(found, Transcript)
    assert [(turn.speaker, turn.at) for turn in found.turns] == [(Speaker.AGENT, 2.0), (Speaker.CUSTOMER, 65.0)]


NEXT_DAY = ("20:00", "22:00", "11:30", "12:00")


@pytest.mark.parametrize(
    "clocks", [("11:59 AM", "12:01 PM", "1:05 p.m."), ("23:59", "00:01", "00:07"), ("23:59", "00:01"), NEXT_DAY]
)
def test_clocks_at_noon_at_midnight_and_of_the_next_day_keep_turns_in_order(
    clocks: tuple[str, ...], tmp_path: Path
) -> None:
    roles = ("agent", "customer", "agent", "customer")[: len(clocks)]
    said = [{"role": role, "text": f"It is {time}", "time": time} for role, time in zip(roles, clocks, strict=True)]
    assert [text for _, text in turns_of({"messages": said}, tmp_path)] == [f"It is {time}" for time in clocks]


def test_clocks_of_the_newest_first_are_turned_round(tmp_path: Path) -> None:
    said = [{"role": "agent", "text": time, "time": time} for time in reversed(("22:00", "23:30", "09:00", "10:00"))]
    assert [text for _, text in turns_of({"messages": said}, tmp_path)] == ["22:00", "23:30", "09:00", "10:00"]


def test_in_a_text_the_next_morning_comes_hours_after_the_evening(tmp_path: Path) -> None:
    chat = "Customer [20:00]: Hi\nAgent [22:00]: Hello\nCustomer [09:00]: And now?\nAgent [10:00]: Today.\n"
    (found,) = read_all([source_of(chat, tmp_path)], Mapping())
    assert isinstance(found, Transcript)
    assert [turn.at for turn in found.turns] == [0.0, 7200.0, 46_800.0, 50_400.0]


MARKED = "<|im_start|>system\nBe kind.<|im_end|>\n<|im_start|>user\nWhere?\nI wait.<|im_end|>\n"
MARKED += "<|im_start|>assistant\nOn its way.<|im_end|>\n"
ASKED = [{"role": "user", "content": "Where?"}]
PROMPTS: dict[str, tuple[Any, int, int, int]] = {
    "marks of a model": (MARKED, 1, 1, 1),
    "marks, two conversations": (MARKED + MARKED, 2, 2, 2),
    "marks of another model": (
        "<|start_header_id|>user<|end_header_id|>\n\nWhere?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nHere.",
        1, 1, 1),
    "marks with other names": (
        "<|im_start|>human\nWhere?<|im_end|>\n<|im_start|>observation\nfound<|im_end|>\n<|im_start|>gpt\nHere.<|im_end|>\n",
        1, 1, 1),
    "marks in a record": ([{"text": MARKED}], 1, 1, 1),
    "two answers compared": (
        [{"input": {"messages": ASKED}, "preferred_output": [{"role": "assistant", "content": "Today."}],
          "non_preferred_output": [{"role": "assistant", "content": "No."}]}], 1, 1, 1),
}  # fmt: skip


@pytest.mark.parametrize(("content", "conversations", "agent", "customer"), PROMPTS.values(), ids=PROMPTS)
def test_conversations_with_a_model_are_read_in_all_their_forms(
    content: Any, conversations: int, agent: int, customer: int, tmp_path: Path
) -> None:
    found = inspect_files([source_of(content, tmp_path)], Mapping()).for_machines()
    assert (found["system"], found["conversations"]) == ("openai_chat", conversations)
    assert (found["turns"]["agent"], found["turns"]["customer"]) == (agent, customer)


def test_shared_conversations_are_named_as_what_they_are(tmp_path: Path) -> None:
    said = [{"from": "human", "value": "Where?"}, {"from": "gpt", "value": "On its way."}]
    content = [{"id": "a", "conversations": said}, {"id": "b", "conversations": said}]
    inspected = inspect_files([source_of(content, tmp_path)], Mapping())
    found = inspected.for_machines()
    assert "ShareGPT" in inspected.title
    assert (found["system"], found["conversations"]) == ("sharegpt", 2)
    assert (found["turns"]["agent"], found["turns"]["customer"]) == (2, 2)


def test_short_answers_of_sides_as_keys_are_not_lost(tmp_path: Path) -> None:
    said = [{"human": "Where is it?", "assistant": "On its way"}, {"human": "ok", "assistant": "bye"}]
    assert [text for _, text in turns_of({"conversation": said}, tmp_path)] == [
        "Where is it?",
        "On its way",
        "ok",
        "bye",
    ]


@pytest.mark.parametrize(
    "tail",
    [
        "-----Ursprüngliche Nachricht-----\nVon: Shop\nGesendet: Sonntag\nAn: Ada\nBetreff: Late\n\nIt left.",
        "De: Shop <h@s.example>\nEnviada em: domingo, 1 de março de 2026 09:00\nPara: Ada\nAssunto: Late\n\nIt left.",
        "---------- Forwarded message ---------\nFrom: Shop <h@s.example>\nDate: Sun\nSubject: Late\nTo: <a@b.c>\n\nIt left.",
        "  On Sun, 1 Mar 2026 at 9:00, Shop<h@s.example> wrote:   It left.",
        "Sent from my iPhone\n\n> On 1 Mar 2026, at 09:00, Shop <h@s.example> wrote:\n> \n> It left.",
        (
            "Get Outlook for iOS<https://example.com/o>\n________________________________\nFrom: Shop <h@s.example>\n"
            "Sent: Sunday, March 1, 2026\nTo: Ada\nSubject: Late\n\nIt left."
        ),
        "Von meinem iPhone gesendet",
    ],
)
def test_nothing_of_the_mail_that_is_answered_is_left(tail: str, tmp_path: Path) -> None:
    mail = f"From: Ada <a@b.example>\nTo: h@s.example\nSubject: Re: Late\nDate: Sun, 1 Mar 2026 10:00:00 +0000\n\nWhen?\n\n{tail}\n"
    assert [text for _, text in turns_of(mail, tmp_path)] == ["When?"]


def test_a_sentence_that_only_begins_like_a_device_stays(tmp_path: Path) -> None:
    mail = "From: Ada <a@b.example>\nTo: h@s.example\nDate: Sun, 1 Mar 2026 10:00:00 +0000\n\nThanks\nSent from the shop in Bath\n"
    assert turns_of(mail, tmp_path) == [("Ada", "Thanks\nSent from the shop in Bath")]


CHAT = {"id": "c", "visitor": {"id": "v", "name": "V"}, "agent_ids": ["21"], "agent_names": [], "session": {},
        "history": [{"type": "chat.msg", "nick": "agent:21", "msg": "Hello", "timestamp": T}]}  # fmt: skip


def test_grading_and_inspecting_put_the_same_files_together(tmp_path: Path) -> None:
    people = source_of({"users": TEAM}, tmp_path, "people")
    chats = source_of([CHAT], tmp_path, "chats")
    (graded,) = Input([people, chats], Mapping())
    (read,) = read_all([people, chats], Mapping())
    assert graded == read
    assert isinstance(read, Transcript)
    assert read.system == "zendesk_chat"


def test_tickets_and_chats_are_two_exports_and_people_alone_are_none(tmp_path: Path) -> None:
    ticket = {
        "id": 5,
        "subject": "Hi",
        "description": "Where?",
        "requester_id": 11,
        "submitter_id": 11,
        "created_at": T,
    }
    tickets = source_of([{**ticket, "has_incidents": False}], tmp_path, "tickets")
    chats, people = source_of([CHAT], tmp_path, "chats"), source_of([TEAM[1]], tmp_path, "people")
    with pytest.raises(UsageError, match="different systems"):
        inspect_files([tickets, chats], Mapping())
    assert len([item for item in Input([tickets, chats], Mapping()) if isinstance(item, Transcript)]) == 2
    assert "people" in str(inspect_files([people], Mapping()).reason)
