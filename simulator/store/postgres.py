"""What is PostgreSQL's own: its settings for each connection, and whether an interrupted commit was made."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from simulator.store.failures import is_lost

if TYPE_CHECKING:
    from sqlalchemy import Table
    from sqlalchemy.engine import URL, Connection, Engine

T = TypeVar("T")
_PAUSE_S = 0.2
_MINE = 20_261_123
"""Any number, the same in every program: texts that attempts share are stored and cleared away under this lock."""
_SUMS = 20_261_124
"""Another: sums are changed by one transaction at a time."""


def options(url: URL, wait: float) -> dict[str, Any]:
    """How to connect: a server that doesn't answer is given up in time; what the address itself says goes first."""
    wanted: dict[str, Any] = {
        "connect_timeout": max(2, round(wait)),
        "application_name": "simulator",
        # A connection whose other end has vanished is noticed within seconds, not hours.
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 15_000,
    }
    return {name: value for name, value in wanted.items() if name not in url.query}


def tune(engine: Engine, wait: float) -> None:
    """Give every new connection its settings: locks are waited for as long as SQLite's are, times are in UTC."""

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: object) -> None:
        connection.autocommit = True
        connection.execute(f"SET lock_timeout = {round(wait * 1000)}")
        connection.execute("SET TIME ZONE 'UTC'")
        connection.autocommit = False


def large_sums(connection: Connection) -> None:
    """Let this transaction sum up in memory what PostgreSQL would otherwise put on the disk (4 MB at a time)."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL work_mem = '64MB'"))


def share_texts(connection: Connection) -> None:
    """Let nobody clear away texts until this transaction ends, in which an attempt begins that needs them."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock_shared(:key)"), {"key": _MINE})


def hold_texts(connection: Connection) -> None:
    """Let no attempt begin until this transaction ends, in which texts are cleared away."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MINE})


def hold_tallies(connection: Connection) -> None:
    """Let nobody else change the kept sums until this transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _SUMS})


def transact(engine: Engine, work: Callable[[Connection], T], *, wait: float, reading: bool) -> T:
    """Do ``work`` in one transaction; if the connection is lost it is done again, exactly once, for ``wait`` seconds.

    Raises:
        DBAPIError: the server's error, or its absence for longer than that.

    """
    until = monotonic() + wait
    while True:
        try:
            return _read(engine, work) if reading else _write(engine, work, until)
        except DBAPIError as error:
            if not is_lost(error.orig or error) or monotonic() >= until:
                raise
            sleep(_PAUSE_S)


def _read(engine: Engine, work: Callable[[Connection], T]) -> T:
    with engine.connect() as connection:
        connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            return work(connection)


def _write(engine: Engine, work: Callable[[Connection], T], until: float) -> T:
    with engine.connect() as connection, connection.begin() as transaction:
        done = work(connection)
        number = connection.scalar(text("SELECT pg_current_xact_id_if_assigned()::text"))
        try:
            transaction.commit()
        except DBAPIError as error:
            if not (is_lost(error.orig or error) and number):
                raise
            lost = error
        else:
            return done
    if _committed(engine, number, until):
        return done
    raise lost


def _committed(engine: Engine, number: str, until: float) -> bool:
    """Whether a transaction whose end was not seen was made: the server knows, once it can be asked."""
    query = text("SELECT pg_xact_status(CAST(CAST(:number AS text) AS xid8))")
    while True:
        try:
            with engine.connect() as connection:
                status = connection.scalar(query, {"number": number})
            if status != "in progress":
                return bool(status == "committed")
        except DBAPIError as error:
            if not is_lost(error.orig or error) or monotonic() >= until:
                raise
        sleep(_PAUSE_S)


def upserting(connection: Connection, table: Table) -> Any:
    """An insert that can update instead, in the database's own words; PostgreSQL's are imported where it is used."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as postgresql_insert

        return postgresql_insert(table)
    from sqlalchemy.dialects.sqlite import insert as sqlite_insert

    return sqlite_insert(table)
