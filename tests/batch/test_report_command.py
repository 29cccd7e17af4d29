"""Grading, reporting and comparing as a user runs them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conversations import conversations, unmapped

from simulator.batch import tables
from simulator.cli.main import cli
from simulator.errors import SimulatorError
from simulator.library import Library
from simulator.transcripts.own_lines import line_of


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "home"))
    (tmp_path / "chats.jsonl").write_bytes(b"".join(map(line_of, [*conversations(24), unmapped()])) + b'{"id": "torn')
    return tmp_path


def run(home: Path, *words: object) -> Result:
    """What the command prints; an error a person can act on is the result's exception."""
    return CliRunner().invoke(cli, ["grade", *(str(word) for word in words)])


def grade(home: Path, out: str, *words: object) -> Result:
    done = run(home, home / "chats.jsonl", "--out", home / out, "--jobs", 1, *words)
    assert done.exit_code == 0, done.output
    return done


def test_a_grading_ends_with_a_report_by_the_scorecard_and_the_rubrics_of_practice(home: Path) -> None:
    done = grade(home, "out")
    assert "report.html" in done.output
    page, text = ((home / "out" / name).read_text("utf-8") for name in ("report.html", "report.md"))
    for title in ("QA scorecard", "Empathy", "Clarity", "Resolution"):
        assert f'scope="row">{title}' in page
    assert "24 graded" in text
    assert "1 waiting for a mapping" in text
    assert "pass mark 80" in text
    manifest = json.loads((home / "out/manifest.json").read_bytes())
    assert [rubric["id"] for rubric in manifest["rubrics"]] == ["qa", "empathy", "clarity", "resolution"]


def test_where_little_could_be_assessed_nobody_passes_or_fails(home: Path) -> None:
    grade(home, "out", "--rubric", "qa")
    lines = [json.loads(each) for each in (home / "out/conversations.jsonl").read_text("utf-8").splitlines()]
    for each in lines:
        share, score = each["assessed"]["qa"], each["scores"]["qa"]
        wanted = "too little assessed" if share < 0.7 else "passed" if score >= 80 else "not passed"
        assert each["verdicts"] == {"qa": wanted}
    text = (home / "out/report.md").read_text("utf-8")
    passed, failed, little = (
        sum(each["verdicts"]["qa"] == said for each in lines)
        for said in ("passed", "not passed", "too little assessed")
    )
    assert f"{passed} passed, {failed} did not, {little} neither" in text


def test_no_name_of_an_agent_and_no_internal_name_is_in_a_report(home: Path) -> None:
    grade(home, "out")
    page = (home / "out/report.html").read_text("utf-8")
    assert "Tom Reed" not in page
    assert re.findall(r"Agent [A-Z2-7]{5}", page)
    words = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    assert not re.findall(r"\b[a-z]+_[a-z_]+\b|qa/|empathy/|TAKE_OFF|None\b|Moments", words)


def test_the_report_is_written_again_with_links_and_after_a_calibration(home: Path) -> None:
    grade(home, "out", "--rubric", "empathy")
    before = (home / "out/manifest.json").read_bytes()
    done = run(home, "report", home / "out", "--link-template", "https://desk.example/t/{id}")
    assert done.exit_code == 0, done.output
    assert 'href="https://desk.example/t/chat-' in (home / "out/report.html").read_text("utf-8")
    assert (home / "out/manifest.json").read_bytes() == before


def test_the_same_input_by_a_changed_rubric_is_compared_and_other_input_refused(home: Path) -> None:
    grade(home, "old", "--rubric", "qa")
    changed = Library().rubric_text("qa").text.replace("version: 1", "version: 2").replace("to: 18}", "to: 4}")
    (home / "lib/rubrics").mkdir(parents=True)
    (home / "lib/rubrics/qa.yaml").write_text(changed, "utf-8")
    grade(home, "new", "--rubric", "qa", "--library", home / "lib")
    done = run(home, "compare", home / "old", home / "new")
    assert done.exit_code == 0, done.output
    assert "version 1" in done.output
    assert "version 2" in done.output
    assert "Plain words and short sentences | QA scorecard | \u2212" in done.output
    for name in ("moved.html", "moved.md"):
        assert run(home, "compare", home / "old", home / "new", "--out", home / name).exit_code == 0
        assert "24 conversations in both" in (home / name).read_text("utf-8")
    (home / "chats.jsonl").write_bytes(b"".join(map(line_of, conversations(25))))
    grade(home, "other", "--rubric", "qa")
    refused = run(home, "compare", home / "old", home / "other")
    assert isinstance(refused.exception, SimulatorError)
    assert "--anyway" in str(refused.exception)
    meant = run(home, "compare", home / "old", home / "other", "--anyway")
    assert "1 only in the new one" in meant.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("report", "nowhere"), "no finished grading"),
        (("chats.jsonl", "--out", "o", "--rubric", "ticket"), "judges a ticket"),
        (("compare", "nowhere", "nowhere"), "no finished grading"),
        (("chats.jsonl", "--out", "o", "--link-template", "http://x/{id}"), "--link-template is an https address"),
    ],
)
def test_a_wrong_word_is_refused_in_one_line(
    home: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(home)
    done = run(home, *words)
    assert isinstance(done.exception, SimulatorError)
    assert said in str(done.exception)
    assert "\n" not in str(done.exception)


def test_a_rubric_named_twice_is_graded_by_once(home: Path) -> None:
    grade(home, "out", "--rubric", "clarity", "--rubric", "clarity")
    manifest = json.loads((home / "out/manifest.json").read_bytes())
    assert [rubric["id"] for rubric in manifest["rubrics"]] == ["clarity"]


def test_help_is_of_grading_and_names_the_other_commands(home: Path) -> None:
    shown = run(home, "--help").output
    assert "INPUT..." in shown
    for name in ("report", "compare"):
        assert name in shown
        assert run(home, name, "--help").exit_code == 0


def test_without_the_extra_it_says_why_there_are_no_tables(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "can_write", lambda: False)
    done = grade(home, "out", "--rubric", "clarity")
    assert "'analytics' extra" in done.output
    assert not list((home / "out").glob("*.parquet"))
