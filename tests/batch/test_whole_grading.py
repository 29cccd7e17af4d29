"""A whole grading: it can be stopped anywhere, gives the same bytes, and its counts add up."""

from __future__ import annotations

import json
import os
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

import msgspec
import pytest
from conversations import conversation, conversations, job, silent, spanish, unmapped
from msgspec.structs import replace

from simulator.batch import parts as parts_module
from simulator.batch.choosing import SPAN, Choice
from simulator.batch.folder import Folder
from simulator.batch.judging import Judging
from simulator.batch.outputs import FILES, MANIFEST, TALLY, manifest_of
from simulator.batch.records import ConversationLine, MarkLine
from simulator.batch.running import PARTS, Progress
from simulator.batch.tally import Tally
from simulator.batch.terms import Terms
from simulator.batch.whole import Input, grade_all, plan, sampled
from simulator.batch.workers import Workers, begun, on_this_machine
from simulator.conversation import Speaker, Transcript, Turn
from simulator.errors import SimulatorError
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.records import Item, Quarantined
from simulator.transcripts.source import Source


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts_module, "TURNS", 30)


def graded(
    items: list[Item], path: Path, workers: Workers | None = None, report: object = None, **changes: object
) -> Tally:
    folder = Folder(path)
    folder.make()
    work = job(**changes)
    told = report if callable(report) else print
    return grade_all(items, plan(items, work, 1), work, 1, folder, workers or Workers(), told, ["chats.jsonl"])


def content(path: Path) -> dict[str, bytes]:
    return {name: (path / name).read_bytes() for name in (*FILES, TALLY, MANIFEST)}


def lines(path: Path, name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (path / name).read_text("utf-8").splitlines()]


def test_counts_add_up_and_every_conversation_is_in_one_of_them(tmp_path: Path) -> None:
    torn = Quarantined("chats.jsonl", "line 9", "half a line")
    items: list[Item] = [*conversations(12), unmapped(), spanish(), torn, silent()]
    tally = graded(items, tmp_path)
    assert tally.counts.read == len(items)
    assert (tally.counts.graded, tally.counts.needs_mapping, tally.counts.unsupported_language) == (12, 1, 1)
    assert (tally.counts.quarantined, tally.counts.nothing_to_grade) == (1, 1)
    assert len(lines(tmp_path, "conversations.jsonl")) == 12
    assert {line["reason"] for line in lines(tmp_path, "quarantine.jsonl")} == {
        "a mapping must say: agent",
        "half a line",
        "not in English, and the rubrics can't read other languages yet",
    }


def test_every_line_reads_back_as_what_the_schema_says(tmp_path: Path) -> None:
    graded(list(conversations(6)), tmp_path)
    for line in (tmp_path / "marks.jsonl").read_bytes().splitlines():
        found = msgspec.json.decode(line, type=MarkLine)
        assert all(found.text[quote.start : quote.end] == quote.quote for quote in found.quotes)
    for line in (tmp_path / "conversations.jsonl").read_bytes().splitlines():
        msgspec.json.decode(line, type=ConversationLine)


def test_notes_are_not_graded_and_personal_data_is_masked(tmp_path: Path) -> None:
    graded(list(conversations(4)), tmp_path)
    written = b"".join(content(tmp_path).values()).decode("utf-8", "replace")
    for private in ("Laura", "Stevens", "Tom Reed", "07700"):
        assert private not in written
    assert "4711" in written
    assert {line["turn"] for line in lines(tmp_path, "marks.jsonl")} == {1, 4}


def test_personal_data_and_names_are_kept_only_on_request(tmp_path: Path) -> None:
    graded(list(conversations(3)), tmp_path, keep_personal_data=True, show_agents=True)
    assert {line["agent"] for line in lines(tmp_path, "marks.jsonl")} == {"Tom Reed 0", "Tom Reed 1", "Tom Reed 2"}
    assert "Laura" in (tmp_path / "marks.jsonl").read_text("utf-8")


@pytest.mark.parametrize("stop_after", [1, 2, 3])
def test_a_grading_stopped_anywhere_goes_on_and_gives_the_same_bytes(tmp_path: Path, stop_after: int) -> None:
    items: list[Item] = list(conversations(20))
    graded(items, tmp_path / "whole")

    def stop(progress: Progress) -> None:
        if progress.parts == stop_after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        graded(items, tmp_path / "stopped", report=stop)
    told: list[Progress] = []
    graded(items, tmp_path / "stopped", report=told.append)
    assert told[-1].found == stop_after
    assert content(tmp_path / "stopped") == content(tmp_path / "whole")
    assert not (tmp_path / "stopped" / PARTS).exists()


