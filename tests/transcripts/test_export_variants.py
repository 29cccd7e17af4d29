"""Exports as other versions, spreadsheets and neighbouring systems write them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.conversation import Transcript
from simulator.transcripts.importers import read_all
from simulator.transcripts.inspection import Inspection, inspect_files
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.source import Source

SAMPLES = Path(__file__).parent / "samples"
TABLES = ("table_messages.csv", "twitter_support.csv", "zendesk_comments.csv", "salesforce_emails.csv")


def looked_at(folder: Path, content: str) -> Inspection:
    path = folder / "export"
    path.write_text(content, encoding="utf-8")
    return inspect_files([Source(path)], Mapping())


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("before", ["sep=,\n", '"sep=,"\r\n', "\n\n"])
def test_a_line_for_spreadsheets_or_empty_lines_before_the_header_change_nothing(
    name: str, before: str, tmp_path: Path
) -> None:
    text = (SAMPLES / name).read_text(encoding="utf-8-sig")
    plain, told = looked_at(tmp_path, text), looked_at(tmp_path, before + text)
    assert told.for_machines() == plain.for_machines()
    assert told.conversations > 0


def test_the_columns_of_tweets_may_be_written_with_spaces(tmp_path: Path) -> None:
    header, _, rest = (SAMPLES / "twitter_support.csv").read_text(encoding="utf-8").partition("\n")
    found = looked_at(tmp_path, header.replace("_", " ").title() + "\n" + rest)
    assert (found.system, found.conversations, found.quarantined) == ("twitter", 3, 0)


def test_a_mailbox_may_begin_with_empty_lines(tmp_path: Path) -> None:
    text = (SAMPLES / "email_thread.mbox").read_text(encoding="utf-8")
    assert looked_at(tmp_path, "\n\n" + text).for_machines() == looked_at(tmp_path, text).for_machines()


def test_a_mailbox_may_keep_the_status_of_its_mails(tmp_path: Path) -> None:
    text = (SAMPLES / "email_thread.mbox").read_text(encoding="utf-8")
    kept = "".join(
        f"{line}Status: RO\n" if line.startswith("From ") else line for line in text.splitlines(keepends=True)
    )
    assert kept.count("Status: RO") > 2
    assert looked_at(tmp_path, kept).for_machines() == looked_at(tmp_path, text).for_machines()


def test_a_crisp_conversation_may_hold_its_messages(tmp_path: Path) -> None:
    around = {"session_id": "session_1", "website_id": "w", "state": "resolved", "meta": {"nickname": "Laura"}}
    messages = [
        {"from": "user", "type": "text", "content": "Where is it?", "fingerprint": 1, "timestamp": 1_709_630_000_000},
        {"from": "operator", "type": "text", "content": "Soon.", "fingerprint": 2, "timestamp": 1_709_630_010_000},
    ]
    found = looked_at(tmp_path, json.dumps({**around, "messages": messages}))
    assert (found.system, found.conversations, dict(found.turns)) == ("crisp", 1, {"customer": 1, "agent": 1})


def test_a_neighbour_with_actor_types_is_not_called_salesforce(tmp_path: Path) -> None:
    said = [
        {"message_parts": [{"text": {"content": text}}], "actor_id": who, "actor_type": kind, "conversation_id": "x",
         "id": text, "message_type": "normal", "created_time": "2024-03-05T10:00:00Z"}
        for text, who, kind in (("Hello", "u", "user"), ("Hi", "a", "agent"))
    ]  # fmt: skip
    assert looked_at(tmp_path, json.dumps({"messages": said})).system != "salesforce"


@pytest.mark.parametrize(
    ("path", "system", "doubted"),
    [
        ("inbox/laura_17842093001234567", "instagram", False),
        ("inbox/laura_1015812345678901", "facebook", False),
        ("inbox/laura_x7f", "instagram", True),
    ],
)
def test_where_nothing_tells_instagram_from_facebook_the_doubt_is_said(
    path: str, system: str, doubted: bool, tmp_path: Path
) -> None:
    value = {
        "participants": [{"name": "Laura"}, {"name": "Shop"}],
        "messages": [{"sender_name": "Laura", "timestamp_ms": 1_709_630_000_000, "content": "Where is it?"}],
        "thread_path": path,
    }
    found = looked_at(tmp_path, json.dumps(value))
    assert found.system == system
    assert any("write alike" in warning for warning in found.warnings) is doubted


def test_a_text_of_many_conversations_is_read_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "talks.txt"
    one = "Conversation {n}\nCustomer: Where is it?\nIt is late.\nAgent: Soon.\n"
    path.write_text("".join(one.format(n=n) for n in range(1, 301)), encoding="utf-8")
    found = [item for item in read_all([Source(path)], Mapping()) if isinstance(item, Transcript)]
    assert len(found) == 300
    assert found[0].turns[0].text == "Where is it?\nIt is late."
    assert found[-1].source == "talks.txt, line 1198"


@pytest.mark.parametrize(
    "table",
    [
        "Vorgang;Rolle;Nachricht\n7;Kundin;Wo ist mein Paket denn?\n7;Beraterin;Es kommt morgen an.\n",
        "conversation;auteur;r\u00f4le;message\n7;Laura;client;O\u00f9 est mon colis ?\n7;Sam;agent;Il arrive demain.\n",
        "conversaci\u00f3n,rol,mensaje\n7,cliente,\u00bfD\u00f3nde est\u00e1 mi paquete?\n7,agente,Llega ma\u00f1ana.\n",
        "conversazione,ruolo,messaggio\n7,cliente,Dove si trova il mio pacco?\n7,operatore,Arriva domani mattina.\n",
        "conversa,papel,mensagem\n7,cliente,Onde est\u00e1 o meu pacote?\n7,atendente,Chega amanh\u00e3 de manh\u00e3.\n",
        "gesprek,rol,bericht\n7,klant,Waar is mijn pakket nu?\n7,medewerker,Het komt morgen aan.\n",
    ],
)
def test_the_columns_of_a_table_may_be_named_in_another_language(table: str, tmp_path: Path) -> None:
    found = looked_at(tmp_path, table)
    assert (found.system, found.conversations, dict(found.turns)) == ("csv", 1, {"customer": 1, "agent": 1})
