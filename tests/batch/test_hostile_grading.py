"""Hostile input through the command line: nothing runs, nothing is written elsewhere, nothing stops the batch."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from conversations import conversation, conversations

from simulator.conversation import Speaker, Transcript, Turn
from simulator.transcripts.own_lines import line_of

PROGRAM = Path(__file__).with_name("killable_grading.py")
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"
ESCAPES = "\x1b]0;owned\x07\x1b[2J\x1b[31mred\u202e\x9b31m"
FORMULA = "=cmd|' /C calc'!A0"
OUTSIDE = "../../../../etc/passwd"


def grading(tmp_path: Path, *words: object) -> tuple[list[str], dict[str, str]]:
    line = [sys.executable, str(PROGRAM), "grade", *map(str, words)]
    return line, os.environ | {"SIMULATOR_HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path / "tmp")}


def graded(tmp_path: Path, *words: object, **more: object) -> subprocess.CompletedProcess[str]:
    (tmp_path / "tmp").mkdir(exist_ok=True)
    line, env = grading(tmp_path, *words)
    done = subprocess.run(line, env=env, capture_output=True, text=True, timeout=300, check=False, **more)  # type: ignore[call-overload]
    assert "Traceback" not in done.stderr, done.stderr
    return done  # type: ignore[no-any-return]


def counts(out: Path) -> dict[str, int]:
    found: dict[str, int] = json.loads((out / "manifest.json").read_bytes())["conversations"]
    assert found["read"] == sum(number for name, number in found.items() if name != "read")
    return found


def everything(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in everything(folder)}


def said(name: str, text: str, *, agent: str = "Tom", customer: str = "Jo Ray") -> Transcript:
    asked = "Where is my order? I am waiting for it and I want it now."
    turns = (
        Turn(Speaker.CUSTOMER, f"{asked} {text}", name=customer, when=1_760_000_000.0),
        Turn(Speaker.AGENT, f"I'm sorry, I'll check your order today. {text}", name=agent, when=1_760_000_060.0),
    )
    return Transcript(turns, id=name, system="jsonl", channel="live_chat", team=text[:40], source="hostile.jsonl")


def test_whatever_a_conversation_says_it_is_graded_and_nothing_of_it_runs(tmp_path: Path) -> None:
    items = [
        said("script", SCRIPT, agent="<script>alert(2)</script>"),
        said("escapes", ESCAPES, agent=ESCAPES, customer=ESCAPES),
        said(FORMULA, FORMULA, agent="=cmd()", customer="@SUM(1)"),
        said(OUTSIDE, OUTSIDE, agent=OUTSIDE),
        said("/etc/passwd\x00.png", "before\x00after", agent="a\x00b"),
        said("{{ 7 * 191 }}", "{{ 7 * 191 }} {% for x in [] %} ${7*191} %s {0}", agent="{{ 7 * 191 }}"),
    ]
    path = tmp_path / "in" / "hostile.jsonl"
    path.parent.mkdir()
    path.write_bytes(b"".join(map(line_of, items)))
    out = tmp_path / "deep" / "out"
    before = everything(tmp_path)
    done = graded(tmp_path, path, "--out", out, "--show-agents")
    assert done.returncode == 0, done.stderr
    assert counts(out)["graded"] == len(items)
    made = everything(tmp_path) - before
    assert {file for file in made if not file.is_relative_to(out)} <= {tmp_path / "home" / "pseudonyms.key"}
    page = (out / "report.html").read_text("utf-8")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "1337" not in page
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\x9b]", page + (out / "report.md").read_text("utf-8") + done.stderr)


def test_damaged_lines_are_put_in_quarantine_and_the_others_graded(tmp_path: Path) -> None:
    path = tmp_path / "damaged.jsonl"
    good = list(conversations(4))
    with path.open("wb") as stream:
        stream.writelines(map(line_of, good[:2]))
        stream.write(b'{"turns": ' + b"[" * 100_000 + b"]" * 100_000 + b', "system": "jsonl"}\n')
        stream.write(b'{"id": "long", "turns": [{"speaker": "agent", "text": "')
        for _ in range(17):
            stream.write(b"so sorry " * (1024 * 1024 // 9))
        stream.write(b'"}], "system": "jsonl"}\n')
        stream.write(line_of(conversation(7)).replace(b"order", b"order \\ud800"))
        stream.write(b'\xff\xfe\x00 {"turns": 1e999}\n\x00\x00\n')
        stream.write(line_of(conversation(8)).replace(b'"when":1760', b'"when":1e300,"x":1760'))
        stream.writelines(map(line_of, good[2:]))
    out = tmp_path / "out"
    done = graded(tmp_path, path, "--out", out)
    assert done.returncode == 0, done.stderr
    found = counts(out)
    assert found["graded"] >= 4
    assert found["quarantined"] >= 4
    assert found["read"] == 10
    reasons = [json.loads(line)["reason"] for line in (out / "quarantine.jsonl").read_bytes().splitlines()]
    assert "the line is longer than 16 MB" in reasons


def test_among_many_files_those_that_cannot_be_read_stop_nothing(tmp_path: Path) -> None:
    inputs = tmp_path / "in"
    inputs.mkdir()
    for n in range(40):
        (inputs / f"chats-{n:03}.jsonl").write_bytes(line_of(conversation(n)))
    table = io.StringIO()
    rows = csv.writer(table)
    rows.writerow(["conversation_id", "role", "text", "agent"])
    rows.writerows([[FORMULA, "customer", "+1+1 where is it?", ""], [FORMULA, "agent", "=1+1 I'll check.", "@SUM(1)"]])
    (inputs / "table.csv").write_text(table.getvalue())
    with zipfile.ZipFile(inputs / "nothing.zip", "w"):
        pass
    (inputs / "noise.bin").write_bytes(bytes(range(256)) * 40)
    (inputs / "empty.jsonl").write_bytes(b"")
    (inputs / "torn.jsonl.gz").write_bytes(b"\x1f\x8b\x08\x00torn")
    (inputs / "wide.jsonl").write_bytes(line_of(conversation(90)).decode().encode("utf-16"))
    os.mkfifo(inputs / "pipe.jsonl")
    out = tmp_path / "out"
    done = graded(tmp_path, inputs, "--out", out)
    assert done.returncode == 0, done.stderr
    found = counts(out)
    assert found["graded"] + found["needs_mapping"] == 42
    assert found["quarantined"] == 4


@pytest.mark.parametrize(
    ("name", "reason"),
    [("nothing.zip", "zip"), ("pipe", "neither a file nor a folder"), ("/dev/zero", "neither a file nor a folder")],
)
def test_an_input_that_is_no_export_gives_one_clear_line(tmp_path: Path, name: str, reason: str) -> None:
    with zipfile.ZipFile(tmp_path / "nothing.zip", "w"):
        pass
    os.mkfifo(tmp_path / "pipe")
    done = graded(tmp_path, tmp_path / name, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert reason in done.stderr.lower()


@pytest.mark.parametrize("out", ["/proc/nowhere/out", "/dev/null", "/sys/kernel"])
def test_a_folder_that_cannot_be_written_gives_one_clear_line(tmp_path: Path, out: str) -> None:
    path = tmp_path / "chats.jsonl"
    path.write_bytes(line_of(conversation(1)))
    done = graded(tmp_path, path, "--out", out)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert out in done.stderr


def test_a_full_disk_gives_one_clear_line_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "chats.jsonl"
    path.write_bytes(b"".join(map(line_of, conversations(40))))
    whole, out = tmp_path / "whole", tmp_path / "out"
    assert graded(tmp_path, path, "--out", whole).returncode == 0

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    done = graded(tmp_path, path, "--out", out, "--jobs", 1, preexec_fn=small_files)
    assert done.returncode == 1
    assert "File too large" in done.stderr.splitlines()[-1]
    assert not (out / "manifest.json").exists()
    assert graded(tmp_path, path, "--out", out).returncode == 0
    assert contents(out) == contents(whole)


@pytest.mark.parametrize(("jobs", "ask"), [(1, signal.SIGINT), (2, signal.SIGTERM), (2, signal.SIGINT)])
def test_asked_to_stop_it_says_how_to_go_on_and_goes_on(tmp_path: Path, jobs: int, ask: signal.Signals) -> None:
    path, out = tmp_path / "chats.jsonl", tmp_path / "out"
    path.write_bytes(b"".join(map(line_of, conversations(120))))
    line, env = grading(tmp_path, path, "--out", out, "--jobs", jobs)
    with subprocess.Popen(line, env=env, stderr=subprocess.PIPE, text=True, start_new_session=True) as running:
        while running.poll() is None and len(list(out.glob(".parts/*.part"))) < 3:
            time.sleep(0.01)
        if ask is signal.SIGINT:
            os.killpg(running.pid, ask)
        else:
            running.send_signal(ask)
        _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in told
    assert re.search(r"stopped: \d+ of 120 conversations are graded and kept; run the same command again", told)
    kept = sorted(out.glob(".parts/*.part"))
    os.truncate(kept[0], kept[0].stat().st_size // 2)
    os.truncate(kept[1], 0)
    assert graded(tmp_path, path, "--out", out).returncode == 0
    assert graded(tmp_path, path, "--out", tmp_path / "whole").returncode == 0
    assert contents(out) == contents(tmp_path / "whole")


def test_input_that_changes_while_it_is_read_is_noticed(tmp_path: Path) -> None:
    path, out = tmp_path / "chats.jsonl", tmp_path / "out"
    path.write_bytes(b"".join(map(line_of, conversations(60))))
    line, env = grading(tmp_path, path, "--out", out, "--jobs", 1)
    with subprocess.Popen(line, env=env, stderr=subprocess.PIPE, text=True) as running:
        while running.poll() is None and not list(out.glob(".parts/*.part")):
            time.sleep(0.005)
        with path.open("ab") as stream:
            stream.write(line_of(conversation(99)))
        _, told = running.communicate(timeout=200)
    assert running.returncode == 1
    assert "the input changed while it was graded; run the same command again" in told
    assert graded(tmp_path, path, "--out", out).returncode == 0
    assert counts(out)["graded"] == 61
