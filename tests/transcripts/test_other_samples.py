"""Samples of messengers, mailboxes, calls and tables: what is found in them, as ``inspect --json`` says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.conversation import Kind, Speaker, Transcript, Turn
from simulator.transcripts.importer import sample_of
from simulator.transcripts.importers import GENERIC, identify, importers, read_all
from simulator.transcripts.inspection import inspect_files
from simulator.transcripts.mapping import Mapping, read_mapping
from simulator.transcripts.source import Source

SAMPLES = Path(__file__).parent / "samples"
MAPPINGS = Path(__file__).parents[2] / "docs" / "mappings"
WHO = ["agent", "customer"]
FOUND = [
    ("whatsapp_android_de.txt", "whatsapp", 1, (0, 0, 6), [*WHO, "time_zone"]),
    ("whatsapp_ios_us.txt", "whatsapp", 1, (0, 0, 8), [*WHO, "time_zone"]),
    ("whatsapp_unclear_dates.txt", "whatsapp", 1, (0, 0, 3), [*WHO, "date_order", "time_zone"]),
    ("skype_messages.json", "skype", 1, (0, 0, 4), WHO),
    ("telegram_chat.json", "telegram", 1, (0, 0, 5), WHO),
    ("telegram_account.json", "telegram", 2, (0, 0, 8), [*WHO, "time_zone"]),
    ("telegram_messages.html", "telegram", 1, (0, 0, 4), WHO),
    ("signal_desktop.json", "signal", 1, (0, 0, 4), WHO),
    ("signal_export.md", "signal", 1, (0, 0, 3), [*WHO, "time_zone"]),
    ("signal_export.jsonl", "signal", 1, (0, 0, 3), [*WHO, "time_zone"]),
    ("signal_chats.jsonl", "signal", 1, (0, 0, 3), WHO),
    ("instagram_message_1.json", "instagram", 1, (0, 0, 3), WHO),
    ("instagram_early.json", "instagram", 1, (0, 0, 2), WHO),
    ("facebook_message_1.json", "facebook", 1, (0, 0, 3), WHO),
    ("facebook_message_1.json facebook_message_2.json", "facebook", 1, (0, 0, 4), WHO),
    ("facebook_encrypted.json", "facebook", 1, (0, 0, 3), WHO),
    ("facebook_message_1.html", "facebook", 1, (0, 0, 2), [*WHO, "time_zone"]),
    ("twitter_support.csv", "twitter", 3, (3, 4, 0), []),
    ("twitter_direct_messages.js", "twitter", 1, (0, 0, 3), WHO),
    ("email_single.eml", "email", 1, (0, 0, 1), WHO),
    ("email_thread.mbox", "email", 2, (0, 0, 5), WHO),
    ("email_body.txt", "email", 1, (0, 0, 1), WHO),
    ("email_body.html", "email", 1, (0, 0, 1), WHO),
    ("aws_transcribe_speakers.json", "aws_calls", 1, (0, 0, 3), WHO),
    ("aws_transcribe_channels.json", "aws_calls", 1, (0, 0, 3), WHO),
    ("aws_call_analytics.json", "aws_calls", 1, (1, 1, 0), []),
    ("aws_contact_lens_call.json", "aws_calls", 1, (1, 1, 0), []),
    ("aws_connect_chat.json", "aws_calls", 1, (1, 1, 2), []),
    ("assemblyai_transcript.json", "assemblyai", 1, (0, 0, 3), WHO),
    ("deepgram_words.json", "deepgram", 1, (0, 0, 3), WHO),
    ("deepgram_utterances.json", "deepgram", 1, (0, 0, 3), WHO),
    ("deepgram_paragraphs.json", "deepgram", 1, (0, 0, 2), WHO),
    ("captions_voices.vtt", "vtt", 1, (0, 0, 3), WHO),
    ("captions_names.vtt", "vtt", 1, (1, 1, 0), []),
    ("captions_names.srt", "srt", 1, (0, 0, 4), WHO),
    ("openai_conversation.json", "openai_chat", 1, (1, 1, 3), []),
    ("openai_bare.json", "openai_chat", 1, (1, 2, 1), []),
    ("openai_lines.jsonl", "openai_chat", 3, (3, 3, 0), []),
    ("openai_account.json", "openai_chat", 1, (1, 1, 0), []),
    ("text_labels.txt", "plain_text", 1, (2, 1, 1), ["time_zone"]),
    ("text_names.txt", "plain_text", 1, (0, 0, 4), WHO),
    ("text_german.txt", "plain_text", 1, (1, 1, 0), []),
    ("table_messages.csv", "csv", 2, (2, 2, 1), []),
    ("table_local_times.csv", "csv", 2, (0, 0, 4), [*WHO, "date_order", "time_zone"]),
    ("table_whole.csv", "csv", 2, (3, 2, 0), []),
    ("table_unnamed.csv", "csv", 1, (0, 0, 5), ["columns"]),
    ("lines_speakers.jsonl", "jsonl", 2, (1, 2, 0), []),
    ("lines_turns.jsonl", "jsonl", 2, (1, 2, 2), ["agent"]),
    ("pairs.json", "jsonl", 1, (1, 1, 1), []),
]
FILES = sorted({name for row in FOUND for name in row[0].split()})


def sources(names: str) -> list[Source]:
    return [Source(SAMPLES / name) for name in names.split()]


def transcripts(names: str, mapping: Mapping | None = None) -> list[Transcript]:
    items = list(read_all(sources(names), mapping or Mapping()))
    assert all(isinstance(item, Transcript) for item in items)
    return [item for item in items if isinstance(item, Transcript)]


def only(names: str, mapping: Mapping | None = None) -> Transcript:
    (found,) = transcripts(names, mapping)
    return found


def said(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.name, turn.text) for turn in transcript.turns if turn.kind is Kind.MESSAGE]


def events(transcript: Transcript) -> list[Turn]:
    return [turn for turn in transcript.turns if turn.kind is Kind.EVENT]


@pytest.mark.parametrize(("names", "system", "conversations", "turns", "needs"), FOUND)
def test_what_a_file_of_another_system_holds(
    names: str, system: str, conversations: int, turns: tuple[int, int, int], needs: list[str]
) -> None:
    found = inspect_files(sources(names), Mapping()).for_machines()
    assert (found["system"], found["conversations"], found["quarantined"]) == (system, conversations, 0)
    assert tuple(found["turns"].values()) == turns
    assert found["needs_mapping"] == needs


@pytest.mark.parametrize("sample", sorted(path for path in SAMPLES.iterdir()), ids=lambda path: path.name)
def test_every_sample_is_of_one_system_only(sample: Path) -> None:
    row = identify(Source(sample)).importer
    assert row is not None
    assert sample.name.startswith(
        {
            "aws_calls": "aws", "vtt": "captions", "srt": "captions", "openai_chat": "openai", "plain_text": "text",
            "csv": "table", "jsonl": ("lines", "pairs"), "zendesk_support": "zendesk", "zendesk_chat": "zendesk_chat",
        }.get(row.system, row.system)
    )  # fmt: skip
    given = sample_of(Source(sample))
    others = [
        each.system
        for each in importers()
        if each.system not in {row.system, *row.along, "zendesk_chat"} and (each.recognise(given) or 0) >= GENERIC
    ]
    assert others == []


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "crlf"])
def test_text_in_another_encoding_or_with_other_line_ends_is_the_same(name: str, encoding: str, tmp_path: Path) -> None:
    text = (SAMPLES / name).read_bytes().decode()
    if encoding == "utf-16" and name.endswith((".eml", ".mbox")):
        pytest.skip("mails are bytes")
    copy = tmp_path / "x"
    content = text.replace("\n", "\r\n").encode() if encoding == "crlf" else text.encode(encoding)
    copy.write_bytes(content)
    found, plain = inspect_files([Source(copy)], Mapping()), inspect_files(sources(name), Mapping())
    assert (found.system, found.conversations, found.turns) == (plain.system, plain.conversations, plain.turns)


def test_whatsapp_of_android_has_long_messages_files_deleted_and_edited_ones() -> None:
    chat = only("whatsapp_android_de.txt")
    assert said(chat) == [
        ("Ada Park", "Guten Tag, meine Lampe kam kaputt an.\nKarton und Schirm sind eingedrückt."),
        ("Ada Park", "[attachment: Medien ausgeschlossen]"),
        ("Lampenladen", "Das tut mir leid, Frau Park. Ich schicke heute eine neue."),
        ("Ada Park", "Danke!"),
    ]
    assert [turn.text[:20] for turn in events(chat)] == ["Nachrichten und Anru", "Diese Nachricht wurd"]
    assert chat.turns[-1].when == 1773396300.0
    assert chat.turns[-1].error == 60


def test_whatsapp_of_ios_is_read_over_midnight_with_its_marks() -> None:
    chat = only("whatsapp_ios_us.txt")
    assert said(chat) == [
        ("Ada", "Is order 5512 on its way?"),
        ("Ada", "[attachment: image omitted]"),
        ("Corner Shop", "Let me look: one minute."),
        ("Corner Shop", "[attachment: label.pdf • 2 pages document]"),
        ("Ada", "Thanks"),
    ]
    assert chat.turns[3].at == 369
    assert [turn.name for turn in events(chat)] == ["Corner Shop", "Corner Shop", "Lee"]


def test_a_mapping_settles_who_is_who_and_when() -> None:
    mapping = Mapping(agents=("Shop",), others="customer", date_order="dmy", time_zone="Europe/Lisbon")
    chat = only("whatsapp_unclear_dates.txt", mapping)
    assert [turn.speaker for turn in chat.turns] == [Speaker.CUSTOMER, Speaker.AGENT, Speaker.CUSTOMER]
    assert chat.turns[0].when == 1775221500.0
    assert (chat.needs, chat.zone_known) == ((), True)


def test_skype_drops_quotes_and_turns_the_order_round() -> None:
    assert said(only("skype_messages.json")) == [
        ("Ada Park", "Is it sent?"),
        ("Ada Park", "[attachment: lamp.jpg]"),
        ("8:live:cornershop", "Yes & the number is 77 :)"),
    ]


def test_telegram_joins_the_parts_of_a_text() -> None:
    chat = only("telegram_chat.json")
    assert said(chat)[0] == ("Ada", "See https://shop.example/77 please")
    assert said(chat)[1][1] == "[attachment: lamp.jpg]"
    assert said(chat)[-1][0] == "user31"


def test_a_page_of_telegram_names_a_writer_once_for_several_messages() -> None:
    chat = only("telegram_messages.html")
    assert said(chat) == [("Ada", "Is it sent?\nOrder 77"), ("Ada", "Hello?"), ("Corner Shop", "It left today.")]
    assert chat.turns[1].when == 1772438400.0
    assert chat.zone_known


def test_signal_lines_lose_reactions_and_keep_files() -> None:
    assert said(only("signal_export.md")) == [
        ("Ada", "Is it sent?"),
        ("Ada", "[attachment: lamp.jpg]"),
        ("Me", "It left today.\nNumber 77."),
    ]
    assert [name for name, _ in said(only("signal_chats.jsonl"))] == ["Ada Park", "Me"]


def test_letters_of_meta_archives_are_mended_and_the_newest_first_turned_round() -> None:
    chat = only("instagram_message_1.json")
    assert said(chat)[0] == ("Ada Pärk", "Où est ma lampe ? 😡")
    assert said(chat)[-1] == ("Corner Shop", "It left today – promise")
    assert chat.subject == "Ada Pärk"


def test_files_of_one_thread_are_one_conversation() -> None:
    chat = only("facebook_message_1.json facebook_message_2.json")
    assert said(chat)[0] == ("Ada Park", "Où est ma lampe ?")
    assert [turn.text for turn in events(chat)] == ["Ada called you."]


def test_tweets_are_joined_by_what_they_answer_and_agents_told_by_their_initials() -> None:
    thread, broken, single = transcripts("twitter_support.csv")
    assert thread.id == "119237"
    assert thread.turns[0].text == "@CornerShop my lamp is late & broken </3"
    assert [turn.author for turn in thread.turns] == ["105834", "CornerShop ^JK", "105834", "105835", "CornerShop ^AB"]
    assert broken.warnings
    assert not single.warnings
    assert [turn.speaker for turn in single.turns] == [Speaker.CUSTOMER]


def test_a_mailbox_is_parted_into_threads() -> None:
    thread, other = transcripts("email_thread.mbox", Mapping(agents=("@shop.example",)))
    assert [(turn.speaker, turn.text) for turn in thread.turns] == [
        (Speaker.CUSTOMER, "Hello,\n\nmy lamp (café) arrived broken.\nFrom what I see the box was open."),
        (Speaker.AGENT, "We have your mail."),
        (Speaker.AGENT, "I am sorry, Ada. A new one leaves today."),
        (Speaker.CUSTOMER, "Thank you!"),
    ]
    assert [turn.kind for turn in thread.turns if not turn.graded] == [Kind.AUTOMATION]
    assert (thread.subject, thread.turns[0].name, thread.needs) == ("Lamp", "Ada Pärk", ())
    assert [turn.speaker for turn in other.turns] == [Speaker.CUSTOMER]


def test_the_body_of_a_mail_is_one_message_without_what_it_quotes() -> None:
    assert (
        only("email_body.txt").turns[0].text == "Hello Sam,\n\nthe lamp still flickers, what now?\n\nKind regards\nAda"
    )
    assert only("email_body.html").turns[0].text == "The lamp still flickers.\n\nAda"


@pytest.mark.parametrize("name", ["aws_transcribe_speakers.json", "assemblyai_transcript.json", "deepgram_words.json"])
def test_words_of_a_call_become_what_each_voice_said(name: str) -> None:
    call = only(name)
    assert [turn.text for turn in call.turns] == ["Hello.", "Where is it?", "Let me see."]
    assert call.turns[0].author == call.turns[2].author != call.turns[1].author


@pytest.mark.parametrize(
    ("name", "agent"),
    [("deepgram_words.json", "Speaker 0"), ("deepgram_utterances.json", "channel 0"), ("captions_names.srt", "Sam")],
)
def test_a_mapping_names_voices(name: str, agent: str) -> None:
    call = only(name, Mapping(agents=(agent,), others="customer"))
    assert {turn.speaker for turn in call.turns} == {Speaker.AGENT, Speaker.CUSTOMER}
    assert not call.needs


def test_captions_within_a_sentence_go_on_and_sounds_are_left_out() -> None:
    assert said(only("captions_voices.vtt")) == [
        ("Sam Reed", "Corner Shop, this is Sam."),
        ("Ada", "My lamp is broken & late."),
        ("Sam Reed", "I am sorry."),
    ]
    assert said(only("captions_names.vtt")) == [
        ("Agent Sam", "Corner Shop, this is Sam."),
        ("Customer", "My lamp: broken."),
    ]


def test_chat_messages_keep_tools_and_instructions_out_of_grading() -> None:
    chat = only("openai_conversation.json")
    assert [turn.text for turn in chat.turns if turn.graded] == [
        "Where is my order?\n[attachment: image]",
        "It left today.",
    ]
    assert "calls find_order" in [turn.text for turn in events(chat)]


def test_of_an_account_export_the_branch_that_was_shown_is_read() -> None:
    assert [turn.text for turn in only("openai_account.json").turns] == ["Where is it?", "It left today."]


def test_text_keeps_what_goes_on_in_the_turn_before() -> None:
    chat = only("text_labels.txt")
    assert [turn.text for turn in chat.turns if turn.graded][1] == "My lamp is broken.\nOrder: 5512"
    assert [turn.at for turn in chat.turns if turn.graded] == [0, 35, 75]
    assert chat.turns[0].speaker is Speaker.AGENT


def test_messages_one_by_one_are_put_together() -> None:
    first, second = sorted(transcripts("lines_speakers.jsonl"), key=lambda each: each.id)
    assert [turn.text for turn in first.turns] == ["Where is it?", "It left today."]
    assert (first.id, second.id) == ("a", "b")


def test_the_surest_of_several_lists_is_read() -> None:
    assert [turn.text for turn in only("pairs.json").turns] == ["Hello", "Where is it?", "Order found."]


DATA = Path(__file__).parents[3] / "shared" / "data"


@pytest.mark.parametrize(
    ("name", "mapping", "conversations", "agent", "customer"),
    [
        ("ibm_twitter_care.jsonl.gz", "threads-with-reply-outside.yaml", 525, 586, 625),
        ("taubench_airline.jsonl.gz", "user-and-assistant.yaml", 200, 1380, 1490),
    ],
)
def test_public_conversations_are_read_whole_with_the_shipped_mapping(
    name: str, mapping: str, conversations: int, agent: int, customer: int
) -> None:
    if not (DATA / name).exists():
        pytest.skip("the public conversations are not on this machine")
    found = inspect_files([Source(DATA / name)], read_mapping(MAPPINGS / mapping))
    assert (found.conversations, found.quarantined, dict(found.needs)) == (conversations, 0, {})
    assert (found.turns["agent"], found.turns["customer"], found.turns["other"]) == (agent, customer, 0)


@pytest.mark.parametrize("path", sorted(MAPPINGS.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_shipped_mapping_is_a_mapping_and_is_told_of(path: Path) -> None:
    assert read_mapping(path) != Mapping()
    assert path.name in (MAPPINGS.parent / "transcripts.md").read_text(encoding="utf-8")


def test_the_shipped_mapping_of_a_table_reads_such_a_table(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "Vorgang;Absender;Zeitpunkt;Nachricht\n1;K;03.04.2026 10:15;Wo?\n1;S;03.04.2026 10:16;Hier.\n", "utf-8"
    )
    (found,) = read_all([Source(path)], read_mapping(MAPPINGS / "table-of-messages.yaml"))
    assert isinstance(found, Transcript)
    assert [(turn.speaker, turn.when) for turn in found.turns] == [
        (Speaker.CUSTOMER, 1775204100.0),
        (Speaker.AGENT, 1775204160.0),
    ]
    assert found.zone_known
