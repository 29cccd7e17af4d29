"""What is PostgreSQL's own: its address, its absence, a lost connection, several writers, and the migrations."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from history_samples import CONTENTS, SCORECARD, exchange, start
from postgres_server import started

from simulator.errors import HistoryError
from simulator.store import postgres as own
from simulator.store import schema, tables, team_tables
from simulator.store.address import located, named
from simulator.store.failures import explained
from simulator.store.history import History
from simulator.store.tables import HEAD

SECRET = "hunter2"  # noqa: S105 - that it is not shown is what is tested


@pytest.mark.parametrize(
    "where",
    [
        f"postgresql://sam:{SECRET}@127.0.0.1:1/history",
        f"postgresql://sam:{SECRET}@127.0.0.1:port/history",
        f"postgresql://sam:p@ss:{SECRET}@host:x/history",
        f"postgresql://sam@127.0.0.1:1/history?password={SECRET}",
        f"postgresql://sam:{SECRET}@127.0.0.1:1/history?nonsense={SECRET}",
        f"nosuch://sam:{SECRET}@host/history",
    ],
)
def test_no_error_shows_a_password(where):
    with pytest.raises(HistoryError) as error:
        History.open(where, wait=0.1)
    assert SECRET not in str(error.value)
    assert "\n" not in str(error.value)


def test_an_address_is_shown_without_password_and_options():
    assert (
        named(located(f"postgres://sam:{SECRET}@db.shop:5433/h?sslmode=require")) == "postgresql://sam@db.shop:5433/h"
    )


def test_without_the_driver_one_line_says_what_to_install():
    program = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from simulator.errors import HistoryError\nfrom simulator.store.history import History\n"
        "try: History.open('postgresql://sam@host/db')\nexcept HistoryError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == (
        "a history in PostgreSQL needs the Python package psycopg: pip install '.[postgres]' in its folder.\n"
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda url: url.set(database="nothing-here"), "does not exist"),
        (lambda url: url.set(username="nobody"), "Check the address, the user and their rights"),
    ],
)
def test_a_database_or_user_that_is_not_there_is_told_at_once(postgres, change, said):
    where = change(sqlalchemy.make_url(postgres)).render_as_string(hide_password=False)
    began = time.monotonic()
    with pytest.raises(HistoryError, match=said) as error:
        History.open(where, wait=30.0)
    assert not error.value.lost
    assert time.monotonic() - began < 15


def test_migrations_make_the_tables_that_the_program_knows(postgres_server):
    url = postgres_server.empty()
    History.open(url).close()
    engine = sqlalchemy.create_engine(located(url))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True, "compare_type": True})
        assert compare_metadata(context, team_tables.metadata) == []
    engine.dispose()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_old_history_comes_up_with_its_data_goes_down_and_comes_up_again(kind, request, history_file):
    place = request.getfixturevalue("postgres_server").empty() if kind == "postgresql" else history_file
    schema.migrate(located(place), "it", 5.0, target="0003")
    insert_old(place)
    for _ in range(2):
        with History.open(place) as history:
            (item,) = history.attempts()
            assert item.score == 50.0
            assert [(one.criterion, one.points, one.assessed, one.week) for one in history.results()] == [
                ("apology", 4, 1, "2026-W01")
            ]
        schema.migrate(located(place), "it", 5.0, target="0003")
    with History.open(place) as history:
        history.team.add_person("Lee", "lead")
    with pytest.raises(HistoryError, match="several people"):
        schema.migrate(located(place), "it", 5.0, target="0003")
    with History.open(place, "Lee") as lee:
        assert [item.id for item in lee.attempts()] == ["a1"]


def insert_old(place) -> None:
    """An attempt as version 0003 stored it: one reply read twice, and marked again by a person."""
    at = datetime(2025, 12, 31, 10, tzinfo=UTC)
    attempt = {"id": "a1", "scenario": "late", "scenario_version": 1, "content": "h", "title": "", "seed": "7"}
    attempt |= {"engine": "1", "mode": "practice", "clock": "off", "channel": "email", "trainee": "Sam"}
    attempt |= {"rubrics": "{}", "options": "{}", "started": at, "finished": at, "score": 50.0}
    exchange = {"attempt": "a1", "n": 1, "at": at, "hostility_before": 1, "hostility_after": 2, "phase": "RATIONAL"}
    exchange |= {"delay_s": 0, "body": "{}"}
    mark = {"attempt": "a1", "n": 1, "rubric": "empathy", "rubric_version": 1, "rubric_hash": "x", "max": 4, "at": at}
    mark |= {"criterion": "apology", "body": "{}"}
    engine = sqlalchemy.create_engine(located(place))
    with engine.begin() as connection:
        connection.execute(sqlalchemy.insert(tables.content).values(hash="h", text="id: late"))
        for table, row in (
            (tables.attempt, attempt),
            (tables.exchange, exchange | {"revision": 1}),
            (tables.exchange, exchange | {"revision": 2}),
            (tables.mark, mark | {"revision": 1, "points": 1, "author": "program"}),
            (tables.mark, mark | {"revision": 2, "points": 2, "author": "program"}),
            (tables.mark, mark | {"revision": 2, "points": 4, "author": "Kim"}),
        ):
            connection.execute(sqlalchemy.insert(table).values(row))
    engine.dispose()


def test_writers_of_several_connections_lose_nothing(postgres):
    """Each begins, plays and stops attempts of its own, all with the same texts; one attempt is continued by all."""
    with History.open(postgres) as one:
        together = one.begin(start(), CONTENTS)

    def play(_n: int) -> int:
        added = 0
        with History.open(postgres) as history:
            for k in range(1, 5):
                mine = history.begin(start(), CONTENTS)
                history.add_exchange(mine, exchange(1))
                if k % 2:
                    history.discard(mine)
                else:
                    history.finish(mine, None, None, SCORECARD)
                with contextlib.suppress(HistoryError):  # continued elsewhere meanwhile
                    history.add_exchange(together, exchange(len(history.attempt(together).exchanges) + 1))
                    added += 1
        return added

    with ThreadPoolExecutor(4) as pool:
        added = sum(pool.map(play, range(4)))
    with History.open(postgres) as history:
        assert [item.n for item in history.attempt(together).exchanges] == list(range(1, added + 1))
        assert len(history.attempts(finished=True)) == 8
        assert history.content(start().content)


def test_two_programs_that_begin_the_same_history_at_once_both_succeed(postgres_server):
    url = postgres_server.empty()
    with ThreadPoolExecutor(3) as pool:
        opened = list(pool.map(lambda _n: History.open(url), range(3)))
    for history in opened:
        history.close()
    engine = sqlalchemy.create_engine(located(url))
    with engine.connect() as connection:
        assert schema.stored_version(connection) == HEAD
    engine.dispose()


def test_a_reply_survives_a_server_that_is_started_again_meanwhile(tmp_path):
    server = started()
    try:
        url = server.url()
        with History.open(url, wait=20.0, spare=tmp_path / "unsent") as history:
            begun = history.begin(start(), CONTENTS)
            server.signal(signal.SIGINT)
            again = threading.Timer(1.0, server.start_again)
            again.start()
            history.add_exchange(begun, exchange(1))
            again.join()
            assert history.attempt(begun).exchanges == (exchange(1),)
            server.signal(signal.SIGINT)
            history._database.wait = 0.3
            with pytest.raises(HistoryError, match="kept on this computer") as error:
                history.save_draft(begun, "What I had typed")
            assert error.value.lost
            with pytest.raises(HistoryError, match="can't be reached now"):
                history.add_exchange(begun, exchange(2))
            server.start_again()
        with History.open(url, spare=tmp_path / "unsent") as history:
            kept = history.attempt(begun).draft
            assert kept is not None
            assert kept.text == "What I had typed"
            history.add_exchange(begun, exchange(2))
            assert history.draft(begun) is None
            assert list((tmp_path / "unsent").iterdir()) == []
    finally:
        server.stop()


@pytest.mark.parametrize("made", [True, False])
def test_a_commit_whose_answer_was_lost_is_made_exactly_once(postgres, monkeypatch, made):
    with History.open(postgres) as history:
        begun = history.begin(start(), CONTENTS)
        engine, tries = history._database._engine, []
        commit = engine.dialect.do_commit

        def lose(connection) -> None:
            tries.append(connection)
            if len(tries) > 1:
                commit(connection)
                return
            if made:
                commit(connection)
            with engine.connect() as other:
                pid = connection.driver_connection.info.backend_pid
                other.execute(sqlalchemy.text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
                other.rollback()
            connection.driver_connection.execute("SELECT 1")

        engine.pool._max_overflow = 1
        monkeypatch.setattr(engine.dialect, "do_commit", lose)
        history.add_note(begun, "once", author="Sam")
        monkeypatch.undo()
        assert [note.text for note in history.attempt(begun).notes] == ["once"]


def test_errors_of_the_server_have_their_sentences():
    class ToldError(Exception):
        def __init__(self, state: str | None, text: str) -> None:
            self.sqlstate = state
            super().__init__(text)

    def said(state: str | None, text: str = "x\nDETAIL: a secret row") -> str:
        return str(explained(ToldError(state, text), "H", 5.0))

    assert "in use by another program (waited 5 s)" in said("55P03")
    assert "no space left" in said("53100")
    assert "can't be reached now (server closed the connection)" in said("57P01", "server closed the connection")
    assert "can't be opened (permission denied)" in said("42501", "permission denied")
    assert said("23505") == "the history H can't be used: x"
    assert own.options(located("postgresql://h/d?connect_timeout=1"), 5.0).get("connect_timeout") is None
