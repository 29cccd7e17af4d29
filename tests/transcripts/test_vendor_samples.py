"""Small exports with each system's traps: what is found in them, as ``inspect --json`` says it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from simulator.conversation import Kind, Speaker, Transcript, Turn
from simulator.transcripts.building import State
from simulator.transcripts.importers import importers, read_all
from simulator.transcripts.inspection import inspect_files
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.records import Quarantined
from simulator.transcripts.source import Source

SAMPLES = Path(__file__).parent / "samples"
FOUND = [
    ("zendesk_tickets.json", "zendesk_support", 2, (1, 1, 0), [], 0),
    ("zendesk_comments_501.json", "zendesk_support", 1, (0, 0, 5), ["agent", "customer"], 0),
    ("zendesk_tickets.json zendesk_comments_501.json", "zendesk_support", 2, (2, 2, 2), [], 0),
    ("zendesk_audits.json", "zendesk_support", 1, (1, 1, 3), [], 0),
    ("zendesk_ticket_events.json", "zendesk_support", 1, (0, 0, 3), ["agent", "customer"], 0),
    ("zendesk_export.jsonl", "zendesk_support", 1, (1, 1, 0), [], 1),
    ("zendesk_tickets.csv zendesk_comments.csv zendesk_users.csv", "zendesk_support", 1, (1, 1, 1), [], 0),
    ("zendesk_comments.csv", "zendesk_support", 1, (0, 0, 3), ["agent", "customer"], 0),
    ("zendesk_users.csv", "zendesk_support", 0, (0, 0, 0), [], 0),
    ("zendesk_chats.json", "zendesk_chat", 2, (2, 3, 3), [], 0),
    ("zendesk_chat_events.csv", "zendesk_chat", 1, (1, 0, 4), ["customer"], 0),
    ("zendesk_chat_events.csv zendesk_users.csv", "zendesk_chat", 1, (1, 1, 3), [], 0),
    ("intercom_conversation.json", "intercom", 1, (2, 3, 3), [], 0),
    ("intercom_list.json", "intercom", 1, (0, 1, 0), [], 0),
    ("freshdesk_ticket_with_conversations.json", "freshdesk", 1, (1, 2, 1), [], 0),
    ("freshdesk_v1.json", "freshdesk", 1, (1, 1, 1), [], 0),
    ("gorgias_ticket.json", "gorgias", 1, (1, 1, 3), [], 0),
    ("gorgias_messages.json", "gorgias", 1, (1, 1, 0), [], 0),
    ("helpscout_v2.json", "helpscout", 1, (1, 2, 3), [], 0),
    ("helpscout_v1_list.json", "helpscout", 1, (1, 1, 0), [], 0),
    ("hubspot_messages.json", "hubspot", 1, (1, 3, 5), [], 0),
    ("hubspot_engagements.json", "hubspot", 1, (1, 1, 0), [], 0),
    ("hubspot_emails.json", "hubspot", 1, (1, 1, 0), [], 0),
    ("salesforce_chats.json", "salesforce", 2, (2, 1, 7), ["agent", "customer"], 0),
    ("salesforce_case.json", "salesforce", 1, (1, 1, 2), [], 0),
    ("salesforce_emails.csv", "salesforce", 1, (1, 1, 0), [], 0),
    ("salesforce_entries.json", "salesforce", 1, (1, 1, 2), [], 0),
    ("livechat_chat.json", "livechat", 2, (1, 2, 5), ["agent"], 0),
    ("livechat_v2.json", "livechat", 1, (1, 1, 1), [], 0),
    ("front_messages.json", "front", 1, (1, 1, 2), [], 0),
    ("front_messages.json front_comments.json", "front", 1, (1, 1, 3), [], 0),
    ("drift_messages.json", "drift", 1, (1, 1, 3), [], 0),
    ("crisp_messages.json", "crisp", 1, (1, 2, 4), [], 0),
    ("tawkto_transcript.json", "tawkto", 1, (1, 2, 1), [], 0),
    ("tawkto_archive.json", "tawkto", 1, (1, 1, 0), [], 0),
]


def sources(names: str) -> list[Source]:
    return [Source(SAMPLES / name) for name in names.split()]


def only(names: str) -> Transcript:
    items = list(read_all(sources(names), Mapping()))
    assert len(items) == 1
    assert isinstance(items[0], Transcript)
    return items[0]


def texts(transcript: Transcript, *, graded: bool = True) -> list[tuple[Speaker, str]]:
    return [(turn.speaker, turn.text) for turn in transcript.turns if turn.graded is graded]


@pytest.mark.parametrize(("names", "system", "conversations", "turns", "needs", "quarantined"), FOUND)
def test_what_an_export_holds(
    names: str, system: str, conversations: int, turns: tuple[int, int, int], needs: list[str], quarantined: int
) -> None:
    found = inspect_files(sources(names), Mapping()).for_machines()
    assert (found["system"], found["conversations"], found["quarantined"]) == (system, conversations, quarantined)
    assert tuple(found["turns"].values()) == turns
    assert found["needs_mapping"] == needs


@pytest.mark.parametrize("name", sorted({name for row in FOUND for name in row[0].split()}))
def test_a_copy_under_any_name_compressed_is_the_same(name: str, tmp_path: Path) -> None:
    copy = tmp_path / "x.dat"
    copy.write_bytes(gzip.compress((SAMPLES / name).read_bytes()))
    assert (
        inspect_files([Source(copy)], Mapping()).for_machines()
        == inspect_files(sources(name), Mapping()).for_machines()
    )


@pytest.mark.parametrize("name", sorted({name for row in FOUND for name in row[0].split() if name.endswith("json")}))
@pytest.mark.parametrize("wrap", ["array", "pages", "lines", "recorded", "deep", "utf-16"])
def test_json_may_be_wrapped_in_many_ways(name: str, wrap: str, tmp_path: Path) -> None:
    value = json.loads((SAMPLES / name).read_text(encoding="utf-8"))
    line = json.dumps(value)
    text = {
        "array": f"[{line}]",
        "pages": json.dumps([{"page": 1, "response": value}]),
        "lines": f"{line}\n{{}}\n",
        "recorded": json.dumps({"interactions": [{"response": {"body": {"string": line}}}]}),
        "deep": json.dumps({"data": {"result": {"items": value}}}),
        "utf-16": line,
    }[wrap]
    copy = tmp_path / "x"
    copy.write_text(text, encoding="utf-16" if wrap == "utf-16" else "utf-8")
    found, plain = inspect_files([Source(copy)], Mapping()), inspect_files(sources(name), Mapping())
    assert (found.system, found.conversations, found.turns) == (plain.system, plain.conversations, plain.turns)


@pytest.mark.parametrize("name", sorted({name for row in FOUND for name in row[0].split() if name.endswith("json")}))
def test_a_file_that_breaks_off_gives_what_came_before(name: str, tmp_path: Path) -> None:
    content = (SAMPLES / name).read_bytes()
    copy = tmp_path / "x"
    for share in (0.3, 0.6, 0.9, 0.99):
        copy.write_bytes(content[: int(len(content) * share)])
        found = inspect_files([Source(copy)], Mapping())
        assert found.system is None or found.quarantined


def test_zendesk_joins_tickets_comments_and_users() -> None:
    found = [
        each
        for each in read_all(sources("zendesk_tickets.json zendesk_comments_501.json"), Mapping())
        if each.id == "501"
    ]
    (transcript,) = found
    assert isinstance(transcript, Transcript)
    assert texts(transcript) == [
        (Speaker.CUSTOMER, "The lamp arrived in pieces."),
        (Speaker.AGENT, "I am sorry, Ada. A new one leaves today."),
    ]
    assert [turn.kind for turn in transcript.turns if turn.name == "Lee Day"] == [Kind.NOTE]
    assert transcript.turns[1].at == 3600
    assert transcript.turns[1].name == "Sam Reed"
    assert (transcript.channel, transcript.agent, transcript.tags) == ("email", "21", ("damage", "lamp"))
    assert [(one.raw, one.value, one.comment) for one in transcript.ratings] == [("good", 1.0, "Quick!")]
    assert transcript.zone_known


def test_a_ticket_that_an_agent_opened_begins_with_the_agent() -> None:
    found = {
        each.id: each for each in read_all(sources("zendesk_tickets.json"), Mapping()) if isinstance(each, Transcript)
    }
    assert texts(found["502"]) == [(Speaker.AGENT, "Where is parcel 77?")]


def test_a_mapping_settles_who_is_unknown() -> None:
    mapping = Mapping(agents=("21", "22"), customers=("11",))
    found = inspect_files(sources("zendesk_comments_501.json"), mapping)
    assert (found.turns["agent"], found.turns["customer"]) == (1, 2)
    assert not found.for_machines()["needs_mapping"]


def test_a_mapping_may_name_bots_that_write_as_agents() -> None:
    found = inspect_files(sources("livechat_chat.json"), Mapping(bots=("@shop.example",)))
    assert found.turns["agent"] == 0


def test_zendesk_chat_tells_lines_by_nick_and_by_name() -> None:
    transcript = next(iter(read_all(sources("zendesk_chats.json"), Mapping())))
    assert isinstance(transcript, Transcript)
    assert texts(transcript) == [
        (Speaker.CUSTOMER, "Where is my parcel?"),
        (Speaker.AGENT, "Let me look &amp; see."),
        (Speaker.CUSTOMER, "Thanks"),
    ]
    assert transcript.ratings[0].value == 0.0
    assert transcript.turns[0].kind is Kind.AUTOMATION


def test_intercom_reads_html_and_keeps_notes_bots_and_events_out() -> None:
    transcript = only("intercom_conversation.json")
    assert texts(transcript) == [
        (Speaker.CUSTOMER, "Hi,\nmy code SPRING fails"),
        (Speaker.AGENT, "Try it in lower case & tell me."),
        (Speaker.CUSTOMER, "It works"),
        (Speaker.AGENT, "Glad to hear."),
    ]
    assert [turn.speaker for turn in transcript.turns if turn.name == "Fin"] == [Speaker.BOT]
    assert transcript.ratings[0].value == 1.0
    assert transcript.closed == 1772441200


def test_freshdesk_takes_the_first_message_from_the_ticket_and_drops_quotes() -> None:
    transcript = only("freshdesk_ticket_with_conversations.json")
    assert texts(transcript) == [
        (Speaker.CUSTOMER, "I got size M, not L."),
        (Speaker.AGENT, "Sorry! A label is attached."),
        (Speaker.CUSTOMER, "Thanks"),
    ]
    assert transcript.status == "resolved"


def test_freshdesk_v1_times_have_an_offset() -> None:
    transcript = only("freshdesk_v1.json")
    assert transcript.turns[0].when == 1389086875.0
    assert transcript.id == "12"


def test_gorgias_takes_the_stripped_text_and_knows_rules_notes_and_failures() -> None:
    transcript = only("gorgias_ticket.json")
    assert texts(transcript) == [(Speaker.CUSTOMER, "Where is my money?"), (Speaker.AGENT, "It was sent today, Ada.")]
    assert {turn.kind for turn in transcript.turns if not turn.graded} == {Kind.AUTOMATION, Kind.NOTE, Kind.MESSAGE}
    assert transcript.ratings[0].value == 0.75
    assert transcript.team == "Returns"


@pytest.mark.parametrize(
    "name", ["helpscout_v2.json", "helpscout_v1_list.json", "hubspot_messages.json", "front_messages.json"]
)
def test_exports_with_the_newest_first_are_turned_round(name: str) -> None:
    turns = only(name).turns
    assert [turn.when for turn in turns] == sorted(turn.when or 0 for turn in turns)
    assert next(turn for turn in turns if turn.graded).speaker is Speaker.CUSTOMER


def test_helpscout_keeps_drafts_notes_and_lines_apart() -> None:
    transcript = only("helpscout_v2.json")
    assert [turn.kind for turn in transcript.turns if not turn.graded] == [Kind.NOTE, Kind.DRAFT, Kind.EVENT]
    assert transcript.tags == ("invoice",)


def test_hubspot_says_that_a_message_was_cut_off() -> None:
    transcript = only("hubspot_messages.json")
    assert transcript.warnings
    assert transcript.id == "3001"
    assert [turn.kind for turn in transcript.turns if turn.author == "A-42" and not turn.graded] == [
        Kind.NOTE,
        Kind.EVENT,
    ]


def test_salesforce_chats_are_read_line_by_line() -> None:
    first, second = (
        each for each in read_all(sources("salesforce_chats.json"), Mapping()) if isinstance(each, Transcript)
    )
    assert texts(first) == [
        (Speaker.AGENT, "Hi, this is Sam: how can I help?"),
        (Speaker.CUSTOMER, "My order 5512 is late.\nIt was due: Monday."),
        (Speaker.AGENT, "I'm sorry & will look."),
    ]
    assert [turn.at for turn in first.turns if turn.graded] == [13, 62, 3781]
    assert second.needs, "the agent of the heading wrote nothing: nobody knows who Andy is"


def test_salesforce_asks_only_for_what_it_does_not_know() -> None:
    found = inspect_files(sources("salesforce_chats.json"), Mapping(agents=("andy",), customers=("Ada",)))
    assert found.states[State.READY] == 2


def test_salesforce_mails_lose_what_they_quote() -> None:
    assert texts(only("salesforce_case.json"))[-1] == (Speaker.AGENT, "Done, Ada.")


def test_livechat_gives_a_conversation_for_each_thread() -> None:
    one, two = (each for each in read_all(sources("livechat_chat.json"), Mapping()) if isinstance(each, Transcript))
    assert (one.id, two.id) == ("K6A", "K6B")
    assert one.ratings[0].value == 1.0
    assert [need.value for need in two.needs] == ["agent"]


def test_crisp_takes_the_edited_words() -> None:
    assert texts(only("crisp_messages.json"))[0] == (Speaker.CUSTOMER, "Hello")


def test_names_are_unique_and_every_row_says_how_it_tells_people_apart() -> None:
    for row in importers():
        assert "" not in {row.system, row.title, row.told}, row.system


def test_own_turns_and_defaults_agree() -> None:
    assert Turn(Speaker.AGENT, "x").graded
    assert Quarantined("f", "line 1", "r").position == "line 1"
