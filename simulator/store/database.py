"""One database, opened: transactions for reading and writing, in turn or side by side, and SQLite's settings."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Semaphore
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import create_engine, event
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import QueuePool

from simulator.errors import HistoryError
from simulator.store import postgres
from simulator.store.address import file_of, named
from simulator.store.failures import shut, told

if TYPE_CHECKING:
    from sqlalchemy.engine import URL, Connection, Engine

P = ParamSpec("P")
Q = ParamSpec("Q")
T = TypeVar("T")

_PRAGMAS = (
    # Readers and a writer don't block each other.
    "journal_mode = WAL",
    # Every commit is on the disk before it is acknowledged: a reply costs one such commit, and survives a power cut.
    "synchronous = FULL",
    # What the stop key deletes is overwritten with zeros, and never reaches a temporary file.
    "secure_delete = ON",
    "temp_store = MEMORY",
)


class Database:
    """A database that any thread of this program may use; the work itself is done in threads of its own.

    So Ctrl-C, which strikes the main thread, never cuts a transaction in two: what was begun is finished. Changes are
    made in turn. ``readers``: how many questions are answered beside them and each other; 0: all in turn.
    ``wait``: seconds to wait while another program writes. Raises HistoryError, never a database's own error.
    """

    def __init__(self, url: URL, *, wait: float, readers: int = 0) -> None:
        self.file = file_of(url)
        self.name = named(url)
        self.wait = wait
        self._engine = make_engine(url, wait=wait, connections=1 + readers)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="history")
        self._readers = ThreadPoolExecutor(readers, thread_name_prefix="reader") if readers else self._writer
        self._gate = [Semaphore(readers)] * readers

    def read(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What ``work`` finds with a connection that sees one state of the database."""

        def answer() -> T:
            with ExitStack() as stack:
                for reader in self._gate[:1]:
                    stack.enter_context(reader)
                return self._transact("BEGIN", lambda connection: work(connection, *args, **kwargs))

        return self._in_turn(self._readers, answer)

    def write(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Let ``work`` change the database: all is kept, on the disk, when this returns; on an error, nothing is."""
        # A lock taken at once waits its turn; one taken at the first change can fail at once.
        begin = "BEGIN IMMEDIATE"
        return self._in_turn(self._writer, self._transact, begin, lambda connection: work(connection, *args, **kwargs))

    def scrub(self) -> None:
        """Rewrite the file from what is stored, and empty its log, so that no deleted text is left between the pages.

        Overwriting alone is not enough: when SQLite moves rows from page to page, old copies stay in the gaps.
        """
        if self.file:
            self._in_turn(self._writer, self._run_alone, "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close all connections; the last program to do so also removes SQLite's log files."""
        self._readers.shutdown()
        self._writer.shutdown()
        self._engine.dispose()

    def _in_turn(self, thread: ThreadPoolExecutor, work: Callable[Q, T], *args: Q.args, **kwargs: Q.kwargs) -> T:
        try:
            turn = thread.submit(work, *args, **kwargs)
        except RuntimeError as error:
            raise HistoryError(f"the history {self.name} is already closed.") from error
        return turn.result()

    def _transact(self, begin: str, work: Callable[[Connection], T]) -> T:
        with told(self.name, self.wait):
            if self._engine.dialect.name == "postgresql":
                return postgres.transact(self._engine, work, wait=self.wait, reading=begin == "BEGIN")
            with self._engine.connect() as connection:
                connection.execution_options(begin=begin)
                with connection.begin():
                    return work(connection)

    def _run_alone(self, *statements: str) -> None:
        """SQLite's statements that can't be part of a transaction; readers, who would keep the log, are waited for."""
        with ExitStack() as stack, told(self.name, self.wait), self._engine.connect() as connection:
            for reader in self._gate:
                stack.enter_context(reader)
            for statement in statements:
                driver(connection).execute(statement).fetchall()


def make_engine(url: URL, *, wait: float, foreign_keys: bool = True, connections: int = 1) -> Engine:
    """An engine with its connections; SQLite's are set up, and its file made for its owner alone (mode 600)."""
    file = file_of(url)
    if file:
        _make_file(file)
    server = url.get_backend_name() == "postgresql"
    options: dict[str, Any] = {"timeout": wait, "check_same_thread": False} if file else {}
    if server:
        options = postgres.options(url, wait)
    try:
        # A connection that has lain idle is tried first: the server may have been started again meanwhile.
        engine = create_engine(
            url, poolclass=QueuePool, pool_size=connections, max_overflow=0, pool_pre_ping=server, connect_args=options
        )
    except (NoSuchModuleError, ArgumentError):
        raise HistoryError(f"there is no support for a database called {url.drivername!r}.") from None
    except ModuleNotFoundError as error:
        raise _without(error.name or "", url.drivername) from None
    except ImportError as error:
        # Without a library of its own, psycopg says so in several lines.
        raise _without(error.name or "psycopg", url.drivername) from None
    if file:
        _tune(engine, wait=wait, foreign_keys=foreign_keys)
    if server:
        postgres.tune(engine, wait)
    return engine


def _without(module: str, database: str) -> HistoryError:
    if module.startswith("psycopg"):
        return HistoryError(
            "a history in PostgreSQL needs the Python package psycopg: pip install '.[postgres]' in its folder."
        )
    return HistoryError(f"for a {database} history the Python package {module!r} is needed.")


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


def _tune(engine: Engine, *, wait: float, foreign_keys: bool) -> None:
    """Give every new connection SQLite's settings; transactions begin where the program says, not the driver."""

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        try:
            for pragma in (*_PRAGMAS, f"foreign_keys = {'ON' if foreign_keys else 'OFF'}"):
                _set(connection, pragma, wait)
        except sqlite3.Error:
            connection.close()
            raise

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN IMMEDIATE"))


def _set(connection: sqlite3.Connection, pragma: str, wait: float) -> None:
    """Set one of SQLite's settings; a change of the journal's mode doesn't wait for a busy file by itself."""
    until = monotonic() + wait
    while True:
        try:
            connection.execute(f"PRAGMA {pragma}").close()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() >= until:
                raise
            sleep(0.02)
        else:
            return
