"""One database, opened: an engine behind a lock, short transactions for reading and writing, and SQLite's settings."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import QueuePool

from simulator.errors import HistoryError
from simulator.store.failures import shut, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import URL, Connection, Engine

_PRAGMAS = (
    # Readers and a writer don't block each other.
    "journal_mode = WAL",
    # Every commit is on the disk before it is acknowledged: a reply costs one such commit, and survives a power cut.
    "synchronous = FULL",
    # What the stop key deletes is overwritten with zeros, and never reaches a temporary file.
    "secure_delete = ON",
    "temp_store = MEMORY",
)


def located(where: Path | str) -> URL:
    """The URL of a history: of a file's path, or as given where ``where`` is a database URL."""
    if isinstance(where, str) and "://" in where:
        try:
            return make_url(where)
        except ArgumentError as error:
            raise HistoryError(f"{where!r} is not the address of a database.") from error
    return make_url("sqlite://").set(database=str(where))


def file_of(url: URL) -> Path | None:
    """The file of a SQLite history; None for another database."""
    if not url.drivername.startswith("sqlite"):
        return None
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise HistoryError("a history needs the path of a file: one that is only in memory would be lost.")
    return Path(url.database)


class Database:
    """A database that several threads of this program may use; one of them at a time.

    ``wait``: seconds to wait while another program writes. Raises HistoryError, never a database's own error.
    """

    def __init__(self, url: URL, *, wait: float) -> None:
        self.file = file_of(url)
        self.name = str(self.file) if self.file else url.render_as_string(hide_password=True)
        self.wait = wait
        self._lock = RLock()
        self._engine: Engine | None = make_engine(url, wait=wait)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database."""
        with self._connected() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are all kept, on the disk, when the block ends; or none of them."""
        with self._connected() as connection:
            # A lock taken at once waits its turn; one taken at the first write can fail at once.
            connection.execution_options(write=True)
            with connection.begin():
                yield connection

    def scrub(self) -> None:
        """Rewrite the file from what is stored, and empty its log, so that no deleted text is left between the pages.

        Overwriting alone is not enough: when SQLite moves rows from page to page, old copies stay in the gaps.
        """
        if self.file:
            with self._connected() as connection:
                driver(connection).execute("VACUUM")
                driver(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close all connections; the last program to do so also removes SQLite's log files."""
        with self._lock:
            if self._engine:
                self._engine.dispose()
            self._engine = None

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with self._lock:
            if self._engine is None:
                raise HistoryError(f"the history {self.name} is already closed.")
            with told(self.name, self.wait), self._engine.connect() as connection:
                yield connection


def make_engine(url: URL, *, wait: float, foreign_keys: bool = True) -> Engine:
    """An engine with one connection; SQLite's is set up, and its file made for its owner alone (mode 600)."""
    file = file_of(url)
    if file:
        _make_file(file)
    options: dict[str, Any] = {"timeout": wait, "check_same_thread": False} if file else {}
    try:
        engine = create_engine(url, poolclass=QueuePool, pool_size=1, max_overflow=0, connect_args=options)
    except NoSuchModuleError as error:
        raise HistoryError(f"there is no support for a database called {url.drivername!r}.") from error
    except ModuleNotFoundError as error:
        raise HistoryError(f"for a {url.drivername} history the Python package {error.name!r} is needed.") from error
    if file:
        _tune(engine, foreign_keys=foreign_keys)
    return engine


def driver(connection: Connection) -> sqlite3.Connection:
    """SQLite's own connection below ``connection``, for what can't be done inside a transaction."""
    own = connection.connection.driver_connection
    if not isinstance(own, sqlite3.Connection):
        raise TypeError(f"{type(own)} is not a SQLite connection")
    return own


def _make_file(file: Path) -> None:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
    except OSError as error:
        raise shut(str(file), error.strerror or str(error)) from error


def _tune(engine: Engine, *, foreign_keys: bool) -> None:
    """Give every new connection SQLite's settings; transactions begin where the program says, not the driver."""

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        try:
            for pragma in (*_PRAGMAS, f"foreign_keys = {'ON' if foreign_keys else 'OFF'}"):
                connection.execute(f"PRAGMA {pragma}").close()
        except sqlite3.Error:
            connection.close()
            raise

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