def test_killed_between_joining_and_the_manifest_it_joins_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    items: list[Item] = list(conversations(12))
    graded(items, tmp_path / "whole")
    write = Folder.write

    def die(self: Folder, name: str, pieces: object) -> str:
        if name == MANIFEST:
            raise KeyboardInterrupt
        return write(self, name, pieces)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Folder, "write", die)
        with pytest.raises(KeyboardInterrupt):
            graded(items, tmp_path / "killed")
    told: list[Progress] = []
    graded(items, tmp_path / "killed", report=told.append)
    assert told[-1].found == told[-1].parts
    assert content(tmp_path / "killed") == content(tmp_path / "whole")


def test_a_finished_grading_is_not_done_again(tmp_path: Path) -> None:
    items: list[Item] = list(conversations(8))
    first = graded(items, tmp_path)
    told: list[Progress] = []
    assert graded(items, tmp_path, report=told.append) == first
    assert told == []


def test_a_folder_with_another_grading_is_left_alone(tmp_path: Path) -> None:
    graded(list(conversations(8)), tmp_path)
    before = content(tmp_path)
    with pytest.raises(SimulatorError, match="other input, rubrics or settings"):
        graded(list(conversations(9)), tmp_path)
    assert content(tmp_path) == before


def test_two_processes_give_the_same_bytes_as_one(tmp_path: Path) -> None:
    items: list[Item] = list(conversations(20))
    graded(items, tmp_path / "one")
    with begun(on_this_machine(2), job(), 2) as workers:
        graded(items, tmp_path / "two", workers)
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_a_share_is_a_seeded_sample_whatever_the_order(tmp_path: Path) -> None:
    items: list[Item] = list(conversations(60))
    tally = graded(items, tmp_path / "a", choice=Choice(share=0.4))
    again = graded(items[::-1], tmp_path / "b", choice=Choice(share=0.4))
    assert tally.counts == again.counts
    assert 10 < tally.counts.graded < 40
    ids = [{line["id"] for line in lines(tmp_path / name, "conversations.jsonl")} for name in "ab"]
    assert ids[0] == ids[1]


def test_a_sample_by_number_has_exactly_that_many(tmp_path: Path) -> None:
    items: list[Item] = list(conversations(60))
    chosen = sampled(job(), items, 7, 3).choice
    assert chosen.below < SPAN
    assert graded(items, tmp_path, choice=chosen).counts.graded == 7


def test_since_a_day_leaves_out_what_began_before_and_what_has_no_date(tmp_path: Path) -> None:
    first = datetime.fromtimestamp(1_760_000_000, UTC).date()
    undated = conversation(5, turns=tuple(msgspec.structs.replace(turn, when=None) for turn in conversation(5).turns))
    items: list[Item] = [*conversations(3), conversation(24 * 5), undated]
    tally = graded(items, tmp_path, choice=Choice(since=first + timedelta(days=3)))
    assert (tally.counts.graded, tally.counts.not_selected) == (1, 4)


def test_the_manifest_says_what_was_graded_and_no_time(tmp_path: Path) -> None:
    graded(list(conversations(8)), tmp_path)
    manifest = manifest_of(Folder(tmp_path))
    assert manifest is not None
    assert manifest["conversations"]["read"] == manifest["conversations"]["graded"] == 8
    assert [rubric["id"] for rubric in manifest["rubrics"]] == ["empathy", "clarity", "resolution"]
    assert manifest["personal_data"] == "masked"


def test_two_gradings_at_once_into_one_folder_are_refused(tmp_path: Path) -> None:
    with Folder(tmp_path).locked(), pytest.raises(SimulatorError, match="another grading"), Folder(tmp_path).locked():
        pass


def test_a_conversation_that_kills_its_worker_is_found_and_put_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grade = parts_module.grade

    def deadly(terms: Terms, transcript: Transcript) -> object:
        if transcript.id == "chat-7":
            os._exit(1)
        return grade(terms, transcript)

    monkeypatch.setattr(parts_module, "grade", deadly)
    forked = Workers(2, lambda: ProcessPoolExecutor(2, mp_context=get_context("fork")))
    tally = graded(list(conversations(20)), tmp_path, forked)
    assert (tally.counts.graded, tally.counts.quarantined) == (19, 1)
    assert [line["id"] for line in lines(tmp_path, "quarantine.jsonl")] == ["chat-7"]


