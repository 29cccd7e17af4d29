"""Where a history is: the path of a file, or the URL of a server; never shown with its password."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from simulator.errors import HistoryError

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

_POSTGRESQL = frozenset({"postgresql", "postgres"})


def located(where: Path | str) -> URL:
    """The URL of a history: of a file's path, or as given where ``where`` is a database URL."""
    if not (isinstance(where, str) and "://" in where):
        return make_url("sqlite://").set(database=str(where))
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):
        # The text isn't repeated, and the cause not kept: either could hold a password.
        raise HistoryError(
            f"the address of the history ({where.partition('://')[0]}://...) is not of the form "
            "postgresql://USER:PASSWORD@HOST:PORT/DATABASE. Signs such as @ : / in a password are written "
            "%40 %3A %2F."
        ) from None
    return url.set(drivername="postgresql+psycopg") if url.drivername in _POSTGRESQL else url


def file_of(url: URL) -> Path | None:
    """The file of a SQLite history; None for another database."""
    if not url.drivername.startswith("sqlite"):
        return None
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise HistoryError("a history needs the path of a file: one that is only in memory would be lost.")
    return Path(url.database)


def named(url: URL) -> str:
    """How a history is called on the screen: its path, or its address without password and options."""
    file = file_of(url)
    if file:
        return str(file)
    user = f"{url.username}@" if url.username else ""
    port = f":{url.port}" if url.port else ""
    return f"{url.get_backend_name()}://{user}{url.host or ''}{port}/{url.database or ''}"
