"""The many ways in which chats, tables, JSON and text of unknown systems are written."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from simulator.conversation import Need, Speaker, Transcript
from simulator.transcripts.importers import identify, read_all
from simulator.transcripts.inspection import inspect_files
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.source import Source

AGENT, CUSTOMER = Speaker.AGENT, Speaker.CUSTOMER
STAMPS = {
    "american": ("3/1/26, 9:58 AM - ", "3/13/26, 10:02 PM - "),
    "american, narrow spaces": ("3/1/26, 9:58\u202fAM - ", "3/13/26, 10:02\u202fPM - "),
    "british": ("01/03/2026, 09:58 - ", "13/03/2026, 22:02 - "),
    "spanish, 12 hours": ("1/3/26 9:58 a. m. - ", "13/3/26 10:02 p. m. - "),
    "french": ("01/03/2026 à 09:58 - ", "13/03/2026 à 22:02 - "),
    "german": ("01.03.26, 09:58 - ", "13.03.26, 22:02 - "),
    "finnish": ("1.3.2026 klo 9.58 - ", "13.3.2026 klo 22.02 - "),
    "dutch": ("01-03-2026 09:58 - ", "13-03-2026 22:02 - "),
    "swedish": ("2026-03-01 09:58 - ", "2026-03-13 22:02 - "),
    "canadian": ("2026-03-01, 9:58 a.m. - ", "2026-03-13, 10:02 p.m. - "),
    "hungarian": ("2026. 03. 01. 9:58 - ", "2026. 03. 13. 22:02 - "),
    "chinese": ("2026/3/1 上午9:58 - ", "2026/3/13 下午10:02 - "),
    "korean": ("2026. 3. 1. 오전 9:58 - ", "2026. 3. 13. 오후 10:02 - "),
    "arabic": ("١\u200f/٣\u200f/٢٠٢٦، ٩:٥٨ ص - ", "١٣\u200f/٣\u200f/٢٠٢٦، ١٠:٠٢ م - "),
    "thai": ("1/3/2569 09:58 - ", "13/3/2569 22:02 - "),
    "year first, two digits": ("26/03/01 09:58 - ", "26/03/13 22:02 - "),
    "ios, american": ("[3/1/26, 9:58:01 AM] ", "[3/13/26, 10:02:03 PM] "),
    "ios, german": ("[01.03.26, 09:58:01] ", "[13.03.26, 22:02:03] "),
    "ios, swedish": ("[2026-03-01 09:58:01] ", "[2026-03-13 22:02:03] "),
    "ios, french": ("[01/03/2026 à 09:58:01] ", "[13/03/2026 à 22:02:03] "),
    "ios, chinese": ("[2026/3/1 上午9:58:01] ", "[2026/3/13 下午10:02:03] "),
    "ios, japanese years": ("[3/1/R8, 09:58:01] ", "[3/13/R8, 22:02:03] "),
    "ios, buddhist years": ("[3/1/2569 BE, 09:58:01] ", "[3/13/2569 BE, 22:02:03] "),
    "copied on a computer": ("[09:58, 01/03/2026] ", "[22:02, 13/03/2026] "),
    "copied on a computer, 12 hours": ("[9:58 AM, 3/1/2026] ", "[10:02 PM, 3/13/2026] "),
    "chinese, parts of the day": ("2026/3/1 早上9:58 - ", "2026/3/13 晚上10:02 - "),
    "malay": ("01/03/2026, 9:58 PG - ", "13/03/2026, 10:02 PTG - "),
    "hindi": ("01/03/26, 9:58 पूर्वाह्न - ", "13/03/26, 10:02 अपराह्न - "),
    "albanian": ("1.3.26, 9:58 e paradites - ", "13.3.26, 10:02 e pasdites - "),
    "bulgarian": ("01.03.26 г., 09:58 ч. - ", "13.03.26 г., 22:02 ч. - "),
    "czech": ("01.03.26 v 9:58 - ", "13.03.26 v 22:02 - "),
    "thai, with the hour's sign": ("1/3/2569 09:58 น. - ", "13/3/2569 22:02 น. - "),
    "english, parts of the day": ("3/1/26, 9:58 in the morning - ", "3/13/26, 10:02 in the evening - "),
}


def read(content: str, tmp_path: Path, mapping: Mapping | None = None) -> tuple[str, list[Transcript]]:
    path = tmp_path / "x"
    path.write_text(content, encoding="utf-8")
    source = Source(path)
    row = identify(source, mapping).importer
    items = list(read_all([source], mapping or Mapping()))
    return row.system if row else "", [item for item in items if isinstance(item, Transcript)]


@pytest.mark.parametrize(("first", "later"), STAMPS.values(), ids=STAMPS)
def test_whatsapp_in_the_dates_of_many_countries(first: str, later: str, tmp_path: Path) -> None:
    chat = f"{first}Ada Park: Where is it? 5: now\nplease\n{later}+44 7700 900123: https://shop.example/a: look\n"
    system, (found,) = read(chat, tmp_path)
    assert system == "whatsapp"
    assert [turn.name for turn in found.turns] == ["Ada Park", "+44 7700 900123"]
    assert found.turns[0].text == "Where is it? 5: now\nplease"
    times = [datetime.fromtimestamp(turn.when or 0, UTC).strftime("%Y-%m-%d %H:%M") for turn in found.turns]
    assert times == ["2026-03-01 09:58", "2026-03-13 22:02"]


def test_the_order_of_dates_shows_where_only_one_goes_forward(tmp_path: Path) -> None:
    _, (found,) = read("01/02/2026, 10:00 - A: x\n02/01/2026, 10:00 - B: y\n03/01/2026, 10:00 - A: z\n", tmp_path)
    assert Need.DATE_ORDER not in found.needs
    assert [datetime.fromtimestamp(turn.when or 0, UTC).day for turn in found.turns] == [2, 1, 1]
    assert [datetime.fromtimestamp(turn.when or 0, UTC).month for turn in found.turns] == [1, 2, 3]


JSONS: dict[str, Any] = {
    "authors as records": [{"messages": [{"author": {"type": "customer"}, "body": "Hi"},
                                         {"author": {"type": "agent"}, "body": "Hello"}]}],
    "by id": {"d1": {"log": [{"speaker": "client", "text": "Hi"}, {"speaker": "operator", "text": "Hello"}]}},
    "a table of people": {"participants": [{"id": "u", "role": "customer"}, {"id": "a", "role": "agent"}],
                          "messages": [{"participantId": "u", "text": "Hi"}, {"participantId": "a", "text": "Hello"}]},
    "a side a key": {"dialog": [{"customer": "Hi there"}, {"agent": "Hello there"}]},
    "direction": {"messages": [{"direction": "inbound", "body": "Hi"}, {"direction": "outbound", "body": "Hello"}]},
    "a yes or no": {"messages": [{"is_agent": False, "text": "Hi"}, {"is_agent": True, "text": "Hello"}]},
    "one text": {"transcript": "Customer: Hi there\nAgent: Hello there"},
    "lines of text": [{"conversation": ["Customer: Hi there", "Agent: Hello there"]}],
    "pairs": {"turns": [["customer", "Hi"], ["agent", "Hello"]]},
    "events": {"session": {"events": [{"type": "user_message", "text": "Hi"},
                                      {"type": "agent_message", "text": "Hello"}]}},
    "attributes": {"data": [{"type": "message", "id": "a", "attributes": {"direction": "in", "preview": "Hi"}},
                            {"type": "message", "id": "b", "attributes": {"direction": "out", "preview": "Hello"}}]},
    "yes or no of a person": {"messages": [{"body": "Hi", "user": {"name": "Ada", "customer?": True, "staff?": False}},
                                           {"body": "Hello", "user": {"customer?": False, "staff?": True}}]},
    "who began": [{"initiator": {"type": "CUSTOMER"}, "content": {"type": "CHAT_MESSAGE", "content": "Hi"}},
                  {"initiator": {"type": "AGENT"}, "content": {"type": "CHAT_MESSAGE", "content": "Hello"}}],
    "the way as a type": {"data": [{"type": "INBOUND", "message": "Hi"}, {"type": "OUTBOUND", "message": "Hello"}]},
    "the way as a kind": {"items": [{"kind": "MessageToOperator", "body": "Hi", "nickname": "Ada"},
                                    {"kind": "MessageToVisitor", "body": "Hello", "nickname": "Sam"}]},
    "messages by their ids": {"messages": {"-Na": {"sender": "customer", "text": "Hi"},
                                           "-Nb": {"sender": "agent", "text": "Hello"}}},
}  # fmt: skip


@pytest.mark.parametrize("value", JSONS.values(), ids=JSONS)
def test_json_of_unknown_systems(value: Any, tmp_path: Path) -> None:
    system, (found,) = read(json.dumps(value), tmp_path)
    assert system == "jsonl"
    assert [turn.speaker for turn in found.turns] == [CUSTOMER, AGENT]


VOICES: dict[str, Any] = {
    "words one by one": {"monologues": [
        {"speaker": 0, "elements": [{"type": "text", "value": "Hello", "ts": 0.5}, {"type": "punct", "value": " "},
                                    {"type": "text", "value": "there", "ts": 0.7}, {"type": "punct", "value": "."}]},
        {"speaker": 1, "elements": [{"type": "text", "value": "Hi", "ts": 1.5}]}]},
    "the best of several": {"phrases": [{"speaker": 0, "nBest": [{"display": "Hello there."}, {"display": "Yellow hair"}]},
                                        {"speaker": 1, "nBest": [{"display": "Hi"}]}]},
    "sentences": {"calls": [{"callId": "1", "transcript": [{"speakerId": "0", "sentences": [{"text": "Hello there."}]},
                                                           {"speakerId": "1", "sentences": [{"text": "Hi"}]}]}]},
    "authors and times only": {"messages": [
        {"author": "sam", "body": "Hello there.", "date_created": "2026-03-02T09:00:00Z"},
        {"author": "ada", "body": "Hi", "date_created": "2026-03-02T09:01:00Z"}]},
    "a short name for who wrote": {"messages": [{"u": {"name": "Sam"}, "msg": "Hello there.", "ts": "2026-03-02T09:00:00Z"},
                                                {"u": {"name": "Ada"}, "msg": "Hi", "ts": "2026-03-02T09:01:00Z"}]},
}  # fmt: skip


@pytest.mark.parametrize("value", VOICES.values(), ids=VOICES)
def test_json_of_unknown_systems_that_names_no_side_is_asked_for(value: Any, tmp_path: Path) -> None:
    system, (found,) = read(json.dumps(value), tmp_path)
    assert system == "jsonl"
    assert [turn.text for turn in found.turns] == ["Hello there.", "Hi"]
    assert found.needs[:2] == (Need.AGENT, Need.CUSTOMER)


CHATS: dict[str, Any] = {
    "a request and its response": {"request": {"messages": [{"role": "user", "content": "Hi"}]},
                                   "response": {"choices": [{"message": {"role": "assistant", "content": "Hello"}}]}},
    "prompt and completion": {"prompt": [{"role": "user", "content": "Hi"}],
                              "completion": [{"role": "assistant", "content": "Hello"}]},
    "input and output": {"input": [{"role": "user", "content": [{"type": "input_text", "text": "Hi"}]}],
                         "output": [{"role": "assistant", "content": [{"type": "output_text", "text": "Hello"}]}]},
    "under any name": {"traj": [{"role": "system", "content": "s"}, {"role": "user", "content": "Hi"},
                                {"role": "assistant", "content": "Hello"}]},
}  # fmt: skip


@pytest.mark.parametrize("value", CHATS.values(), ids=CHATS)
def test_chat_messages_and_what_was_answered(value: Any, tmp_path: Path) -> None:
    system, (found,) = read(json.dumps(value), tmp_path)
    assert system == "openai_chat"
    assert [(turn.speaker, turn.text) for turn in found.turns if turn.graded] == [(CUSTOMER, "Hi"), (AGENT, "Hello")]


TABLES = {
    "other names": "Chat ID\tDate\tFrom\tMessage\n1\t2026-03-02\tVisitor\tHello there\n1\t2026-03-02\tOperator\tHi\n",
    "german": "Vorgang;Sprecher;Nachricht\n1;Kunde;Hallo da\n1;Mitarbeiterin;Guten Tag\n",
    "direction": "id,conversation_id,direction,text\n1,a,inbound,Where is it?\n2,a,outbound,Here.\n",
    "yes or no": "session,utterance,is_agent\n1,hello there,0\n1,hi you,1\n",
    "a column a side": "conversation_id,customer,agent\n1,Where is it now?,It left today.\n",
    "whole": 'id,conversation\n1,"Customer: Hi there\n\nAgent: Hello there"\n2,"Customer: Hi\nAgent: Hello"\n',
}


@pytest.mark.parametrize("content", TABLES.values(), ids=TABLES)
def test_tables_of_unknown_systems(content: str, tmp_path: Path) -> None:
    system, found = read(content, tmp_path)
    assert system == "csv"
    assert [turn.speaker for turn in found[0].turns] == [CUSTOMER, AGENT]


TEXTS = {
    "bold": "**Customer:** Hello there\n\n**Agent:** Hi there\n",
    "times behind": "Customer (10:32): Hello there\nAgent Sam (10:33): Hi there\n",
    "times in front": "10:32 AM - Customer: Hello\n10:33 AM - Agent: Hi\n",
    "days in front": "[2026-03-02 10:32:11] Customer: Hello\n[2026-03-02 10:33:11] Agent: Hi there\n",
    "on lines of their own": "Customer\nHello there\n\nAgent\nHi, how are you?\n",
    "names with sides": "Ada (Customer): Hello\nSam (Support): Hi there\n",
    "french": "Client : Bonjour, ma lampe est cassée\nConseillère : Bonjour\n",
    "spanish": "Cliente: Hola, buenas\nAgente: Hola\n",
    "chinese": "客户: 你好，我的灯坏了\n客服: 您好，很抱歉\n",
    "arrows": "Customer> Hello there\nAgent> Hi there\n",
    "capitals": "CUSTOMER: Hello\n\nAGENT: Hi there\n",
}


@pytest.mark.parametrize("content", TEXTS.values(), ids=TEXTS)
def test_text_with_speakers(content: str, tmp_path: Path) -> None:
    system, (found,) = read(content, tmp_path)
    assert system == "plain_text"
    assert [turn.speaker for turn in found.turns] == [CUSTOMER, AGENT]


@pytest.mark.parametrize("rule", ["-----", "Conversation 2", "### Chat #17"])
def test_text_holds_several_conversations(rule: str, tmp_path: Path) -> None:
    _, found = read(f"Agent: Hello\nCustomer: Hi\n{rule}\nAgent: Hello\nCustomer: Hi\n", tmp_path)
    assert [len(each.turns) for each in found] == [2, 2]


NONE = {
    "a catalogue": json.dumps([{"sku": "L1", "name": "Lamp", "description": "A lamp that shines.", "price": 9}] * 3),
    "an order": json.dumps(
        {"order": 5512, "customer": {"name": "Ada"}, "items": [{"sku": "L1"}], "note": "ring twice"}
    ),
    "reviews": json.dumps([{"rating": 5, "author": f"Ada {n}", "text": "I love this lamp."} for n in range(3)]),
    "words to translate": json.dumps({"agent": "Berater", "customer": "Kunde"}),
    "a log in JSON": "\n".join(json.dumps({"level": "info", "msg": "done", "time": n}) for n in range(4)),
    "an invoice": "Invoice,Date,Customer,Description,Qty,Price\n1,2026-01-02,Ada,Lamp with a shade,2,9.99\n2,2026-01-02,Bo,Oak,1,9\n",
    "tweets without answers": "tweet_id,name,text\n1,user1,why is my flight late\n2,user2,why is my flight late\n",
    "figures of agents": "agent,date,chats,csat\nSam,2026-01-01,20,4.5\nLee,2026-01-01,22,4.6\n",
    "a log": "".join(f"2026-01-02 10:00:0{n},123 INFO server: started {n}\n" for n in range(5)),
    "a log like a chat": "".join(f"[2026-01-02 10:00:0{n}] shop.ERROR: failed {n}\n" for n in range(5)),
    "requests": "".join(f'10.0.0.{n} - - [02/Jan/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 1\n' for n in range(5)),
    "source code": "import os\n\n\ndef agent(customer):\n    return customer\n",
    "settings": "name: app\nagent: sam\ncustomer: ada\nenv:\n  user: bo\n",
    "a script of a conversation": (
        "id: late\nopening:\n  customer: Where is my parcel?\nturns:\n  - when: asked\n    agent: It left today.\n"
        "    then: calm\n    scores:\n      - kind: fact\n        worth: 3\nends: calm\n"
    ),
    "a program about mails": (
        'from pathlib import Path\n\n\ndef test_quotes():\n    text = "On Monday Sam wrote:"\n    assert text\n\n\n'
        'def test_more():\n    text = """Hello,\n\nbye\n\nKind regards\n"""\n    assert text\n\n\nclass Mail:\n    pass\n'
    ),
    "cards": "BEGIN:VCARD\nFN:Ada Park\nEND:VCARD\nBEGIN:VCARD\nFN:Bo\nEND:VCARD\n",
    "a page": "<!DOCTYPE html><html><head><script src='a.js'></script></head><body><nav>x</nav><p>Hello,</p></body></html>",
    "a document": "# Shop\n\nA shop.\n\n## Install\n\n```\npip install shop\n```\n",
    "a story": "It was the best of times, it was the worst of times.\n\nNobody knew, then, what would follow.\n",
}


@pytest.mark.parametrize("content", NONE.values(), ids=NONE)
def test_what_is_no_conversation_is_refused_with_a_reason(content: str, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text(content, encoding="utf-8")
    found = inspect_files([Source(path)], Mapping())
    assert found.system is None
    assert found.reason


def test_pictures_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 200)
    assert "not a text" in (inspect_files([Source(path)], Mapping()).reason or "")


def test_mapped_keys_lead_inside_and_over_several_lists(tmp_path: Path) -> None:
    value = {"case": {"no": 7}, "parts": [{"lines": [{"w": "Hi", "k": "C"}]}, {"lines": [{"w": "Hello", "k": "X"}]}]}
    mapping = Mapping(
        columns={"conversation": "case.no", "turns": "parts.*.lines", "text": "w", "role": "k"},
        roles={"C": "customer", "X": "agent"},
    )
    system, (found,) = read(json.dumps(value), tmp_path, mapping)
    assert (system, found.id) == ("jsonl", "7")
    assert [(turn.speaker, turn.text) for turn in found.turns] == [(CUSTOMER, "Hi"), (AGENT, "Hello")]


def test_a_damaged_line_between_others_costs_one_conversation(tmp_path: Path) -> None:
    line = json.dumps({"messages": [{"role": "user", "content": "Hi"}]})
    path = tmp_path / "x"
    path.write_text(f"{line}\nbroken\n{line}\n", encoding="utf-8")
    found = inspect_files([Source(path)], Mapping())
    assert (found.system, found.conversations, found.quarantined) == ("openai_chat", 2, 1)


def test_a_user_beside_contacts_is_not_taken_for_a_customer(tmp_path: Path) -> None:
    lines = [
        {"content": "Where is it?", "sender": {"type": "contact"}, "created_at": 1772442000},
        {"content": "It left today.", "sender": {"type": "user"}, "created_at": 1772442060},
    ]
    _, (found,) = read(json.dumps({"payload": lines}), tmp_path)
    assert [turn.speaker for turn in found.turns] == [CUSTOMER, Speaker.OTHER]
    assert found.needs == (Need.AGENT,)
    _, (settled,) = read(json.dumps({"payload": lines}), tmp_path, Mapping(roles={"user": "agent"}))
    assert [turn.speaker for turn in settled.turns] == [CUSTOMER, AGENT]


def test_signal_and_whatsapp_are_told_apart_by_their_clocks(tmp_path: Path) -> None:
    assert read("[2026-03-02, 09:00] Ada: Hi\n[2026-03-02, 09:01] Bo: Hello\n", tmp_path)[0] == "signal"
    assert read("[2026-03-02, 09:00:01] Ada: Hi\n[2026-03-02, 09:01:02] Bo: Hello\n", tmp_path)[0] == "whatsapp"


@pytest.mark.parametrize("text", ["[2026-03-02, 09:00] Ada: Hi\n" + "and\n" * 60_000, "1-1-26\t1:00\t" + "\t" * 60_000])
def test_long_messages_and_wide_rows_take_no_longer_than_their_length(text: str, tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_text(text, encoding="utf-8")
    source, began = Source(path), process_time()
    if identify(source).importer is not None:
        assert len(list(read_all([source], Mapping()))) == 1
    assert process_time() - began < 10


@pytest.mark.parametrize(
    ("thread", "system"), [("ada_17842345678901234", "instagram"), ("ada_1234567890", "facebook"), ("", "instagram")]
)
def test_archives_of_meta_without_other_marks_are_told_by_the_thread(thread: str, system: str, tmp_path: Path) -> None:
    value: dict[str, Any] = {"messages": [{"sender_name": "Ada", "timestamp_ms": 1772442000000, "content": "Hi"}]}
    if thread:
        value |= {"participants": [{"name": "Ada"}], "thread_path": f"inbox/{thread}"}
    assert read(json.dumps(value), tmp_path)[0] == system
