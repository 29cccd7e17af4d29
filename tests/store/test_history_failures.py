"""A history that can't be used is told in one sentence, and what was saved stays safe."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import threading
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import pytest
from history_programs import output, started
from history_samples import CONTENTS, exchange, start

from simulator.errors import HistoryError
from simulator.store.failures import explained
from simulator.store.history import History

LOCKER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(sys.argv[2])
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE attempt SET title = 'held'")
print("locked", flush=True)
sys.stdin.readline()
connection.execute("ROLLBACK")
connection.close()
"""


@pytest.fixture
def history(history_file, clock):
    """What stands here is about files."""
    with History.open(history_file, clock=clock) as opened:
        yield opened


def begun(history: History) -> str:
    return history.begin(start(), CONTENTS)


class Locked:
    """Another program that holds the write lock until it is told to let go."""

    def __init__(self, file: Path, mode: str = "PRAGMA locking_mode = NORMAL") -> None:
        self.program = started(LOCKER, file, mode)
        assert self.program.stdout.readline() == "locked\n"

    def __enter__(self) -> Self:
        return self

    def release(self) -> None:
        self.program.communicate("\n")

    def __exit__(self, *_: object) -> None:
        self.program.communicate()
        assert self.program.returncode == 0


def test_a_locked_history_is_waited_for_then_named(history_file):
    with History.open(history_file, wait=0.3) as history:
        attempt_id = begun(history)
        with Locked(history_file):
            began = time.monotonic()
            with pytest.raises(HistoryError, match=r"history\.db is in use by another program \(waited 0\.3 s\)"):
                history.add_exchange(attempt_id, exchange(1))
            assert 0.25 < time.monotonic() - began < 5
            assert history.attempt(attempt_id).exchanges == ()
        history.add_exchange(attempt_id, exchange(1))
        assert len(history.attempt(attempt_id).exchanges) == 1


def test_a_lock_that_is_let_go_in_time_is_not_noticed(history_file):
    with History.open(history_file, wait=20) as history:
        attempt_id = begun(history)
        with Locked(history_file) as locked:
            letting_go = threading.Timer(0.3, locked.release)
            letting_go.start()
            history.add_exchange(attempt_id, exchange(1))
            letting_go.join()
        assert len(history.attempt(attempt_id).exchanges) == 1


def test_opening_while_another_program_holds_everything_is_told(history_file):
    with History.open(history_file) as history:
        begun(history)
    with (
        Locked(history_file, "PRAGMA locking_mode = EXCLUSIVE"),
        pytest.raises(HistoryError, match="in use by another program"),
    ):
        History.open(history_file, wait=0.2)
    with History.open(history_file) as history:
        assert len(history.attempts()) == 1


@pytest.mark.parametrize(
    "damage", [b"this is no database " * 400, b"\x00" * 8192, b"SQLite format 3\x00" + b"\xff" * 8000]
)
def test_a_file_that_is_no_history_is_told_and_can_be_moved_aside(history_file, damage):
    history_file.parent.mkdir()
    history_file.write_bytes(damage)
    with pytest.raises(HistoryError, match="is damaged") as caught:
        History.open(history_file)
    assert caught.value.damaged
    assert str(history_file) in str(caught.value)
    assert history_file.read_bytes() == damage
    kept = History.move_aside(history_file, datetime(2026, 11, 22, 9, 30, tzinfo=UTC))
    assert kept.name == "history.db.damaged-20261122T093000"
    assert kept.read_bytes() == damage
    with History.open(history_file) as history:
        begun(history)
    assert sorted(path.name for path in history_file.parent.iterdir()) == ["history.db", kept.name]


def test_a_file_damaged_in_the_middle_is_told_when_it_is_read(history_file):
    with History.open(history_file) as history:
        attempt_id = begun(history)
        for n in range(1, 30):
            history.add_exchange(attempt_id, exchange(n))
    whole = history_file.read_bytes()
    half = len(whole) // 2
    history_file.write_bytes(whole[:half] + b"\xa5" * half)
    with pytest.raises(HistoryError) as caught, History.open(history_file) as history:
        history.attempt(attempt_id)
    assert caught.value.damaged


def test_a_truncated_file_is_told(history_file):
    with History.open(history_file) as history:
        attempt_id = begun(history)
        for n in range(1, 30):
            history.add_exchange(attempt_id, exchange(n))
    with history_file.open("r+b") as file:
        file.truncate(4096 * 3)
    with pytest.raises(HistoryError) as caught, History.open(history_file) as history:
        history.attempt(attempt_id)
    assert caught.value.damaged


def test_the_log_moves_aside_with_its_file_and_stays_readable(history_file):
    history = History.open(history_file)
    attempt_id = begun(history)
    history.add_exchange(attempt_id, exchange(1))
    kept = History.move_aside(history_file, datetime(2026, 11, 22, tzinfo=UTC))
    history.close()
    assert not history_file.exists()
    with History.open(kept) as moved:
        assert len(moved.attempt(attempt_id).exchanges) == 1


def test_moving_aside_what_is_not_there_is_told(history_file):
    with pytest.raises(HistoryError, match="can't be opened"):
        History.move_aside(history_file, datetime(2026, 11, 22, tzinfo=UTC))


def test_another_programs_database_is_refused_and_left_alone(history_file):
    history_file.parent.mkdir()
    with closing(sqlite3.connect(history_file)) as other:
        other.execute("CREATE TABLE shopping (item TEXT)")
    with pytest.raises(HistoryError, match="another program's tables"):
        History.open(history_file)
    with closing(sqlite3.connect(history_file)) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("shopping",)]


