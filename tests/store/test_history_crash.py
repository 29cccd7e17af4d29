"""A program that is killed at any moment loses at most what was never acknowledged."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from history_programs import output, started
from history_samples import exchange

from simulator.store.history import History

WRITER = """
import sys, threading, time
from datetime import datetime, UTC
from pathlib import Path
from history_samples import CONTENTS, exchange, start
from simulator.store.history import History

history = History.open(Path(sys.argv[1]))
attempt_id = history.begin(start(), CONTENTS)
say = threading.Lock()

def acknowledge(*words):
    with say:
        print(*words, flush=True)

def type_on():
    length = 0
    while True:
        length += 1
        history.save_draft(attempt_id, "x" * length)
        acknowledge("draft", datetime.now(UTC).timestamp(), length)
        time.sleep(0.02)

acknowledge("begun", attempt_id)
if sys.argv[2] == "typing":
    threading.Thread(target=type_on, daemon=True).start()
for n in range(1, 100_000):
    if sys.argv[2] == "typing" and n > 1:
        time.sleep(60)
    history.add_exchange(attempt_id, exchange(n))
    if n % 3 == 0:
        history.replace_exchange(attempt_id, exchange(n, after=10.0))
    acknowledge("exchange", n)
"""


def killed(history_file: Path, way: str, lines: int, more: float) -> list[list[str]]:
    """What a writing program had acknowledged when it was killed, ``more`` seconds after it had printed ``lines``."""
    with started(WRITER, history_file, way) as writer:
        said = "".join(writer.stdout.readline() for _ in range(lines))
        time.sleep(more)
        writer.kill()
        said += writer.stdout.read()
    # The last line may be torn: it was acknowledged only if it is whole.
    return [line.split() for line in said.splitlines(keepends=True) if line.endswith("\n")]


@pytest.mark.parametrize("turn", range(5))
def test_every_acknowledged_exchange_is_there_after_a_kill(history_file, turn):
    said = killed(history_file, "exchanges", 5 + 4 * turn, random.Random(turn).uniform(0, 0.05))
    done = [int(words[1]) for words in said if words[0] == "exchange"]
    with History.open(history_file) as history:
        stored = history.attempt(said[0][1])
        assert len(done) > 3
        assert [one.n for one in stored.exchanges] == list(range(1, len(stored.exchanges) + 1))
        assert len(done) <= len(stored.exchanges) <= len(done) + 1
        for one in stored.exchanges[: len(done)]:
            assert one == (exchange(one.n, after=10.0) if one.n % 3 == 0 else exchange(one.n))
        assert len(history.marks(stored.id)) == 2 * len(stored.exchanges)
        history.add_exchange(stored.id, exchange(len(stored.exchanges) + 1))
        assert [one.id for one in history.open_attempts()] == [stored.id]


def test_after_a_kill_the_draft_is_the_last_one_acknowledged_or_the_one_under_way(history_file):
    said = killed(history_file, "typing", 12, 0.03)
    drafts = [(float(words[1]), int(words[2])) for words in said if words[0] == "draft"]
    assert len(drafts) > 5
    saved_at, length = drafts[-1]
    with History.open(history_file) as history:
        draft = history.draft(said[0][1])
    assert draft is not None
    assert draft.text == "x" * len(draft.text)
    assert length <= len(draft.text) <= length + 1
    assert draft.at.timestamp() > saved_at - 1


INTERRUPTED = """
import os, random, signal, sys, threading, time
from pathlib import Path
from history_samples import CONTENTS, exchange, start
from simulator.store.history import History

chance, busy, over = random.Random(5), False, False

def interrupt(*_):
    if busy:
        raise KeyboardInterrupt

def pester():
    while not over:
        time.sleep(chance.uniform(0.0005, 0.01))
        os.kill(os.getpid(), signal.SIGINT)

signal.signal(signal.SIGINT, interrupt)
history = History.open(Path(sys.argv[1]), wait=1)
attempt_id = history.begin(start(), CONTENTS)
pestering = threading.Thread(target=pester)
pestering.start()
interrupted = 0
end = time.monotonic() + 1.5
while time.monotonic() < end:
    n = len(history.attempt(attempt_id).exchanges) + 1
    try:
        busy = True
        history.add_exchange(attempt_id, exchange(n))
        busy = False
    except KeyboardInterrupt:
        busy = False
        interrupted += 1
    if n == 60:
        attempt_id = history.begin(start(), CONTENTS)
over = True
pestering.join()
history.close()
print(interrupted)
"""


def test_ctrl_c_in_the_middle_of_storing_breaks_nothing(history_file):
    """An interrupted transaction must not keep its lock: the same program goes on to write."""
    assert int(output(INTERRUPTED, history_file)) > 5
    with History.open(history_file) as history:
        for one in history.attempts():
            assert [item.n for item in history.attempt(one.id).exchanges] == list(range(1, one.exchanges + 1))
            assert len(history.marks(one.id)) == 2 * one.exchanges
