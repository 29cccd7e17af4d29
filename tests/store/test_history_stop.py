"""The stop key leaves no trace: no row, and no byte in any file of the history."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from history_programs import started
from history_samples import CONTENTS, RUBRICS, exchange, start

from simulator.errors import NotFoundError
from simulator.scoring.marks import Mark
from simulator.store import schema
from simulator.store.history import History


@pytest.fixture
def history(history_file, clock):
    """What stands here is about files."""
    with History.open(history_file, clock=clock) as opened:
        yield opened


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def play(history: History, secret: str, exchanges: int = 3, **changes: object) -> str:
    """An attempt that says ``secret`` in every place where text can stand."""
    attempt_id = history.begin(start(trainee=secret, title=secret, **changes), CONTENTS)
    for n in range(1, exchanges + 1):
        history.save_draft(attempt_id, secret)
        history.add_exchange(attempt_id, exchange(n, reply=secret * n, heard_line=secret))
    history.replace_exchange(attempt_id, exchange(exchanges, reply=secret, feedback=secret))
    history.add_marks(attempt_id, 1, [Mark("empathy", "x", 1, 4, secret)], RUBRICS, author=secret)
    history.save_ticket(attempt_id, {"note": secret})
    history.add_note(attempt_id, secret, author=secret)
    history.save_draft(attempt_id, secret)
    return attempt_id


def test_a_stopped_attempt_is_in_no_table_and_in_no_file(history, history_file):
    attempt_id = play(history, "VERYSECRET")
    assert b"VERYSECRET" in bytes_of(history_file.parent)
    history.discard(attempt_id)
    assert b"VERYSECRET" not in bytes_of(history_file.parent)
    assert attempt_id.encode() not in bytes_of(history_file.parent)
    assert history.attempts() == ()
    with pytest.raises(NotFoundError):
        history.attempt(attempt_id)


def test_contents_that_only_the_stopped_attempt_used_go_with_it(history, history_file):
    kept = history.begin(start(), CONTENTS)
    stopped = history.begin(start(content="other"), CONTENTS | {"other": "id: ONLYHERE"})
    history.discard(stopped)
    assert b"ONLYHERE" not in bytes_of(history_file.parent)
    assert history.content(history.attempt(kept).start.content) == CONTENTS["hash-of-scenario"]
    assert [history.content(edition.hash) for edition in RUBRICS.values()] == ["id: empathy", "id: clarity"]


def test_stopping_twice_or_an_unknown_attempt_does_nothing(history):
    kept = history.begin(start(), CONTENTS)
    stopped = history.begin(start(), CONTENTS)
    for attempt_id in (stopped, stopped, "nothing"):
        history.discard(attempt_id)
    assert [one.id for one in history.attempts()] == [kept]


def test_a_stopped_attempt_that_was_put_in_the_file_long_ago_leaves_no_byte(history_file):
    with History.open(history_file) as history:
        attempt_id = play(history, "VERYSECRET")
    with History.open(history_file) as history:
        assert b"VERYSECRET" in history_file.read_bytes()
        history.discard(attempt_id)
        assert b"VERYSECRET" not in bytes_of(history_file.parent)


# With these seeds a copy stays behind if the file is not rewritten.
@pytest.mark.parametrize("seed", [26, 43, 47])
def test_whatever_was_moved_about_in_the_file_a_stopped_attempts_text_is_gone(history, history_file, seed):
    """Pages are split, merged and copied as attempts of all sizes come and go; no copy may stay behind."""
    chance, live = random.Random(seed), {}
    for step in range(60):
        if live and chance.random() < 0.45:
            secret = chance.choice(sorted(live))
            history.discard(live.pop(secret))
            assert secret.encode() not in bytes_of(history_file.parent), f"step {step}"
        else:
            # Said often, so that no break between two pages of the file hides it.
            secret, often = f"SECRET{step:03}", chance.choice([1, 5, 40, 250, 1200])
            live[secret] = play(history, secret * often, chance.randint(1, 4))
    assert all(secret.encode() in bytes_of(history_file.parent) for secret in live)


def test_the_copy_made_before_a_migration_goes_if_it_holds_the_stopped_attempt(history_file):
    with History.open(history_file) as history:
        attempt_id = play(history, "VERYSECRET")
    copy = schema.backup_path(history_file, "0000")
    copy.write_bytes(history_file.read_bytes())
    with History.open(history_file) as history:
        later = history.begin(start(), CONTENTS)
        history.discard(later)
        assert copy.exists()
        history.discard(attempt_id)
    assert not copy.exists()
    assert b"VERYSECRET" not in bytes_of(history_file.parent)


READER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("BEGIN")
print(connection.execute("SELECT count(*) FROM exchange").fetchone()[0], flush=True)
sys.stdin.readline()
connection.close()
"""


def test_while_another_program_still_reads_the_rows_go_and_the_log_goes_with_its_last_reader(history_file):
    with History.open(history_file, wait=0.2) as history:
        attempt_id = play(history, "VERYSECRET")
        with started(READER, history_file) as reader:
            assert reader.stdout.readline() == "4\n"
            history.discard(attempt_id)
            assert history.attempts() == ()
            reader.communicate("\n")
    assert b"VERYSECRET" not in bytes_of(history_file.parent)
