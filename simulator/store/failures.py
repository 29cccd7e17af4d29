"""Database errors, told as one clear sentence: what happened to which history, and what to do about it."""

from __future__ import annotations

import re
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from simulator.errors import HistoryError

if TYPE_CHECKING:
    from collections.abc import Iterator

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_SHUT = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}

_GONE = {"57P01", "57P02", "57P03", "57P05", "25P03"}
_TAKEN = {"55P03", "40P01", "40001", "57014"}
_FULL = "53100"
_RIGHTS = {"3D000", "42501"}
_REFUSED = re.compile(
    r"authentication|no pg_hba|does not exist|no password|not permitted|certificate|invalid|SSL", re.IGNORECASE
)

UNDECODABLE = "Could not decode to UTF-8"
"""How Python's sqlite3 begins to tell of text that isn't any, without a code: a page was overwritten."""


@contextmanager
def told(name: str, wait: float) -> Iterator[None]:
    """Turn a database's error into a HistoryError about the history ``name``, which was waited for ``wait`` seconds."""
    try:
        yield
    except DBAPIError as error:
        raise explained(error.orig or error, name, wait) from error
    except sqlite3.Error as error:
        raise explained(error, name, wait) from error
    except OSError as error:
        raise shut(name, error.strerror or str(error)) from error


def explained(error: BaseException, name: str, wait: float) -> HistoryError:
    """The HistoryError that says what ``error`` means for the person who runs the program."""
    if hasattr(error, "sqlstate"):
        return of_server(error, name, wait)
    return _of_file(error, name, wait)


def _of_file(error: BaseException, name: str, wait: float) -> HistoryError:
    # SQLite keeps the kind of an error in the lowest byte of its code.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _BUSY:
        return HistoryError(
            f"the history {name} is in use by another program (waited {wait:g} s). Close that program and try again.",
            place=name,
        )
    if code in _DAMAGED or UNDECODABLE in str(error):
        return damaged(name)
    if code in _SHUT:
        return shut(name, str(error))
    if code == sqlite3.SQLITE_FULL:
        return HistoryError(
            f"there is no space left for the history {name}. Free some space and try again; "
            "what was saved before is safe.",
            place=name,
        )
    if code == sqlite3.SQLITE_IOERR:
        return HistoryError(
            f"the disk failed while the history {name} was in use ({error}). Check the disk and its free space.",
            place=name,
        )
    return HistoryError(f"the history {name} can't be used: {' '.join(str(error).split())}", place=name)


def is_lost(error: BaseException) -> bool:
    """Whether a server's error says that it can't be reached now, so that another try may succeed."""
    if not hasattr(error, "sqlstate"):
        return False
    state = error.sqlstate or ""
    # Errors while connecting carry no code; those that no waiting mends are told by their words.
    return state in _GONE or state.startswith("08") or (not state and _REFUSED.search(str(error)) is None)


def of_server(error: BaseException, name: str, wait: float) -> HistoryError:
    """The HistoryError for an error of PostgreSQL's, by its code (PostgreSQL, appendix A)."""
    state, said = getattr(error, "sqlstate", None) or "", _first_line(error)
    if is_lost(error):
        return HistoryError(
            f"the history {name} can't be reached now ({said}). Check the network and the server, then try again; "
            "what was saved before is safe.",
            lost=True,
            place=name,
        )
    if state in _TAKEN:
        return HistoryError(
            f"the history {name} is in use by another program (waited {wait:g} s). Try again.", place=name
        )
    if state == _FULL:
        return HistoryError(
            f"there is no space left for the history {name}. What was saved before is safe.", place=name
        )
    if not state or state.startswith("28") or state in _RIGHTS:
        return HistoryError(
            f"the history {name} can't be opened ({said}). Check the address, the user and their rights.", place=name
        )
    return HistoryError(f"the history {name} can't be used: {said}", place=name)


def _first_line(error: BaseException) -> str:
    """What went wrong, without the rows and statements that PostgreSQL adds on further lines."""
    said = next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
    return said.rpartition("failed: ")[2] or said


def damaged(name: str) -> HistoryError:
    """The error for a file that can't be read as a history."""
    return HistoryError(
        f"the history {name} is damaged and can't be read. Move it aside (nothing of it is deleted): "
        "the program then begins a new history.",
        damaged=True,
        place=name,
    )


def shut(name: str, reason: str) -> HistoryError:
    """The error for a file or folder that can't be made, opened or written."""
    return HistoryError(
        f"the history {name} can't be opened for writing ({reason}). "
        "Check that its folder exists and that you may write there, or choose another folder.",
        place=name,
    )
