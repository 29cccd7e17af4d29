"""A finished grading in the history: as people settled it, and the trend of its report over all that were kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from conversations import conversation
from msgspec.structs import replace
from review_samples import chats, grading, verdict

from simulator.batch.remembering import MARK, kept_as, remember, weeks
from simulator.batch.review_items import Reviewable
from simulator.batch.reviewing import CONFIRMED, NOTHING, journal
from simulator.cli.main import cli
from simulator.store.history import History
from simulator.transcripts.own_lines import line_of


@pytest.fixture(scope="module")
def what(tmp_path_factory: pytest.TempPathFactory) -> Reviewable:
    return grading(tmp_path_factory.mktemp("graded"))


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History.open(tmp_path / "history.db") as opened:
        yield opened


def qa(history: History, what: Reviewable) -> tuple[int, float]:
    used = next(one for one in what.used if one.id == "qa")
    (week,) = history.graded_weeks("", [used.hash])
    return week.n, week.total


def test_every_graded_conversation_is_kept_with_its_scores(what: Reviewable, history: History) -> None:
    kept = remember(what, NOTHING, history, shop="", author="Lee")
    n, total = qa(history, what)
    assert n == 12
    assert total == pytest.approx(sum(judged.line.scores["qa"] or 0 for judged in what.sample))
    assert kept_as(what) == kept
    assert history.gradings()[0].counts["graded"] == 12


def test_what_people_settled_is_kept_beside_what_was_kept_before(what: Reviewable, history: History) -> None:
    remember(what, NOTHING, history, shop="", author="Lee")
    before = qa(history, what)[1]
    reviewed = what.holding([verdict(what, 0, CONFIRMED)])
    for _ in range(2):
        remember(what, reviewed, history, shop="", author="Lee")
    assert [item.judgements for item in history.gradings()] == [1, 0]
    assert qa(history, what)[1] == pytest.approx(before - (what.findings[0].judged.line.scores["qa"] or 0))


def test_a_verdict_that_no_longer_holds_settles_nothing(what: Reviewable, history: History) -> None:
    stale = replace(verdict(what, 0, CONFIRMED), words="other words")
    remember(what, what.holding([stale]), history, shop="", author="Lee")
    assert history.gradings()[0].judgements == 0


def test_the_trend_has_the_intervals_of_a_report(what: Reviewable, history: History) -> None:
    remember(what, NOTHING, history, shop="", author="Lee")
    hashes = [used.hash for used in what.used]
    table = weeks(history.graded_weeks("", hashes), what.used)
    assert table.columns == tuple(used.title for used in what.used)
    (row,) = table.rows
    assert (row.name, row.n) == ("2025-W41", 12)
    assert row.figures[0].low is not None


def grade(tmp_path: Path, name: str, *words: str) -> str:
    source = tmp_path / f"{name}.jsonl"
    shift = 14 * 24 * 3600.0 if name == "later" else 0.0
    later = (
        replace(
            one, id=f"{name}-{one.id}", turns=tuple(replace(turn, when=(turn.when or 0) + shift) for turn in one.turns)
        )
        for one in [*chats(6), conversation(7)]
    )
    source.write_bytes(b"".join(line_of(one) + b"\n" for one in later))
    out = tmp_path / f"{name}-out"
    done = CliRunner().invoke(cli, ["grade", str(source), "--out", str(out), "--jobs", "1", *words])
    assert done.exit_code == 0, done.output
    return (out / "report.md").read_text("utf-8")


def test_the_report_of_a_later_grading_shows_the_weeks_of_the_earlier_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "home"))
    alone = grade(tmp_path, "first", "--history")
    assert "6 October 2025 |" in alone
    later = grade(tmp_path, "later", "--history")
    assert "6 October 2025 |" in later
    assert "20 October 2025 |" in later
    assert "Over the 2 gradings" in later
    assert "6 October 2025 |" not in grade(tmp_path, "later", "--fresh", "--history", "--shop", "Tiller")
    runner = CliRunner()
    listed = runner.invoke(cli, ["history", "--gradings"]).output
    assert listed.count("first-out") == 1
    assert "Tiller" in listed


def test_a_folder_graded_into_anew_is_kept_only_when_that_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "home"))
    grade(tmp_path, "first", "--history")
    grade(tmp_path, "first", "--fresh", "--seed", "2")
    with History.open(tmp_path / "home" / "history.db") as opened:
        assert len(opened.gradings()) == 1


def test_without_being_asked_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "home"))
    grade(tmp_path, "first")
    assert not (tmp_path / "home" / "history.db").exists()
    assert not (tmp_path / "first-out" / MARK).exists()


def test_a_reviewed_grading_is_reported_as_people_settled_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "home"))
    what = grading(tmp_path / "g")
    journal(what.folder.root).add([verdict(what, 0, CONFIRMED), verdict(what, 1, "rejected")])
    done = CliRunner().invoke(cli, ["grade", "report", str(what.folder.root)])
    assert done.exit_code == 0, done.output
    report = (what.folder.root / "report.md").read_text("utf-8")
    assert "(1 confirmed, 1 candidate)" in report
    assert "People confirmed 1 of 2 that they judged (50%; 9% to 91%)." in report
    assert '**Confirmed:** "You are an idiot, stop whining."' in report
    assert "Confirmed:" in (what.folder.root / "report.html").read_text("utf-8")
