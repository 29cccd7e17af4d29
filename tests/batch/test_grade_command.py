"""The grade command as a user runs it: killed, run again, refused, and told of in JSON."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conversations import conversations, unmapped

from simulator.transcripts.own_lines import line_of

PROGRAM = Path(__file__).with_name("killable_grading.py")


@pytest.fixture
def chats(tmp_path: Path) -> Path:
    path = tmp_path / "chats.jsonl"
    path.write_bytes(b"".join(line_of(each) + b"\n" for each in [*conversations(40), unmapped()]) + b'{"id": "torn')
    return path


def command(tmp_path: Path, *words: object) -> tuple[list[str], dict[str, str]]:
    return [sys.executable, str(PROGRAM), *map(str, words)], os.environ | {"SIMULATOR_HOME": str(tmp_path / "home")}


def run(tmp_path: Path, *words: object) -> subprocess.CompletedProcess[str]:
    line, env = command(tmp_path, *words)
    return subprocess.run(line, env=env, capture_output=True, text=True, timeout=300, check=False)


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_at_any_time_the_same_command_finishes_with_the_same_bytes(
    tmp_path: Path, chats: Path, jobs: int
) -> None:
    whole = run(tmp_path, "grade", chats, "--out", tmp_path / "whole")
    assert whole.returncode == 0, whole.stderr
    out = tmp_path / "killed"
    line, env = command(tmp_path, "grade", chats, "--out", out, "--jobs", jobs)
    for finished in (1, 4):
        with subprocess.Popen(line, env=env, stderr=subprocess.DEVNULL, start_new_session=True) as running:
            while running.poll() is None and len(list(out.glob(".parts/*.part"))) < finished:
                time.sleep(0.01)
            os.killpg(running.pid, signal.SIGKILL)
    assert not (out / "manifest.json").exists()
    assert run(tmp_path, "grade", chats, "--out", out, "--jobs", jobs).returncode == 0
    assert written(out) == written(tmp_path / "whole")


def test_the_counts_are_printed_and_add_up(tmp_path: Path, chats: Path) -> None:
    done = run(tmp_path, "grade", chats, "--out", tmp_path / "out")
    assert "42 conversations read = 40 graded" in done.stderr
    assert "1 needs mapping" in done.stderr
    assert "1 quarantined" in done.stderr
    assert "2 could not be graded: why, and what to do, stands at the end of the report" in done.stderr


def test_machines_are_told_of_progress_in_json(tmp_path: Path, chats: Path) -> None:
    done = run(tmp_path, "grade", chats, "--out", tmp_path / "out", "--json")
    *progress, outcome = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["done"]["parts"] for each in progress] == list(range(1, len(progress) + 1))
    assert progress[-1]["done"]["turns"] == progress[-1]["planned"]["turns"]
    assert outcome["conversations"]["graded"] == 40


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["missing.jsonl"], "there is no such file"),
        (["chats.jsonl", "--sample", "many"], "--sample takes a number"),
        (["chats.jsonl", "--since", "20.8.2026"], "simulator: --since: '20.8.2026' is no day of the calendar"),
        (["chats.jsonl", "--rubric", "emphaty"], "Did you mean 'empathy'?"),
        (["chats.jsonl", "--cluster", "tcp://127.0.0.1:9"], "--cluster"),
    ],
)
def test_a_wrong_word_gives_one_clear_line(tmp_path: Path, chats: Path, words: list[str], said: str) -> None:
    first, *rest = words
    done = run(tmp_path, "grade", chats.with_name(first), *rest, "--out", tmp_path / "out")
    assert done.returncode != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_that_is_written_names_the_person_a_file_is_named_after(tmp_path: Path) -> None:
    name = "WhatsApp Chat with Joann Hermann +44 7700 900123.txt"
    lines = ("25/10/2026, 09:12 - Joann Hermann: Hello?", "25/10/2026, 09:14 - Shop Desk: Hi Joann, how can I help?")
    (tmp_path / name).write_text("\n".join(lines), "utf-8")
    done = run(tmp_path, "grade", tmp_path / name, "--out", tmp_path / "asked")
    assert "1 needs mapping" in done.stderr
    done = run(tmp_path, "grade", tmp_path / name, "--agent-name", "Shop Desk", "--out", tmp_path / "graded")
    assert "1 graded" in done.stderr, done.stderr
    for folder in ("asked", "graded"):
        for path in filter(Path.is_file, (tmp_path / folder).rglob("*")):
            text = path.read_bytes().decode("utf-8", "replace")
            assert not any(private in text for private in ("Joann", "Hermann", "900123")), path


def test_a_brand_profile_is_graded_by_and_its_mistakes_are_told(tmp_path: Path, chats: Path) -> None:
    brand = tmp_path / "brand.yaml"
    brand.write_text("format: 1\nkind: brand\nid: lamps\nbanned: [calm down]\n", "utf-8")
    done = run(tmp_path, "grade", chats, "--brand", brand, "--rubric", "qa", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in (tmp_path / "out" / "conversations.jsonl").read_text("utf-8").splitlines()]
    brands = {line["marks"]["qa/brand"] for line in lines}
    assert None not in brands
    assert len(brands) > 1
    brand.write_text("format: 1\nkind: brand\nid: lamps\nbaned: [calm down]\n", "utf-8")
    done = run(tmp_path, "grade", chats, "--brand", brand, "--out", tmp_path / "wrong")
    assert done.returncode == 2
    assert "brand.yaml:4:1" in done.stderr
    assert "banned" in done.stderr
