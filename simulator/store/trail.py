"""The audit trail: who looked at, changed, exported or deleted what of whom. It only grows, and holds ids, no names."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import insert, or_, select

from simulator.store import team_tables
from simulator.store.access import Access, allowed, viewer, waiting_marks
from simulator.store.json_text import mended
from simulator.store.team_records import TrailEntry

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

FEW = 1000
"""Entries that are shown at most, unless another number is asked for."""


def record(
    connection: Connection,
    access: Access,
    entry: tuple[str, datetime],
    action: str,
    *,
    person: str | None = None,
    attempt: str | None = None,
    detail: str = "",
) -> None:
    """Add an entry (its id and moment): what was done, about whom and which attempt; ``detail`` names nobody."""
    entry_id, at = entry
    values = {"id": entry_id, "at": at, "actor": access.person, "action": action}
    values |= {"person": person, "attempt": attempt, "detail": mended(detail)}
    connection.execute(insert(team_tables.trail).values(values))


def entries(
    connection: Connection,
    access: Access,
    *,
    person: str | None = None,
    action: str | None = None,
    since: datetime | None = None,
    limit: int = FEW,
) -> tuple[TrailEntry, ...]:
    """The newest entries first: about the person who asks and what they did, or, for a QA lead, about everybody.

    ``person``: by id; anybody may ask about themselves. What a mark became is left out for who has to give it blind.
    """
    rows = team_tables.trail.c
    query = select(team_tables.trail).order_by(rows.at.desc(), rows.id.desc()).limit(limit)
    who = viewer(connection, access)
    if who.role in ("trainee", "trainer"):
        if person not in (None, who.person):
            allowed(connection, access, ("lead",), "read the audit trail of others")
        query = query.where(or_(rows.person == who.person, rows.actor == who.person))
    elif person is not None:
        query = query.where(or_(rows.person == person, rows.actor == person))
    for column, value in ((rows.action, action),):
        query = query if value is None else query.where(column == value)
    query = query if since is None else query.where(rows.at >= since)
    found = connection.execute(query).all()
    known, waiting = names(connection), waiting_marks(who)
    hidden = frozenset() if waiting is None else frozenset(row.attempt for row in connection.execute(waiting))
    return tuple(
        TrailEntry(
            row.at,
            known.get(row.actor, ""),
            row.action,
            known.get(row.person, ""),
            row.attempt or "",
            without_marks(row.detail) if row.attempt in hidden else row.detail,
        )
        for row in found
    )


def without_marks(detail: str) -> str:
    """A detail without the marks that it tells after the place, as in "reply 1 empathy/apology: 2 to 4"."""
    return detail.partition(":")[0]


def names(connection: Connection) -> dict[str | None, str]:
    """Everybody's name, by id."""
    rows = team_tables.person.c
    return {row.id: row.name for row in connection.execute(select(rows.id, rows.name))}
