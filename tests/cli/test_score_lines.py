"""``simulator score`` as a program: bytes in, bytes out, one line each."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from simulator.cli.score import LONGEST_LINE, lines

COMMAND = [sys.executable, "-m", "simulator", "score"]
GOOD = {"id": 1, "text": "I'm so sorry. What happened?", "side": "agent", "context": "My lamp is broken!"}


def score(given: bytes, code: int) -> list[dict]:
    done = subprocess.run(COMMAND, input=given, capture_output=True, timeout=60, check=False)
    assert done.stderr == b""
    assert done.returncode == code
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_line_is_answered_in_its_place():
    bad = [
        b"", b"   ", b"nope", b"[1]", b'{"id":1}', b'{"id":1,"text":7,"side":"agent"}', b'{"id":1,"text":"a"}',
        b'{"id":1,"text":"a","side":"bot"}', b'{"id":1,"text":"\\ud800","side":"agent"}', b'{"text":"\xff","side":"agent"}',
        b'{"id":NaN,"text":"a","side":"agent"}', b"[" * 100_000, b'{"text":"a","side":"agent","context":1}',
        b'{"text":"a","side":"agent","channel":"fax"}', b'{"id":' + b"9" * 5000 + b',"text":"a","side":"agent"}',
        b'{"text":null,"side":"agent"}',
    ]  # fmt: skip
    good = json.dumps(GOOD).encode()
    answers = score(b"\n".join(part for line in bad for part in (line, good)) + b"\n", 1)
    assert len(answers) == 2 * len(bad)
    for answer in answers[::2]:
        assert list(answer) == ["id", "error"]
        assert answer["id"] is None
        assert answer["error"]
    assert all(answer == answers[1] and answer["id"] == 1 for answer in answers[1::2])


@pytest.mark.parametrize("given", [None, 0, -1.5, "é\u2028😀", [1, {"a": None}], {"x": [True]}, 10**30])
def test_an_id_is_given_back_as_it_is(given):
    assert score(json.dumps({**GOOD, "id": given}).encode(), 0)[0]["id"] == given


def test_a_line_without_an_id_has_none_and_the_last_line_needs_no_newline():
    assert score(b'\xef\xbb\xbf{"text":"Hi","side":"customer"}', 0)[0]["id"] is None


def test_nothing_in_is_nothing_out():
    assert score(b"", 0) == []


def test_too_long_a_line_is_passed_over_and_the_next_one_read():
    long = b'{"text":"' + b"a" * LONGEST_LINE + b'"}'
    given = io.BytesIO(b"first\n" + long + b"\nnext\n" + long)
    assert list(lines(given)) == [b"first", None, b"next", None]
    exact = b"a" * LONGEST_LINE
    assert list(lines(io.BytesIO(exact + b"\nnext"))) == [exact, b"next"]


def test_a_line_is_answered_before_the_next_one_is_written():
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        for n in range(3):
            program.stdin.write(json.dumps({**GOOD, "id": n}).encode() + b"\n")
            program.stdin.flush()
            assert json.loads(program.stdout.readline())["id"] == n
        program.stdin.close()
        assert program.wait(timeout=30) == 0


def test_a_reader_that_leaves_ends_it_quietly():
    line = json.dumps(GOOD).encode() + b"\n"
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        program.stdin.write(line)
        program.stdin.flush()
        program.stdout.readline()
        program.stdout.close()
        program.stdin.write(line * 3)
        program.stdin.close()
        assert program.wait(timeout=30) == 141
        assert program.stderr.read() == b""


def test_an_interrupt_ends_it_quietly():
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        program.stdin.write(json.dumps(GOOD).encode() + b"\n")
        program.stdin.flush()
        program.stdout.readline()
        time.sleep(0.1)
        program.send_signal(signal.SIGINT)
        assert program.wait(timeout=30) == 130
        assert program.stderr.read() == b""


def test_the_documents_example_does_what_it_says():
    text = Path(__file__).parents[2].joinpath("docs/score.md").read_text("utf-8")
    given = re.search(r"'(\{\"id\".*\})' \| \.venv/bin/simulator score", text)[1]
    answer = score(given.encode(), 0)[0]
    assert list(answer) == re.findall(r"^\| `(\w+)` \|", text.split("## What comes out")[1], re.MULTILINE)
    assert list(answer["evidence"][0]) == ["signal", "strength", "start", "end", "quote", "detail", "learned"]
    error = re.search(r"^\{\"id\":null.*\}$", text, re.MULTILINE)[0]
    assert score(b'{"id":1,"side":"agent"}', 1) == [json.loads(error)]
    assert os.linesep not in error
