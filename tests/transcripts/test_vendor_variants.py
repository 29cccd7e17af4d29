"""Other shapes of the same systems: older versions, webhooks, pipelines, tables of a data warehouse, parts alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.conversation import Speaker, Transcript
from simulator.transcripts.importers import read_all
from simulator.transcripts.inspection import inspect_files
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.source import Source

USER = {"type": "user", "id": "u1", "name": "Ada"}
ADMIN = {"type": "admin", "id": "25", "name": "Sam"}
PART = {"type": "conversation_part", "id": "p", "part_type": "comment", "created_at": 1772440100, "attachments": []}
FRONT_MESSAGE = {
    "id": "msg_1",
    "type": "email",
    "is_inbound": True,
    "created_at": 1701292639.1,
    "recipients": [],
    "body": "<p>Hi</p>",
    "author": None,
}
LIVECHAT_EVENT = {
    "id": "e1",
    "created_at": "2026-05-07T07:11:28.288340Z",
    "type": "message",
    "text": "Hello?",
    "author_id": "c1",
}
CASE_MAIL = {
    "Id": "02s1",
    "ParentId": "500x",
    "TextBody": "Hello",
    "MessageDate": "2026-01-05T10:00:00.000+0000",
    "FromAddress": "a@b.example",
}
TICKET = {
    "id": 5,
    "subject": "Hi",
    "description": "Where is it?",
    "requester_id": 1,
    "submitter_id": 1,
    "assignee_id": 2,
    "created_at": "2026-01-01T00:00:00Z",
}

JSON_VARIANTS: dict[str, tuple[Any, str, tuple[int, int, int]]] = {
    "intercom's older message and parts": (
        {
            "type": "conversation",
            "id": 147,
            "created_at": 1400850973,
            "user": {"type": "user", "id": "u1"},
            "assignee": {"type": "admin", "id": "25"},
            "conversation_message": {
                "id": "m",
                "type": "conversation_message",
                "subject": "",
                "body": "<p>Hi</p>",
                "author": {"type": "user", "id": "u1"},
            },
            "conversation_parts": {
                "type": "conversation_part.list",
                "conversation_parts": [{**PART, "body": "<p>Hello</p>", "author": {"type": "admin", "id": 25}}],
            },
        },
        "intercom",
        (1, 1, 0),
    ),
    "an intercom notification": (
        {
            "type": "notification_event",
            "app_id": "x",
            "topic": "conversation.admin.replied",
            "data": {
                "type": "notification_event_data",
                "item": {
                    "type": "conversation",
                    "id": "9",
                    "created_at": 1772440000,
                    "source": {
                        "type": "conversation",
                        "id": "s",
                        "delivered_as": "admin_initiated",
                        "body": "<p>Welcome</p>",
                        "author": ADMIN,
                    },
                    "contacts": {"type": "contact.list", "contacts": [{"type": "contact", "id": "u1"}]},
                    "statistics": None,
                    "conversation_parts": {
                        "type": "conversation_part.list",
                        "conversation_parts": [{**PART, "body": "<p>yes?</p>", "author": USER}],
                        "total_count": 1,
                    },
                },
            },
        },
        "intercom",
        (1, 1, 0),
    ),
    "intercom parts alone": (
        {
            "conversation_parts": [
                {**PART, "body": "x", "author": USER},
                {**PART, "id": "q", "body": "y", "author": ADMIN},
            ]
        },
        "intercom",
        (1, 1, 0),
    ),
    "a zendesk ticket alone": (
        {"ticket": {**TICKET, "via": {"channel": "web"}, "tags": []}},
        "zendesk_support",
        (0, 1, 0),
    ),
    "a search of zendesk": (
        {"results": [{**TICKET, "result_type": "ticket"}], "count": 1, "facets": None},
        "zendesk_support",
        (0, 1, 0),
    ),
    "a pipeline's lines": (
        [
            {
                "type": "SCHEMA",
                "stream": "tickets",
                "schema": {"type": "object", "properties": {key: {"type": "string"} for key in TICKET}},
            },
            {"type": "RECORD", "stream": "tickets", "record": TICKET},
            {"type": "STATE", "value": {"tickets": {"x": 1}}},
        ],
        "zendesk_support",
        (0, 1, 0),
    ),
    "another pipeline's record": (
        {"type": "RECORD", "record": {"stream": "tickets", "data": TICKET, "emitted_at": 1}},
        "zendesk_support",
        (0, 1, 0),
    ),
    "camel case": (
        {
            "ticket": {
                "id": 5,
                "subject": "Hi",
                "description": "Hello?",
                "requesterId": 1,
                "submitterId": 1,
                "assigneeId": None,
                "createdAt": "2026-01-01T00:00:00Z",
            }
        },
        "zendesk_support",
        (0, 1, 0),
    ),
    "a chat of zendesk by its id": (
        {
            "id": "1.2",
            "type": "chat",
            "timestamp": "2026-01-01T00:00:00Z",
            "visitor": {"name": "Visitor 7", "id": "v"},
            "agent_names": {"88": "Sam"},
            "agent_ids": ["88"],
            "history": [
                {"type": "chat.msg", "name": "Visitor 7", "timestamp": "2026-01-01T00:00:01Z", "msg": "hi"},
                {"type": "chat.msg", "name": "Sam", "timestamp": "2026-01-01T00:00:02Z", "msg": "hello"},
                {"type": "chat.msg", "name": "Lee", "timestamp": "2026-01-01T00:00:03Z", "msg": "who am I?"},
            ],
        },
        "zendesk_chat",
        (1, 1, 1),
    ),
    "a freshdesk message alone": (
        {
            "body": "<div>Hi</div>",
            "body_text": "Hi",
            "id": 1,
            "incoming": True,
            "private": False,
            "user_id": 1,
            "ticket_id": 4,
            "created_at": "2026-01-01T00:00:00Z",
        },
        "freshdesk",
        (0, 1, 0),
    ),
    "freshdesk tickets without descriptions": (
        [
            {
                "id": 1,
                "requester_id": 2,
                "responder_id": 3,
                "fr_escalated": False,
                "spam": False,
                "subject": "x",
                "status": 2,
                "source": 1,
                "created_at": "2026-01-01T00:00:00Z",
            }
        ],
        "freshdesk",
        (0, 0, 0),
    ),
    "a mail that an agent began in freshdesk": (
        {
            "id": 1,
            "requester_id": 2,
            "responder_id": 3,
            "fr_escalated": False,
            "spam": False,
            "subject": "x",
            "source": 10,
            "description_text": "Your parcel is late.",
            "created_at": "2026-01-01T00:00:00Z",
        },
        "freshdesk",
        (1, 0, 0),
    ),
    "help scout's threads by their link": (
        {
            "_embedded": {
                "threads": [
                    {
                        "id": 1,
                        "type": "message",
                        "status": "active",
                        "state": "published",
                        "body": "Hi",
                        "source": {"type": "web", "via": "user"},
                        "customer": {"id": 2},
                        "createdBy": {"id": 5, "type": "user"},
                        "createdAt": "2026-01-01T00:00:00Z",
                        "assignedTo": {},
                    }
                ]
            },
            "_links": {"self": {"href": "https://api.helpscout.net/v2/conversations/77/threads"}},
        },
        "helpscout",
        (1, 0, 0),
    ),
    "a help scout web hook": (
        {
            "id": 8,
            "number": 3,
            "type": "chat",
            "folderId": 1,
            "status": "active",
            "subject": "x",
            "mailboxId": 7,
            "createdBy": {"id": 2, "type": "customer"},
            "threads": 1,
            "_embedded": {
                "threads": [
                    {
                        "id": 1,
                        "type": "chat",
                        "state": "published",
                        "body": "Hi there",
                        "createdBy": {"id": 2, "type": "customer"},
                        "createdAt": "2026-01-01T00:00:00Z",
                    }
                ]
            },
        },
        "helpscout",
        (0, 1, 0),
    ),
    "a thread's message of hubspot": (
        {
            "id": "1",
            "conversationsThreadId": "2",
            "createdAt": "2026-01-01T00:00:00Z",
            "createdBy": "A-1",
            "client": {"clientType": "HUBSPOT"},
            "senders": [{"actorId": "A-1"}],
            "recipients": [],
            "text": "Hello",
            "richText": "",
            "direction": "OUTGOING",
            "channelId": "1",
            "channelAccountId": "2",
            "type": "MESSAGE",
        },
        "hubspot",
        (1, 0, 0),
    ),
    "salesforce mails alone": (
        {"records": [{**CASE_MAIL, "Incoming": True}, {**CASE_MAIL, "Id": "2", "Incoming": False, "TextBody": "Yes"}]},
        "salesforce",
        (1, 1, 0),
    ),
    "salesforce entries by actor": (
        {
            "records": [
                {
                    "attributes": {"type": "ConversationEntry"},
                    "Id": "1",
                    "ActorType": "EndUser",
                    "ActorName": "Ada",
                    "ConversationId": "c",
                    "EntryTime": "2026-01-01T00:00:00Z",
                    "Message": "Hi",
                },
                {
                    "Id": "2",
                    "ActorType": "Agent",
                    "ActorName": "Sam",
                    "ConversationId": "c",
                    "EntryTime": "2026-01-01T00:00:05Z",
                    "Message": "Hello",
                },
            ]
        },
        "salesforce",
        (1, 1, 0),
    ),
    "livechat threads without users": (
        {
            "threads": [
                {
                    "id": "t",
                    "active": False,
                    "user_ids": ["c1"],
                    "events": [LIVECHAT_EVENT],
                    "created_at": "2026-05-07T07:11:28.288340Z",
                }
            ],
            "found_threads": 1,
        },
        "livechat",
        (0, 0, 1),
    ),
    "a livechat web hook": (
        {
            "webhook_id": "w",
            "action": "incoming_chat",
            "payload": {
                "chat": {
                    "id": "P",
                    "users": [{"id": "c1", "type": "customer", "name": "Ada"}],
                    "thread": {"id": "T", "active": True, "user_ids": ["c1"], "events": [LIVECHAT_EVENT]},
                }
            },
        },
        "livechat",
        (0, 1, 0),
    ),
    "a front conversation with its last message": (
        {
            "_links": {},
            "id": "cnv_1",
            "subject": "x",
            "status": "archived",
            "assignee": None,
            "recipient": {},
            "tags": [],
            "is_private": False,
            "last_message": FRONT_MESSAGE,
        },
        "front",
        (0, 1, 0),
    ),
    "front inside front": (
        {
            "id": "cnv_2",
            "subject": "x",
            "status": "open",
            "assignee": None,
            "recipient": {},
            "is_private": False,
            "messages": [
                FRONT_MESSAGE,
                {
                    **FRONT_MESSAGE,
                    "id": "msg_2",
                    "is_inbound": False,
                    "author": {"id": "tea_1", "type": "user"},
                    "text": "ok",
                    "body": "ok",
                },
            ],
        },
        "front",
        (1, 1, 0),
    ),
    "drift's web hook": (
        {
            "orgId": 1,
            "type": "new_message",
            "data": {
                "id": 4,
                "orgId": 1,
                "body": "hi",
                "author": {"id": 2, "type": "contact", "bot": False},
                "type": "chat",
                "conversationId": 3,
                "createdAt": 1772440000000,
            },
        },
        "drift",
        (0, 1, 0),
    ),
    "drift's older authors": (
        {
            "data": [
                {
                    "id": 4,
                    "orgId": 1,
                    "body": "hi",
                    "authorId": 2,
                    "authorType": "USER",
                    "type": "chat",
                    "conversationId": 3,
                    "createdAt": 1772440000000,
                }
            ]
        },
        "drift",
        (1, 0, 0),
    ),
    "crisp's web hooks": (
        [
            {
                "website_id": "w",
                "event": "message:send",
                "data": {
                    "website_id": "w",
                    "type": "text",
                    "from": "user",
                    "origin": "chat",
                    "content": "Helo",
                    "fingerprint": 1,
                    "user": {"nickname": "Ada", "user_id": "s"},
                    "timestamp": 1772440000000,
                    "stamped": True,
                    "session_id": "s",
                },
                "timestamp": 1772440000001,
            },
            {
                "website_id": "w",
                "event": "message:updated",
                "data": {"website_id": "w", "session_id": "s", "fingerprint": 1, "content": "Hello"},
                "timestamp": 1772440000002,
            },
        ],
        "crisp",
        (0, 1, 0),
    ),
    "tawk.to's start of a chat": (
        {
            "event": "chat:start",
            "chatId": "c",
            "time": "2026-01-01T00:00:00Z",
            "message": {"text": "Hi", "type": "msg", "sender": {"type": "visitor"}},
            "visitor": {"name": "Ada"},
            "property": {"id": "p", "name": "Shop"},
        },
        "tawkto",
        (0, 1, 0),
    ),
    "tawk.to's ticket": (
        {
            "event": "ticket:create",
            "time": "2026-01-01T00:00:00Z",
            "property": {"id": "p", "name": "Shop"},
            "requester": {"name": "Ada", "email": "a@b.example"},
            "ticket": {"id": "t", "humanId": 3, "subject": "Parcel", "message": "Where is it?"},
        },
        "tawkto",
        (0, 1, 0),
    ),
    "gorgias tickets in a list": (
        {
            "data": [
                {
                    "id": 3,
                    "channel": "chat",
                    "from_agent": False,
                    "customer": {},
                    "assignee_user": None,
                    "created_datetime": "2026-01-01T00:00:00",
                    "excerpt": "x",
                    "integrations": [],
                    "messages_count": 1,
                    "messages": [
                        {
                            "id": 1,
                            "from_agent": False,
                            "public": True,
                            "stripped_text": None,
                            "body_text": None,
                            "body_html": "<div>Only <b>HTML</b></div>",
                            "sender": {"id": 9},
                            "created_datetime": "2026-01-01T00:00:00",
                        }
                    ],
                }
            ],
            "meta": {"next_cursor": None},
        },
        "gorgias",
        (0, 1, 0),
    ),
}

TABLES: dict[str, tuple[str, str, tuple[int, int, int]]] = {
    "intercom parts": (
        "id,conversation_id,_fivetran_synced,author_id,author_type,body,created_at,part_type,assigned_to_id\n1,7,x,u1,user,<p>Hi</p>,2026-01-01 10:00:00,comment,\n2,7,x,25,admin,<p>Hello</p>,2026-01-01 10:01:00,comment,\n3,7,x,25,admin,<p>hm</p>,2026-01-01 10:02:00,note,\n4,7,x,b,bot,,2026-01-01 10:02:30,close,\n",
        "intercom",
        (1, 1, 2),
    ),
    "intercom conversations": (
        "id,_fivetran_synced,created_at,conversation_rating_value,first_contact_reply_type,source_author_id,source_author_type,source_body,source_delivered_as,source_type,state\n7,x,2026-01-01 10:00:00,4,email,u1,user,<p>Hi &amp; bye</p>,customer_initiated,email,open\n",
        "intercom",
        (0, 1, 0),
    ),
    "hubspot mails": (
        "engagement_id,_fivetran_synced,property_hs_email_direction,property_hs_email_text,property_hs_email_subject,property_hs_timestamp,type\n1,x,INCOMING_EMAIL,Hi,Parcel,2026-01-01 10:00:00,EMAIL\n2,x,EMAIL,Hello,Re: Parcel,2026-01-01 11:00:00,EMAIL\n",
        "hubspot",
        (1, 1, 0),
    ),
    "hubspot notes": (
        "engagement_id,_fivetran_synced,property_hs_note_body,property_hs_timestamp,type\n1,x,<p>called him</p>,2026-01-01 10:00:00,NOTE\n",
        "hubspot",
        (0, 0, 1),
    ),
    "salesforce chats": (
        '"ID","BODY","STARTTIME","ENDTIME","LIVECHATVISITORID","STATUS"\n"570","<p align=\'center\'>Agent Sam R</p>( 3s ) Sam R: Hi<br>( 9s ) Ada: Hello<br>","2026-01-01T10:00:00.000Z","2026-01-01T10:01:00.000Z","5LV","Completed"\n',
        "salesforce",
        (1, 1, 1),
    ),
    "zendesk comments with semicolons": (
        "id;body;created;public;ticket_id;user_id\n1;Hi;2026-01-01 10:00:00;TRUE;5;6\n",
        "zendesk_support",
        (0, 0, 1),
    ),
    "freshdesk conversations": (
        "id;body_text;incoming;private;user_id;ticket_id;created_at\n1;Hi;true;false;6;5;2026-01-01T10:00:00Z\n2;Yes;false;false;7;5;2026-01-01T11:00:00Z\n",
        "freshdesk",
        (1, 1, 0),
    ),
}


def found_in(tmp_path: Path, text: str) -> tuple[str | None, tuple[int, ...], int]:
    path = tmp_path / "export"
    path.write_text(text, encoding="utf-8")
    found = inspect_files([Source(path)], Mapping())
    return found.system, tuple(found.turns[side] for side in ("agent", "customer", "other")), found.quarantined


@pytest.mark.parametrize("name", JSON_VARIANTS)
@pytest.mark.parametrize("form", ["whole", "lines", "pretty"])
def test_other_shapes_of_json(name: str, form: str, tmp_path: Path) -> None:
    value, system, turns = JSON_VARIANTS[name]
    values = value if isinstance(value, list) else [value]
    text = (
        "\n".join(map(json.dumps, values))
        if form == "lines"
        else json.dumps(value, indent=2 if form == "pretty" else None)
    )
    assert found_in(tmp_path, text) == (system, turns, 0)


@pytest.mark.parametrize("name", TABLES)
def test_tables_of_a_vendor_keep_its_name(name: str, tmp_path: Path) -> None:
    text, system, turns = TABLES[name]
    assert found_in(tmp_path, text) == (system, turns, 0)


def test_examples_out_of_documents_may_hold_comments_and_spare_commas(tmp_path: Path) -> None:
    text = (
        json.dumps({"ticket": TICKET}, indent=1)
        .replace("}\n", "},\n", 1)
        .replace('"subject"', '// the subject\n"subject"')
    )
    assert found_in(tmp_path, text) == ("zendesk_support", (0, 1, 0), 0)


@pytest.mark.parametrize(
    "value",
    [
        {"$schema": "x", "type": "object", "properties": {key: {"type": "string"} for key in TICKET}},
        {"users": [{"id": 1, "name": "x", "email": "y"}]},
        [{"id": 1, "text": "a"}, {"id": 2, "text": "b"}],
        {"messages": []},
        {"id": 1, "subject": "x", "body": "y", "from": "z", "to": "w"},
        {"openapi": "3.0", "paths": {"/tickets": {"get": {"parameters": [{"name": "id", "in": "path"}]}}}},
        {"order": {"id": 1, "customer": {"id": 2}, "line_items": []}},
    ],
)
def test_what_only_looks_like_an_export_is_no_vendors(value: Any, tmp_path: Path) -> None:
    assert found_in(tmp_path, json.dumps(value))[0] in {None, "jsonl"}


def test_tickets_comments_and_people_may_be_in_any_order(tmp_path: Path) -> None:
    tickets = json.dumps({"tickets": [TICKET, {**TICKET, "id": 6, "requester_id": 9, "submitter_id": 9}]})
    comments = json.dumps(
        [
            {
                "id": n,
                "ticket_id": 5 + n % 2,
                "public": True,
                "author_id": 2,
                "body": f"answer {n}",
                "created_at": f"2026-01-02T00:00:0{n}Z",
            }
            for n in range(4)
        ]
    )
    people = json.dumps({"users": [{"id": 2, "role": "agent", "name": "Sam", "email": "s@x.example"}]})
    sources = []
    for number, text in enumerate((comments, people, tickets)):
        path = tmp_path / str(number)
        path.write_text(text, encoding="utf-8")
        sources.append(Source(path))
    found = [item for item in read_all(sources, Mapping()) if isinstance(item, Transcript)]
    assert sorted(item.id for item in found) == ["5", "6"]
    for item in found:
        assert [turn.speaker for turn in item.turns] == [Speaker.CUSTOMER, Speaker.AGENT, Speaker.AGENT]
        assert {turn.name for turn in item.turns[1:]} == {"Sam"}


def test_a_file_that_belongs_to_nothing_is_named(tmp_path: Path) -> None:
    for name, text in (("tickets", json.dumps([TICKET])), ("teams", '{"a": 1}')):
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = inspect_files([Source(tmp_path / "teams"), Source(tmp_path / "tickets")], Mapping())
    assert found.system == "zendesk_support"
    assert [warning for warning in found.warnings if warning.startswith("teams was not used")]


def test_a_chat_inside_a_ticket_is_read_line_by_line(tmp_path: Path) -> None:
    history = [
        {"chat_index": 0, "type": "ChatJoin", "timestamp": 1772440000000, "actor_id": "1", "actor_type": "end-user"},
        {
            "chat_index": 1,
            "type": "ChatMessage",
            "timestamp": 1772440001000,
            "actor_id": "1",
            "actor_type": "end-user",
            "message": "Hi",
        },
        {"chat_index": 2, "type": "ChatMessage", "timestamp": 1772440002000, "actor_id": "agent:2", "message": "Hello"},
    ]
    event = {"id": 1, "type": "ChatStartedEvent", "value": {"visitor_id": "v", "chat_id": "c", "history": history}}
    audit = {
        "id": 9,
        "ticket_id": 5,
        "created_at": "2026-03-02T08:26:40Z",
        "author_id": -1,
        "metadata": {},
        "via": {"channel": "chat"},
        "events": [event],
    }
    system, turns, _ = found_in(tmp_path, json.dumps({"audits": [audit]}))
    assert (system, turns[:2]) == ("zendesk_support", (1, 1))


def test_messages_of_messaging_are_told_by_author_and_source(tmp_path: Path) -> None:
    def line(number: int, kind: str, source: str) -> dict[str, Any]:
        return {
            "id": str(number),
            "received": f"2026-01-01T00:00:0{number}.000Z",
            "author": {"type": kind, "userId": kind, "displayName": "x"},
            "content": {"type": "text", "text": f"t{number}"},
            "source": {"type": source},
        }

    messages = [
        line(1, "user", "web"),
        line(2, "business", "zd:answerBot"),
        line(3, "business", "zd:agentWorkspace"),
        line(4, "business", "api:conversations"),
    ]
    assert found_in(tmp_path, json.dumps({"messages": messages, "meta": {"hasMore": False}})) == (
        "zendesk_chat",
        (1, 1, 2),
        0,
    )


def test_a_chat_that_stands_on_two_pages_counts_once(tmp_path: Path) -> None:
    chat = {
        "id": "P",
        "users": [{"id": "c1", "type": "customer", "name": "Ada"}],
        "thread": {"id": "T", "active": False, "user_ids": ["c1"], "events": [LIVECHAT_EVENT]},
        "access": {},
    }
    path = tmp_path / "x"
    path.write_text(json.dumps([{"chats": [chat], "found_chats": 1}, {"chats": [chat]}]), encoding="utf-8")
    assert inspect_files([Source(path)], Mapping()).conversations == 1


def test_a_table_may_be_a_flattened_record(tmp_path: Path) -> None:
    flat = "id,created_at,source.body,source.author.type,source.delivered_as,statistics.count,conversation_parts\n"
    parts = json.dumps({"conversation_parts": [{**PART, "body": "<p>Hello</p>", "author": ADMIN}]}).replace('"', '""')
    assert found_in(tmp_path, f'{flat}7,1772440000,<p>Hi</p>,user,customer_initiated,1,"{parts}"\n') == (
        "intercom",
        (1, 1, 0),
        0,
    )


def test_json_that_a_customer_wrote_stays_words(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text(
        'id,body_text,incoming,private,user_id,ticket_id,created_at\n1,"{""error"": ""payment failed""}",true,false,6,5,2026-01-01T10:00:00Z\n',
        encoding="utf-8",
    )
    (item,) = read_all([Source(path)], Mapping())
    assert isinstance(item, Transcript)
    assert item.turns[0].text == '{"error": "payment failed"}'
