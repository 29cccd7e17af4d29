"""The history as a server for a team holds it: who may come in, and for each of them their own door; nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from simulator.store import people
from simulator.store.database import Database
from simulator.store.history import History
from simulator.store.schema import opened
from simulator.store.team_records import Credential

READERS = 4
"""Questions that are answered side by side: a long report takes one of them, and pages are answered by the others."""


class TeamServer:
    """One opened database for many people. It answers no question itself: ``history_of`` does, as that person."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, where: Path | str, *, wait: float = 5.0) -> Self:
        """Open the history in a file or at a database URL; HistoryError where it can't be used."""
        return cls(opened(where, wait, READERS))

    @property
    def known(self) -> bool:
        """Whether this history knows people at all; without them nobody can come in."""
        return self._database.read(people.any_people)

    def credential(self, name: str) -> Credential | None:
        """Somebody by name, with what checks their password; None for a name that nobody has."""
        return self._database.read(people.credential, name)

    def history_of(self, name: str) -> History:
        """The history as this person sees it. It shares the database: don't close it.

        Raises:
            NotAllowedError: nobody of that name is in it.

        """
        return History(self._database, self._database.read(people.access_of, name))

    def close(self) -> None:
        """Close the database for everybody."""
        self._database.close()
