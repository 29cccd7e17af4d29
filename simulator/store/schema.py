"""The schema's version: checked with one query when a history is opened, and migrated only when it is old."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from datetime import datetime
from glob import escape
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from simulator.errors import HistoryError
from simulator.store.address import file_of, located
from simulator.store.database import Database, make_engine
from simulator.store.failures import told
from simulator.store.tables import HEAD
from simulator.store.team_tables import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from sqlalchemy.engine import URL, Connection

_VERSIONS = Path(__file__).parent / "versions"
_LOCK = 20_261_122
"""Any number, the same in every program: PostgreSQL lets one of them migrate at a time."""
_ONE_AT_A_TIME = Lock()


def opened(where: Path | str, wait: float, readers: int = 0) -> Database:
    """The database at a path or URL, with the schema this program works with; the rest as for Database."""
    database = Database(located(where), wait=wait, readers=readers)
    try:
        if database.read(stored_version) != HEAD:
            migrate(located(where), database.name, wait)
    except BaseException:
        database.close()
        raise
    return database


def stored_version(connection: Connection) -> str | None:
    """The version of the schema in the database; None for an empty one. Another program's database is refused."""
    inspector = inspect(connection)
    if inspector.has_table("alembic_version"):
        version: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return version
    if connection.dialect.name == "sqlite" and inspector.get_table_names():
        raise HistoryError("the database holds another program's tables, not a history. Choose another file.")
    return None


def migrate(url: URL, name: str, wait: float, target: str = HEAD) -> None:
    """Bring the database to ``target`` in one transaction; a SQLite file with data in it is copied aside first.

    ``target``: a version or ``base`` (nothing). Raises HistoryError for a version this program doesn't know.
    """
    engine = make_engine(url, wait=wait, foreign_keys=False)
    try:
        with told(name, wait), engine.connect() as connection, connection.begin():
            _migrate(connection, file_of(url), target)
    finally:
        engine.dispose()


def script() -> ScriptDirectory:
    """The migrations that came with this program."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(_VERSIONS.parent), version_locations=[str(_VERSIONS)])


def backup_path(file: Path, version: str) -> Path:
    """Where the copy of a database with an old ``version`` is kept."""
    return file.with_name(f"{file.name}.schema-{version}")


def drop_backups(file: Path, *, made_since: datetime) -> None:
    """Delete the copies that were made before a migration at or after a moment."""
    for copy in file.parent.glob(f"{escape(file.name)}.schema-*"):
        if copy.stat().st_mtime >= made_since.timestamp():
            copy.unlink()


def _migrate(connection: Connection, file: Path | None, target: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    # Another program may have migrated while this one waited for the lock.
    current = stored_version(connection)
    if current == target:
        return
    known = list(script().walk_revisions())[::-1]
    versions = ["base", *(step.revision for step in known)]
    if current is not None and current not in versions:
        raise HistoryError(
            f"the history was written by a newer version of this program (schema {current}; this one knows up to "
            f"{HEAD}). Update the program, or choose another history."
        )
    if file and current is not None:
        _copy(file, backup_path(file, current))
    here, there = versions.index(current or "base"), versions.index(target)
    with _operations(connection) as context:
        for step in known[here:there]:
            step.module.upgrade()
        for step in known[there:here][::-1]:
            step.module.downgrade()
        context.stamp(script(), target)
    _check_references(connection)


@contextmanager
def _operations(connection: Connection) -> Iterator[MigrationContext]:
    """Let migrations work on ``connection``; Alembic's operations are global, so one thread at a time."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    # SQLite can't alter most things about a table: the batch mode copies it instead.
    options = {"render_as_batch": connection.dialect.name == "sqlite", "target_metadata": metadata}
    context = MigrationContext.configure(connection, opts=options)
    with _ONE_AT_A_TIME, Operations.context(context):
        yield context


def _check_references(connection: Connection) -> None:
    """Foreign keys are off while tables are copied; a migration that breaks one must not be kept."""
    if connection.dialect.name == "sqlite" and connection.execute(text("PRAGMA foreign_key_check")).first():
        raise HistoryError(
            "the history can't be brought up to date (rows would lose their attempt). Nothing was changed."
        )


def _copy(file: Path, copy: Path) -> None:
    """A complete copy of a database in use, its log included; an interrupted one leaves no file that looks whole."""
    partial = copy.with_name(f"{copy.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        partial.touch(mode=0o600)
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(partial)) as target:
            source.backup(target)
        partial.replace(copy)
    finally:
        partial.unlink(missing_ok=True)
