"""The review command without a screen: exports, and one clear line for what can't be done."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from review_samples import AT, grading, verdict

from simulator.batch import tally as tally_module
from simulator.batch.review_items import Reviewable
from simulator.batch.reviewing import CONFIRMED, REJECTED, SKIPPED, Judgement, Reviewed, journal
from simulator.batch.settling import settle
from simulator.cli.main import cli
from simulator.cli.reporting import waiting
from simulator.errors import SimulatorError, UsageError


@pytest.fixture
def what(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reviewable:
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "home"))
    return grading(tmp_path / "g")


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, ["grade", "review", *map(str, words)])


def mark(what: Reviewable, author: str, after: int, *, blind: bool = True) -> Judgement:
    used = what.used[0]
    name = what.sample[0].line.id
    return Judgement(
        AT,
        author,
        "mark",
        name,
        "qa/greets",
        after,
        1,
        shown="random sample",
        blind=blind,
        hash=used.hash,
        input=what.input,
    )


def test_marks_are_exported_for_calibrate_and_calibrate_takes_them(what: Reviewable, tmp_path: Path) -> None:
    journal(what.folder.root).add([mark(what, "Ann", 1), mark(what, "Ann", 3), mark(what, "Bo", 2)])
    out = tmp_path / "marks.csv"
    assert "2 marks are in" in run(what.folder.root, "--export", out).output
    rows = list(csv.DictReader(out.read_text("utf-8").splitlines()))
    assert [(row["grader"], row["mark"], row["blind"]) for row in rows] == [("Ann", "3", "yes"), ("Bo", "2", "yes")]
    words = ["calibrate", "--human", str(out), "--grading", str(what.folder.root), "--bootstrap", "10"]
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 0, done.output
    assert "Greets (qa/greets)" in done.output


def test_marks_given_in_the_open_review_of_the_sample_calibrate_too(what: Reviewable, tmp_path: Path) -> None:
    journal(what.folder.root).add([mark(what, "Kim", 1, blind=False)])
    out = tmp_path / "marks.csv"
    run(what.folder.root, "--export", out)
    words = ["calibrate", "--human", str(out), "--grading", str(what.folder.root), "--bootstrap", "10"]
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 0, done.output
    assert "left out" not in done.output


def test_a_review_needs_a_terminal(what: Reviewable) -> None:
    assert isinstance(run(what.folder.root).exception, UsageError)


def test_a_folder_without_a_grading_is_refused(tmp_path: Path) -> None:
    for words in ([tmp_path], [tmp_path, "--export", tmp_path / "x.csv"]):
        assert "no finished grading" in str(run(*words).exception)


def test_an_export_that_can_not_be_written_is_told(what: Reviewable, tmp_path: Path) -> None:
    assert isinstance(run(what.folder.root, "--export", tmp_path / "nowhere" / "x.csv").exception, SimulatorError)


def test_a_grading_whose_files_are_damaged_is_refused(what: Reviewable) -> None:
    (what.folder.root / "candidates.jsonl").write_text("{torn", encoding="utf-8")
    with pytest.raises(SimulatorError, match=r"candidates\.jsonl: it can't be read"):
        assert Reviewable(what.folder).findings


def test_confirmed_findings_are_listed_however_many_there_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally_module, "LISTED", 2)
    what = grading(tmp_path / "many", 20)
    last = verdict(what, 4, CONFIRMED)
    after = settle(what, Reviewed([last, verdict(what, 3, REJECTED)]))
    assert after.candidates[0].conversation == last.conversation
    assert len(after.candidates) == 3
    assert after.rules == {"attack": 4}


def test_a_report_says_of_each_finding_what_a_person_said_of_it(what: Reviewable) -> None:
    sure, none, left = (found.candidate.conversation for found in what.findings)
    journal(what.folder.root).add([verdict(what, 0, CONFIRMED), verdict(what, 1, REJECTED)])
    done = CliRunner().invoke(cli, ["grade", "report", str(what.folder.root)])
    assert done.exit_code == 0, done.output
    for name in ("report.html", "report.md"):
        text = (what.folder.root / name).read_text("utf-8")
        findings, risks = text.partition("What customers came for</h2>")[0], text.partition("At risk, for coaching")[2]
        listed = {place: said_of(risks, place) for place in (sure, none, left)}
        assert "1 confirmed, 1 candidate" in findings
        assert "confirmed: it attacks" in listed[sure]
        assert "may be critical" not in listed[sure]
        assert "it attacks" not in listed[none]
        assert "may be critical: it attacks" in listed[left]
        assert risks.index(f"conversation {left}") < risks.index(f"conversation {none}")


def said_of(text: str, conversation: str) -> str:
    """What a list says of one conversation, up to the end of its line."""
    return re.split(r"\n", text.partition(f"conversation {conversation}")[2])[0]


def test_grading_says_how_many_findings_wait_and_what_to_do(what: Reviewable) -> None:
    assert waiting(what.folder) == 3
    journal(what.folder.root).add([verdict(what, 0, CONFIRMED), verdict(what, 1, REJECTED), verdict(what, 2, SKIPPED)])
    assert waiting(what.folder) == 1
