"""Everything the program reports to a person as one line.

SimulatorError            exit 1  something went wrong that the person can act on
├── UsageError            exit 2  the command or its input is not of the right form
│   ├── ContentError      exit 2  a YAML file is wrong: file, line, column, key, what to do
│   └── NotFoundError     exit 2  no such scenario, rubric, attempt; the nearest name is given
├── NotAllowedError       exit 1  the role of the person who asks doesn't allow it
└── HistoryError          exit 1  the history can't be read or written
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class SimulatorError(Exception):
    """Root of all errors that are shown as one clear line, never as a traceback."""

    exit_code = 1

    @property
    def problems(self) -> tuple[SimulatorError, ...]:
        """Every problem that was found, the one to mend first in front; most errors are only one."""
        return (self,)


class UsageError(SimulatorError):
    """The input is not of the form the command takes."""

    exit_code = 2


class ContentError(UsageError):
    """A content file is wrong; ``str()`` gives ``file:line:column: key: message``.

    Lines and columns count from 1. ``others`` are further problems of the same content; ``problems`` lists them all,
    this one first.
    """

    def __init__(
        self,
        message: str,
        *,
        file: str,
        line: int = 1,
        column: int = 1,
        key: str = "",
        others: tuple[ContentError, ...] = (),
    ) -> None:
        self.message, self.file, self.line, self.column, self.key = message, file, line, column, key
        self.others = others
        where = f"{file}:{line}:{column}"
        super().__init__(f"{where}: {key}: {message}" if key else f"{where}: {message}")

    @property
    def problems(self) -> tuple[SimulatorError, ...]:
        """Every problem that was found, the one to mend first in front."""
        return (self, *self.others)


class NotFoundError(UsageError):
    """A name is unknown; the message offers the nearest known one."""

    def __init__(self, kind: str, name: str, known: Iterable[str], *, hint: str = "") -> None:
        self.kind, self.name = kind, name
        super().__init__(" ".join(filter(None, [f"no {kind} is called {name!r}.", nearest(name, known), hint])))


class NotAllowedError(SimulatorError):
    """The person who asks may not do this, or see this, in their role."""


class HistoryError(SimulatorError):
    """The history file or database can't be opened, read or written.

    ``damaged``: the file itself is broken, so that it helps to move it aside and to begin a new one. ``lost``: the
    server can't be reached now; the same can be tried again later. ``place``: the history's name, where the message
    tells it, with advice for who can get there; visitors of a server are told neither.
    """

    def __init__(self, message: str, *, damaged: bool = False, lost: bool = False, place: str = "") -> None:
        self.damaged, self.lost, self.place = damaged, lost, place
        super().__init__(message)


def nearest(name: str, known: Iterable[str]) -> str:
    """A sentence that offers the known name closest to ``name``, or an empty string."""
    names = list(known)
    same = [each for each in names if each.casefold() == name.casefold()]
    close = same or get_close_matches(name, names, n=1, cutoff=0.6)
    return f"Did you mean {close[0]!r}?" if close else ""