def test_workers_that_cannot_begin_stop_the_grading_and_blame_no_conversation(tmp_path: Path) -> None:
    forked = Workers(
        2, lambda: ProcessPoolExecutor(2, mp_context=get_context("fork"), initializer=os._exit, initargs=(1,))
    )
    with pytest.raises(SimulatorError, match="end before they can begin"):
        graded(list(conversations(20)), tmp_path, forked)
    assert not (tmp_path / "quarantine.jsonl").exists()
    assert graded(list(conversations(20)), tmp_path).counts.graded == 20


def test_conversations_whose_ids_are_personal_data_keep_apart_and_say_nobody(tmp_path: Path) -> None:
    mails = [replace(conversation(n), id=f"<{n}.a81@mail.example>") for n in range(3)]
    chats = [replace(conversation(n), id=f"WhatsApp Chat with {name}") for n, name in ((3, "Jo Ray"), (4, "Ed Poe"))]
    graded([*mails, *chats], tmp_path / "once")
    graded([*mails[::-1], *chats], tmp_path / "again")
    names = [str(line["id"]) for line in lines(tmp_path / "once", "conversations.jsonl")]

    assert len(set(names)) == 5
    assert set(names) == {line["id"] for line in lines(tmp_path / "again", "conversations.jsonl")}
    assert not any(word in name for name in names for word in ("mail.example", "Ray", "Poe"))


def test_an_id_that_tells_nothing_of_anybody_stays_as_it_is(tmp_path: Path) -> None:
    graded([replace(conversation(1), id="T-4107")], tmp_path)
    assert lines(tmp_path, "conversations.jsonl")[0]["id"] == "T-4107"


@pytest.mark.parametrize(
    ("asked", "last", "is_settled"),
    [
        ("Is there anything else I can do for you?", "no thanks!", True),
        ("Is there anything else I can do for you?", "No, all good, thanks a lot.", True),
        ("Is there anything else I can do for you?", "No thanks, I'll go to a lawyer.", False),
        ("Would you like a voucher of 5 euros?", "no thanks!", False),
    ],
)
def test_a_calm_no_to_whether_there_is_more_settles_a_conversation(asked: str, last: str, is_settled: bool) -> None:
    turns = (
        Turn(Speaker.CUSTOMER, "Can I pick up my order in the store?"),
        Turn(Speaker.AGENT, f"Yes, from 10 am. {asked}", name="Tom Reed"),
        Turn(Speaker.CUSTOMER, last),
    )
    assert Judging(Terms(job()), conversation(1, turns=turns)).settled is is_settled


def test_people_of_a_help_desk_stay_with_its_tickets_where_its_chats_are_given_too(tmp_path: Path) -> None:
    said = {"type": "Comment", "ticket_id": 5, "public": True, "created_at": "2026-08-03T09:00:00Z"}
    asked = {"type": "chat.msg", "name": "Ada Park", "nick": "visitor:1", "msg": "Where is it?"}
    files = {
        "chats.json": {
            "chats": [
                {
                    "id": "c1",
                    "type": "chat",
                    "visitor": {"id": "1", "name": "Ada Park"},
                    "agent_names": ["Sam Reed"],
                    "timestamp": "2026-08-03T09:00:00Z",
                    "history": [asked | {"timestamp": "2026-08-03T09:00:00Z"}],
                }
            ],
            "count": 1,
        },
        "comments.json": {
            "comments": [
                said | {"id": 1, "author_id": 1, "body": "Where is it?"},
                said | {"id": 2, "author_id": 2, "body": "I'll look now."},
            ]
        },
        "tickets.json": {
            "tickets": [
                {"id": 5, "subject": "Order", "description": "Where is it?", "requester_id": 1, "status": "open"}
            ]
        },
        "users.json": {
            "users": [{"id": 1, "name": "Ada", "role": "end-user"}, {"id": 2, "name": "Tom Ellis", "role": "agent"}]
        },
    }
    for name, content in files.items():
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    items = list(Input([Source(tmp_path / name) for name in files], Mapping()))
    names = {turn.name for item in items if isinstance(item, Transcript) for turn in item.turns}
    assert "Tom Ellis" in names


def test_what_to_know_about_the_input_is_counted_in_the_first_look() -> None:
    items = [conversation(1), *(replace(conversation(n), warnings=("seen twice", "seen twice")) for n in (2, 3))]
    assert plan(items, job(), 1).warnings == (("seen twice", 2),)
