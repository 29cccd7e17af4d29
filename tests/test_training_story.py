"""The loop that joins practice and real work: a weak criterion, practice of what trains it, and next month's export."""

from __future__ import annotations

import csv
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from simulator.cli.main import cli
from simulator.store.history import History
from simulator.training import Workshop

TRAINED = tuple(f"{name} Berg" for name in "Ana Bo Cleo Dan Eva Finn Gita Hugo Ines Jan Kira".split())
OTHERS = tuple(f"{name} Holt" for name in "Lars Mona Nils Oda Per".split())
SCENARIO = "late-parcel-birthday"
ASKED = (
    "Where is my parcel? It was promised for Tuesday and still nothing has come.",
    "My parcel is late, I have waited for my order since Monday.",
    "The tracking says out for delivery for three days. Where is my order?",
)
VAGUE = "I'm sorry your parcel is late. I have asked the courier to look for it, please be patient."
DATED = "I'm sorry your parcel is late. I have asked the courier to look for it and will write to you by 5 pm today."
THANKS = "All right, thank you."


def export(path: Path, month: int, chats: list[tuple[str, bool]]) -> None:
    """An export of chats: who answered, and whether a time was given."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["conversation_id", "author", "author_type", "text", "created_at"])
        for n, (agent, dated) in enumerate(chats):
            at = datetime(2026, month, 1 + n % 27, 9, tzinfo=UTC) + timedelta(minutes=n % 50)
            lines = ("A customer", "customer", ASKED[n % 3]), (agent, "agent", DATED if dated else VAGUE)
            for late, line in enumerate((*lines, ("A customer", "customer", THANKS))):
                rows.writerow([f"{month}-{n}", *line, f"{at + timedelta(minutes=late):%Y-%m-%d %H:%M}"])


def chats(of_trained: tuple[int, int], of_others: tuple[int, int]) -> list[tuple[str, bool]]:
    """Chats of both groups, as (how many, of them without a time), spread over their agents."""
    found = []
    for agents, (count, missing) in ((TRAINED, of_trained), (OTHERS, of_others)):
        found += [(agents[n % len(agents)], n >= missing) for n in range(count)]
    return found


def run(*arguments: str | Path) -> str:
    done = CliRunner().invoke(cli, [str(each) for each in arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path))
    monkeypatch.setenv("SIMULATOR_USER", "Lea Lead")
    with History.open(tmp_path / "history.db") as history:
        history.team.add_person("Lea Lead", "lead")
        for name in (*TRAINED, *OTHERS):
            history.team.add_person(name)
    return tmp_path


def practise_twice(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMULATOR_USER", name)
    with Workshop() as workshop:
        play = next(item for item in workshop.scenario(SCENARIO).plays)
        for seed in (1, 2):
            practice = workshop.practise(SCENARIO, seed=seed)
            for reply in play.replies[:2]:
                practice.send(reply.text, reply.delay_s)
            practice.finish(None)
            workshop.history.share(practice.attempt_id)
    monkeypatch.setenv("SIMULATOR_USER", "Lea Lead")


def line_of(report: str, title: str) -> list[str]:
    rows = [line for line in report.splitlines() if line.startswith(f"| {title} |")]
    return [cell.strip() for cell in rows[-1].strip("|").split("|")]


def test_what_was_practised_shows_in_next_months_export_or_chance_is_named(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(place / "october.csv", 10, chats((90, 62), (50, 35)))
    run("grade", place / "october.csv", "--out", place / "october", "--jobs", "1")
    before = run("report", "qa", place / "october", "--reason", "late_or_lost")
    assert "69% of 140" in line_of(before, "Says what happens next")
    assert "late-parcel-birthday" not in before

    trains = run("report", "team")
    assert "Nothing is shared with you yet" in trains
    for name in TRAINED:
        practise_twice(name, monkeypatch)

    export(place / "november.csv", 11, chats((86, 32), (45, 31)))
    run("grade", place / "november.csv", "--out", place / "november", "--jobs", "1")
    report = run("report", "qa", place / "october", place / "november", "--practised", SCENARIO)
    assert "140 conversations and 131 conversations" in report
    assert "Uncalibrated" in report

    moved = re.search(r"^\| Says what happens next \| 69% of 140 \| 48% of 131 \| (.+?) \|$", report, re.MULTILINE)
    assert moved is not None
    assert "more than chance" in moved[1]
    assert "11 agents practised" in report
    assert "5 did not" in report
    _title, practised, change, others, other_change = line_of(report, "Says what happens next")
    assert (practised, others) == ("69% of 90, then 37% of 86", "70% of 50, then 69% of 45")
    assert "more than chance" in change
    assert "chance alone could do this" in other_change

    assert "Nobody is ranked" in report
    assert not any(name.split()[0] in report.split() for name in (*TRAINED, *OTHERS))
    assert re.search(r"Agent [A-Z2-7]{5}", report) is None