def test_a_missing_folder_is_made_for_its_owner_alone(tmp_path):
    file = tmp_path / "new" / "deep" / "history.db"
    with History.open(file) as history:
        begun(history)
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


def test_a_folder_that_can_not_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(HistoryError, match=r"file.nested.history\.db can't be opened for writing \(Not a directory\)"):
        History.open(tmp_path / "file" / "nested" / "history.db")


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path):
    (tmp_path / "history.db").mkdir()
    with pytest.raises(HistoryError, match="can't be opened for writing"):
        History.open(tmp_path / "history.db")


UNPRIVILEGED = """
import os, sys
from pathlib import Path
from simulator.errors import HistoryError
from simulator.store.history import History
with History.open(Path(sys.argv[2])):
    pass
os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    History.open(Path(sys.argv[1]))
except HistoryError as error:
    print(error)
"""


@pytest.mark.skipif(not hasattr(os, "setuid") or os.geteuid() != 0, reason="only root can become a user without rights")
@pytest.mark.parametrize("mode", [0o755, 0o700])
def test_a_folder_or_file_of_somebody_else_is_told(mode, history_file):
    # A test's own folder can't be entered by another user at all.
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "history.db"
        with History.open(file) as history:
            begun(history)
        file.chmod(0o644)
        Path(folder).chmod(mode)
        assert "can't be opened for writing" in output(UNPRIVILEGED, file, history_file)


def let_grow(history: History, pages: int | None) -> None:
    """Let the file grow to so many pages, or (None) not at all: SQLite then reports the disk as full."""

    def limit(connection):
        now = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages or now}")

    history._database.read(limit)


def test_a_full_disk_is_told_and_what_was_saved_stays(history):
    attempt_id = begun(history)
    history.add_exchange(attempt_id, exchange(1))
    let_grow(history, None)
    with pytest.raises(HistoryError, match="no space left"):
        history.add_exchange(attempt_id, exchange(2, reply="long " * 20_000))
    assert history.attempt(attempt_id).exchanges == (exchange(1),)
    let_grow(history, 1_000_000)
    history.add_exchange(attempt_id, exchange(2))
    assert len(history.attempt(attempt_id).exchanges) == 2


LIMITED = """
import resource, signal, sys
from pathlib import Path
from history_samples import exchange
from simulator.errors import HistoryError
from simulator.store.history import History
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with History.open(Path(sys.argv[1])) as history:
    (summary,) = history.open_attempts()
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
    try:
        for n in range(2, 1000):
            history.add_exchange(summary.id, exchange(n))
    except HistoryError as error:
        print(n, error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
"""


def test_a_file_that_may_not_grow_is_told_and_what_was_acknowledged_stays(history_file):
    with History.open(history_file) as history:
        attempt_id = begun(history)
        history.add_exchange(attempt_id, exchange(1))
    failed_at, message = output(LIMITED, history_file, 300_000).split(" ", 1)
    assert "disk failed" in message or "no space left" in message
    with History.open(history_file) as history:
        assert len(history.attempt(attempt_id).exchanges) == int(failed_at) - 1


BEGINNER = """
import sys
from pathlib import Path
from history_samples import CONTENTS, exchange, start
from simulator.store.history import History
print("ready", flush=True)
sys.stdin.readline()
with History.open(Path(sys.argv[1]), wait=30) as history:
    attempt_id = history.begin(start(), CONTENTS)
    for n in range(1, 41):
        history.add_exchange(attempt_id, exchange(n))
"""


def test_two_programs_that_begin_the_same_new_history_at_once_both_succeed(history_file):
    running = [started(BEGINNER, history_file) for _ in range(2)]
    # Both wait here with everything imported, so that they open the file in the same moment.
    assert [one.stdout.readline() for one in running] == ["ready\n"] * 2
    for one in running:
        one.stdin.write("\n")
        one.stdin.flush()
    assert [(one.communicate(timeout=60)[1], one.returncode) for one in running] == [("", 0)] * 2
    with History.open(history_file) as history:
        assert [one.exchanges for one in history.attempts()] == [40, 40]


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ("sqlite://", "needs the path of a file"),
        ("sqlite:///:memory:", "needs the path of a file"),
        ("nosuchbase://host/name", "no support for a database called 'nosuchbase'"),
        ("://", "is not of the form postgresql://USER"),
    ],
)
def test_an_address_that_is_none_is_told(where, sentence):
    with pytest.raises(HistoryError, match=sentence):
        History.open(where)


def test_a_path_with_any_characters_is_taken_as_it_is(tmp_path):
    file = tmp_path / "100% ñ #1?mode=ro & [x]" / "history.db"
    with History.open(str(file)) as history:
        begun(history)
    assert file.exists()
    with History.open(f"sqlite:///{tmp_path}/plain.db") as history:
        begun(history)
    assert (tmp_path / "plain.db").exists()


def test_a_file_that_can_only_be_read_and_an_unusual_error_have_their_sentences(tmp_path):
    file = tmp_path / "x.db"
    file.touch()
    with (
        closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection,
        pytest.raises(sqlite3.OperationalError) as read_only,
    ):
        connection.execute("CREATE TABLE t (x)")
    assert "can't be opened for writing" in str(explained(read_only.value, "X", 1))
    unusual = explained(sqlite3.ProgrammingError("odd"), "X", 1)
    assert str(unusual) == "the history X can't be used: odd"
    assert not unusual.damaged
