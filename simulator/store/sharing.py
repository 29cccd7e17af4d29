"""What a person lets others see of their practice: one attempt at a time, and only when it is finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from simulator.errors import UsageError
from simulator.store import tables, tallies, trail
from simulator.store.access import Access, own
from simulator.store.people import Entry
from simulator.store.reading import unknown
from simulator.store.team_records import Audience

if TYPE_CHECKING:
    from sqlalchemy import Row
    from sqlalchemy.engine import Connection


def share(connection: Connection, access: Access, attempt_id: str, audience: Audience, entry: Entry) -> None:
    """Let others see one's own finished attempt."""
    row = _mine(connection, access, attempt_id)
    if row.finished is None:
        raise UsageError("that conversation isn't finished yet: only a finished one can be shared.")
    if row.parent_exchange is not None:
        raise UsageError(
            "that conversation plays part of another one again, and such tries stay private. Play it anew."
        )
    if row.audience != "trainer" or not _announced(row):
        _set(connection, attempt_id, audience)
    trail.record(connection, access, entry, "shared", person=access.person, attempt=attempt_id, detail=audience)


def unshare(connection: Connection, access: Access, attempt_id: str, entry: Entry) -> None:
    """Take back one's own attempt."""
    row = _mine(connection, access, attempt_id)
    if _announced(row):
        raise UsageError("an exam, and practice that was assigned, stays open to your trainers, as was announced.")
    _set(connection, attempt_id, None)
    trail.record(connection, access, entry, "unshared", person=access.person, attempt=attempt_id)


def _mine(connection: Connection, access: Access, attempt_id: str) -> Row[tuple[object, ...]]:
    if access.person is None:
        raise UsageError("this history knows no people, so there is nobody to share with (see docs/teams.md).")
    query = select(tables.attempt).where(own(access), tables.attempt.c.id == attempt_id)
    row = connection.execute(query.with_for_update()).first()
    if row is None:
        raise unknown(connection, access, attempt_id)
    return row


def _announced(row: Row[tuple[object, ...]]) -> bool:
    return row.mode == "exam" or row.assignment is not None


def _set(connection: Connection, attempt_id: str, audience: Audience | None) -> None:
    with tallies.kept(connection, [attempt_id]):
        connection.execute(update(tables.attempt).where(tables.attempt.c.id == attempt_id).values(audience=audience))
