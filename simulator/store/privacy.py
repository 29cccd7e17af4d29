"""What the law on personal data asks for: a person's export, deletion with a check, a period of keeping, a trail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from simulator.errors import UsageError
from simulator.store import erasing, exporting, judging, trail
from simulator.store.access import Access, allowed, viewer
from simulator.store.door import Door
from simulator.store.failures import told
from simulator.store.people import about
from simulator.store.schema import drop_backups
from simulator.store.team_records import Person, TrailEntry

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

AT_ONCE = 200
"""Attempts that are deleted in one transaction: others can write between two of them."""


class Erased(Struct, frozen=True):
    """What was deleted, or would be: attempts and gradings. ``left``: places where something of it still stands.

    ``person``: the id of who was deleted (empty: nobody, or in a history that knows no people). ``ids``: the attempts
    that were deleted, for what is kept of them elsewhere.
    """

    attempts: int
    gradings: int = 0
    left: tuple[str, ...] = ()
    person: str = ""
    ids: tuple[str, ...] = ()


class Privacy(Door):
    """Everybody exports and deletes their own; a QA lead does it for others, and sets how long things are kept."""

    def export(self, name: str | None = None) -> Iterator[tuple[str, Any]]:
        """Everything stored of a person (None: of oneself), file by file: a name and a record for it.

        One attempt is in memory at a time. It is recorded in the audit trail when it begins. A QA lead who has yet to
        mark a dispute of the person's blind gets that conversation without its marks; one's own export is whole.
        """
        person = self._write(_exporting, name, self._entry())
        whose = Access(person.id, person.name) if person else Access()
        hidden = self._read(_to_mark_blind)
        yield "person.json", self._database.read(exporting.about, whose)
        for attempt_id in self._database.read(exporting.attempt_ids, whose):
            yield self._database.read(exporting.attempt, whose, attempt_id, hidden)
        yield "disputes.json", self._database.read(exporting.disputes, whose, hidden)
        yield "audit-trail.json", self._database.read(exporting.trail_of, whose, hidden)

    def delete(self, name: str | None = None) -> Erased:
        """Delete a person (None: oneself) with all their practice, and look whether anything of them is left."""
        person = self._write(_deleting, name, self._entry())
        whose = Access(person.id, person.name) if person else Access()
        attempts = self._database.read(exporting.attempt_ids, whose)
        oldest = self._erase(attempts)
        if person is not None:
            self._database.write(erasing.person, person)
        self._scrub(oldest)
        left = self._database.read(erasing.remains, person, attempts)
        return Erased(len(attempts), left=left, person=person.id if person else "", ids=attempts)

    def older_than(self, moment: datetime, *, dry_run: bool = True) -> Erased:
        """Delete attempts and gradings that ended before a moment, of everybody; dry: only count them."""
        attempts, gradings = self._read(_older, moment)
        if dry_run or not (attempts or gradings):
            return Erased(len(attempts), len(gradings))
        detail = f"before {moment:%Y-%m-%d}: {len(attempts)} attempts, {len(gradings)} gradings"
        self._write(_kept_no_longer, detail, self._entry())
        oldest = self._erase(attempts)
        self._database.write(erasing.gradings, gradings)
        self._scrub(oldest)
        left = self._database.read(erasing.remains, None, attempts)
        return Erased(len(attempts), len(gradings), left, ids=attempts)

    def trail(
        self,
        *,
        person: str | None = None,
        action: str | None = None,
        since: datetime | None = None,
        limit: int = trail.FEW,
    ) -> tuple[TrailEntry, ...]:
        """The audit trail, the newest first: what concerns oneself, or for a QA lead everybody's."""
        whom = self._read(about, person, "read the audit trail of others").id if person else None
        return self._read(trail.entries, person=whom, action=action, since=since, limit=limit)

    def _erase(self, attempts: tuple[str, ...]) -> datetime | None:
        """Delete attempts, some at a time; gives when the oldest was started."""
        started = [self._database.write(erasing.attempts, some) for some in _some(attempts)]
        return min((moment for moment in started if moment), default=None)

    def _scrub(self, oldest: datetime | None) -> None:
        self._database.scrub()
        if oldest and self._database.file:
            with told(self._database.name, self._database.wait):
                drop_backups(self._database.file, made_since=oldest)


def _some(ids: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for first in range(0, len(ids), AT_ONCE):
        yield ids[first : first + AT_ONCE]


def _person(connection: Connection, access: Access, name: str | None, what: str) -> Person | None:
    """Whom it is about; None in a history that knows no people."""
    if access.person is None:
        if name:
            raise UsageError(
                f"this history knows no people, so nothing in it is {name}'s; all of it is yours. Leave the name "
                "out, or say in SIMULATOR_HISTORY where the team's history is."
            )
        return None
    return about(connection, access, name or access.name, what)


def _to_mark_blind(connection: Connection, access: Access) -> frozenset[judging.Disputed]:
    return judging.to_mark_blind(connection, viewer(connection, access))


def _exporting(connection: Connection, access: Access, name: str | None, entry: tuple[str, datetime]) -> Person | None:
    person = _person(connection, access, name, "export what is stored of others")
    trail.record(connection, access, entry, "exported", person=person.id if person else None)
    return person


def _deleting(connection: Connection, access: Access, name: str | None, entry: tuple[str, datetime]) -> Person | None:
    from simulator.store.people import need_another_lead

    person = _person(connection, access, name, "delete what is stored of others")
    if person is not None and person.role == "lead":
        need_another_lead(connection, person.id)
    trail.record(connection, access, entry, "deleted", person=person.id if person else None)
    return person


def _older(connection: Connection, access: Access, moment: datetime) -> tuple[tuple[str, ...], tuple[str, ...]]:
    allowed(connection, access, ("lead",), "set how long things are kept")
    return erasing.older(connection, moment)


def _kept_no_longer(connection: Connection, access: Access, detail: str, entry: tuple[str, datetime]) -> None:
    trail.record(connection, access, entry, "kept no longer", detail=detail)
