"""A team at the command line: sharing, a dispute settled, an export, the trail, and one line for what isn't allowed."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from simulator.cli.main import cli
from simulator.errors import SimulatorError
from simulator.settings import data_dir
from simulator.store.history import History
from simulator.training import Workshop

REPLIES = "I'm so sorry about the wait. What happened?\nI will send you the link today.\n"


class Desk:
    """Runs commands as one person or another."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch

    def __call__(self, who: str, *arguments: str, typed: str = "") -> str:
        self._patch.setenv("SIMULATOR_USER", who)
        done = CliRunner().invoke(cli, list(arguments), input=typed, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    def refused(self, who: str, *arguments: str) -> str:
        self._patch.setenv("SIMULATOR_USER", who)
        with pytest.raises(SimulatorError) as error:
            CliRunner().invoke(cli, list(arguments), catch_exceptions=False)
        return str(error.value)


@pytest.fixture
def desk(monkeypatch, tmp_path) -> Desk:
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SIMULATOR_HISTORY", raising=False)
    made = Desk(monkeypatch)
    made("Lee", "team", "add", "Returns", "Lee", "--role", "lead")
    made("Lee", "team", "add", "Returns", "Sam")
    made("Lee", "team", "add", "Returns", "Tara", "--role", "trainer")
    return made


def played(desk: Desk) -> str:
    desk("Sam", "practice", "first-chat", "--plain", "--seed", "3", typed=REPLIES)
    with Workshop() as workshop:
        return workshop.attempts()[0].id


def test_a_conversation_is_shared_read_disputed_and_settled(desk):
    attempt = played(desk)
    assert "Nothing is shared" in desk("Tara", "shared")
    desk("Sam", "share", attempt[:24])
    assert attempt in desk("Tara", "shared", "--team", "Returns")
    assert "I will send you the link today." in desk("Tara", "shared", attempt)
    desk("Tara", "note", attempt, "Good question", "--shared", "--reply", "1")
    desk("Sam", "dispute", attempt, "1", "empathy/respect", "--reason", "I was polite")
    unseen = desk("Lee", "shared", attempt)
    assert "I will send you the link today." in unseen
    assert "waits to be given anew" in unseen
    assert all(word not in unseen for word in ("of 4", "What worked", "Good question", "Heard"))
    assert "held back: a disputed mark" in desk("Lee", "report", "trainee", "Sam")
    begun = desk("Lee", "review-disputes", typed="9\n0\n")
    shown, _, after = begun.partition("Your mark")
    assert "I was polite" not in shown
    assert "Please write a number from 0 to 4" in after
    assert "The first mark is 4, yours is 0." in after
    assert "0 of 1 settled" in after
    resumed = desk("Lee", "review-disputes", typed="0\nNot quite\n")
    before, _, after = resumed.partition("The first mark is 4, yours is 0.")
    assert "Your mark" not in before
    assert all(words in before for words in ("Customer:", "Agent, reply 1:", "empathy/respect"))
    assert "1 of 1 settled" in after
    told = desk("Sam", "debrief", attempt)
    assert "Reply 1, empathy/respect: 4, changed to 0 by Lee" in told
    assert "Note on reply 1 by Tara: Good question" in told
    assert "together; at first" not in told  # no whole score before the third conversation
    assert "empathy/respect  1      needs 10 items" in desk("Lee", "disputes", "--agreement")
    assert "changed" in desk("Sam", "disputes")
    trail = desk("Sam", "audit-trail")
    assert all(word in trail for word in ("viewed", "overrode a mark", "shared", "disputed"))


def test_replies_are_drawn_at_random_and_marked_blind(desk):
    attempt = played(desk)
    assert "Nothing is shared with you" in desk("Tara", "review-disputes", "--sample", "3")
    desk("Sam", "share", attempt)
    assert "0 of 1 marked" in desk("Tara", "review-disputes", "--sample", "3", typed="\n")
    shown = desk("Tara", "review-disputes", "--sample", "3", "--seed", "1", typed="2\n")
    before, _, after = shown.partition("Your mark")
    assert "Customer: " in before
    assert "The first mark" not in before
    assert "The first mark is " in after
    assert "1 of 1 marked" in after
    assert "Nothing is shared with you" in desk("Tara", "review-disputes", "--sample", "3")
    assert "simulator disputes" not in shown  # how marks agree is for QA leads
    assert "Drawn at random" in desk("Lee", "disputes", "--agreement")
    assert "How marks agree: simulator disputes --agreement" in desk("Lee", "review-disputes", "--sample", "3")
    assert "There are no disputes here." in desk("Sam", "disputes")
    assert "only a trainer or QA lead" in desk.refused("Sam", "review-disputes", "--sample", "3")


def test_an_empty_answer_leaves_a_reply_for_later_and_the_end_of_the_input_ends_the_review(desk):
    attempts = [played(desk) for _ in range(2)]
    for attempt in attempts:
        desk("Sam", "share", attempt)
    drawn = desk("Tara", "review-disputes", "--sample", "3", "--seed", "1", typed="\n2\n")
    assert drawn.count("Mark reply") == 2
    assert "1 of 2 marked" in drawn
    for attempt in attempts:
        desk("Sam", "dispute", attempt, "1", "empathy/respect", "--reason", "I was polite")
    disputed = desk("Lee", "review-disputes", typed="\n3\n3\nIt stands\n")
    assert disputed.count("Mark reply") == 2
    assert "1 of 2 settled" in disputed
    assert desk("Lee", "review-disputes").count("Mark reply") == 1


def test_an_export_is_a_zip_of_readable_json_and_a_deletion_leaves_nothing(desk, tmp_path):
    attempt = played(desk)
    out = tmp_path / "sam.zip"
    desk("Sam", "privacy", "export", "--out", str(out))
    with zipfile.ZipFile(out) as file:
        (name,) = [item for item in file.namelist() if attempt in item]
        assert b'"reply": "I will send you the link today."' in file.read(name)
        assert "README.txt" in file.namelist()
    assert out.stat().st_mode & 0o077 == 0
    assert "add --yes" in desk("Lee", "privacy", "delete", "Sam")
    sam = json.loads(desk("Lee", "team", "users", "--json"))
    folder = data_dir() / "people" / next(one["id"] for one in sam if one["name"] == "Sam")
    (folder / "unsent").mkdir(parents=True)
    (folder / "unsent" / "1.json").write_text("half a reply")
    told = desk("Lee", "privacy", "delete", "Sam", "--yes")
    assert f"unsent drafts in {folder} were deleted" in told
    assert "Nothing of it is left" in told
    assert not folder.exists()
    assert "nobody in it is called 'Sam'" in desk.refused("Sam", "history")


def test_answers_of_a_model_that_wait_go_with_their_conversation_and_no_sooner(desk):
    mine = played(desk)
    desk("Tara", "practice", "first-chat", "--plain", "--seed", "3", typed=REPLIES)
    folder = data_dir() / "judging"
    folder.mkdir()
    answers, others = folder / f"{mine}.jsonl", folder / "another.jsonl"
    for path in (answers, others):
        path.write_text('{"quote": "I will send you the link today."}\n')
    assert "called 'Samm'" in desk.refused("Lee", "privacy", "delete", "Samm", "--yes")
    assert "only a QA lead" in desk.refused("Tara", "privacy", "delete", "Sam", "--yes")
    assert answers.exists()
    desk("Lee", "privacy", "delete", "Sam", "--yes")
    assert (answers.exists(), others.exists()) == (False, True)


def test_answers_of_a_model_that_wait_are_kept_no_longer_than_their_conversation(desk):
    recent = played(desk)
    with History.open(data_dir() / "history.db", "Sam", clock=lambda: datetime(2020, 1, 1, 12, tzinfo=UTC)) as sam:
        start = sam.attempt(recent).start
        texts = [start.content, *(edition.hash for edition in start.rubrics.values())]
        old = sam.begin(start, {digest: sam.content(digest) for digest in texts})
    folder = data_dir() / "judging"
    folder.mkdir()
    answers = {attempt: folder / f"{attempt}.jsonl" for attempt in (recent, old)}
    for path in answers.values():
        path.write_text("{}\n")
    assert "1 conversations" in desk("Lee", "privacy", "retention", "1")
    assert answers[old].exists()
    assert "Nothing of it is left" in desk("Lee", "privacy", "retention", "1", "--yes")
    assert [attempt for attempt, path in answers.items() if path.exists()] == [recent]


def test_what_a_role_does_not_allow_is_one_line(desk):
    attempt = played(desk)
    assert desk.refused("Tara", "share", attempt).startswith("no conversation is called")
    assert "only a trainer or QA lead" in desk.refused("Sam", "shared")
    assert "only a QA lead" in desk.refused("Tara", "privacy", "retention", "30")
    assert "only a QA lead" in desk.refused("Sam", "team", "role", "Sam", "lead")
    assert "you gave no name" in desk.refused("", "history")


def test_a_history_moves_by_one_command(desk, tmp_path):
    played(desk)
    moved = desk("Lee", "move-history", str(tmp_path / "other.db"))
    assert "Everything is there" in moved


def test_what_a_trainer_asks_for_is_listed_until_it_is_withdrawn(desk):
    desk("Tara", "assign", "pathway", "Sam", "first-week", "--due", "2099-12-01")
    desk("Tara", "assign", "exam", "Sam", "late-parcel-birthday", "--pass-mark", "70")
    rows = desk("Sam", "assign", "list").splitlines()
    assert [row.split()[1:3] for row in rows] == [["exam", "late-parcel-birthday"], ["pathway", "first-week"]]
    assert "until 1 December, for Tara" in desk("Sam", "pathway", "list")
    assert desk("Sam", "next").splitlines()[:2] == [
        "Tara asks you: exam late-parcel-birthday. Begin: simulator exam late-parcel-birthday",
        "Tara asks you: pathway first-week by 2099-12-01. Begin: simulator pathway show first-week",
    ]
    assert [item["kind"] for item in json.loads(desk("Sam", "next", "--json"))["asked"]] == ["exam", "pathway"]
    head, *made = desk("Tara", "assign", "list").splitlines()
    assert head == "You asked others:"
    assert [row.split()[1:3] for row in made] == [row.split()[1:3] for row in rows]
    assert all("Sam" in row for row in made)
    assert "Nothing is asked." in desk("Lee", "assign", "list")
    desk("Tara", "assign", "withdraw", rows[1].split()[0])
    assert "first-week" not in desk("Tara", "assign", "list", "Sam")


def test_nobody_is_asked_for_what_is_not_there_or_by_somebody_who_may_not(desk):
    assert "Did you mean 'first-week'?" in desk.refused("Tara", "assign", "pathway", "Sam", "first-wek")
    assert desk.refused("Tara", "assign", "exam", "Sam", "late-parcel-birthday", "--due", "2026-01-02") == (
        "--due: 2026-01-02 has passed: give a day to come"
    )
    assert "no scenario is called" in desk.refused("Tara", "assign", "exam", "Sam", "nothing-here")
    assert "only a trainer or QA lead may assign practice" in desk.refused(
        "Sam", "assign", "pathway", "Sam", "first-week"
    )


def test_a_history_without_people_deletes_and_exports_nothing_under_a_name(monkeypatch, tmp_path):
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "alone"))
    monkeypatch.delenv("SIMULATOR_HISTORY", raising=False)
    alone, kept = Desk(monkeypatch), tmp_path / "mine.zip"
    alone("", "practice", "first-chat", "--plain", "--seed", "3", typed=REPLIES)
    kept.write_bytes(b"something else")
    assert "knows no people" in alone.refused("", "privacy", "delete", "Sam Kim", "--yes")
    assert "knows no people" in alone.refused("", "privacy", "export", "Sam Kim", "--out", str(kept))
    assert kept.read_bytes() == b"something else"
    with Workshop() as workshop:
        assert len(workshop.attempts()) == 1
    alone("", "privacy", "export", "--out", str(kept))
    assert zipfile.is_zipfile(kept)
    assert kept.stat().st_mode & 0o077 == 0


def test_a_team_report_of_a_history_without_people_says_that_there_is_no_team(monkeypatch, tmp_path):
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "alone"))
    monkeypatch.delenv("SIMULATOR_HISTORY", raising=False)
    alone = Desk(monkeypatch)
    alone("", "practice", "first-chat", "--plain", "--seed", "3", typed=REPLIES)
    told = alone("", "report", "team")
    assert "There is no team here" in told
    assert "1 conversation of your own is in it" in told
    assert "simulator team add" in told
    assert "|" not in told
    assert not any(words in told for words in ("somebody who left", "shared, assigned", "0 people"))
