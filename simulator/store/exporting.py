"""What a person's export holds, as functions over an open transaction; privacy.py has asked who may have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from simulator.store import assigning, people, reading, tables, team_tables, trail
from simulator.store.access import Access, own, unmarked
from simulator.store.judging import Disputed, overrides
from simulator.store.sampling import SAMPLED

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

MOST_ENTRIES = 1_000_000
"""Of the audit trail, in one export."""
LEFT_OUT = "Marks, scores and notes: a disputed mark waits to be given blind by who made this export."
"""What is said where a QA lead's export holds less than the person's own, which is always whole."""


def about(connection: Connection, whose: Access) -> dict[str, Any]:
    """The person: name, role, teams, and what was assigned to them."""
    row = connection.execute(select(team_tables.person).where(team_tables.person.c.id == whose.person)).first()
    if row is None:
        return {"name": "", "role": "", "teams": [], "assignments": []}
    return {
        "id": row.id,
        "name": row.name,
        "role": row.role,
        "since": row.at,
        "has_password": row.secret is not None,
        "teams": people.teams_of(connection, row.id),
        "assignments": assigning.assignments(connection, whose),
    }


def attempt_ids(connection: Connection, whose: Access) -> tuple[str, ...]:
    """All their attempts, the oldest first."""
    return tuple(connection.scalars(select(tables.attempt.c.id).where(own(whose)).order_by(tables.attempt.c.id)))


def attempt(
    connection: Connection, whose: Access, attempt_id: str, hidden: frozenset[Disputed] = frozenset()
) -> tuple[str, dict[str, Any]]:
    """One attempt with all that hangs on it: every reading, every mark, draft, ticket, notes and overrides.

    ``hidden``: marks that the QA lead who exports has yet to give blind; of their attempts, the words alone.
    """
    found = reading.attempt(connection, whose, attempt_id)
    name = f"attempts/{found.started:%Y-%m-%d}-{_plain(found.start.scenario)}-{attempt_id}.json"
    if any(place[0] == attempt_id for place in hidden):
        return name, {"attempt": unmarked(found), "left_out": LEFT_OUT}
    rows = tables.exchange.c
    moments = connection.execute(
        select(rows.n, rows.revision, rows.at).where(rows.attempt == attempt_id).order_by(rows.n, rows.revision)
    )
    record = {
        "attempt": found,
        "stored": [row._asdict() for row in moments],
        "earlier_readings": {
            one.n: readings[:-1]
            for one in found.exchanges
            if len(readings := reading.revisions(connection, whose, attempt_id, one.n)) > 1
        },
        "marks": reading.given_marks(connection, attempt_id),
        "overrides": [dict(row) for row in overrides(connection, attempt_id)],
    }
    return name, record


def _plain(name: str) -> str:
    return "".join(char if char.isalnum() or char in "-_" else "-" for char in name)[:80]


def disputes(connection: Connection, whose: Access, hidden: frozenset[Disputed] = frozenset()) -> list[dict[str, Any]]:
    """What they disputed, and what they settled of others (without the words of those); no mark that is ``hidden``."""
    rows = team_tables.dispute
    mine = connection.execute(select(rows).where(rows.c.person == whose.person)).mappings()
    settled = select(rows.c.id, rows.c.rubric, rows.c.criterion, rows.c.blind, rows.c.graded)
    return [
        *({"role": SAMPLED if row["outcome"] == SAMPLED else "disputed", **_as_seen(row, hidden)} for row in mine),
        *(
            {"role": "graded", **row}
            for row in connection.execute(settled.where(rows.c.grader == whose.person)).mappings()
        ),
    ]


def _as_seen(row: Any, hidden: frozenset[Disputed]) -> dict[str, Any]:
    if (row["attempt"], row["rubric"], row["criterion"]) not in hidden:
        return dict(row)
    return {**row, "points": None, "blind": None, "reason": "", "answer": "", "outcome": "", "left_out": LEFT_OUT}


def trail_of(connection: Connection, whose: Access, hidden: frozenset[Disputed] = frozenset()) -> list[dict[str, Any]]:
    """Every entry about them or by them: who looked at what, and when; no mark that is ``hidden``."""
    rows, known = team_tables.trail.c, trail.names(connection)
    query = select(team_tables.trail).where(or_(rows.person == whose.person, rows.actor == whose.person))
    found = connection.execute(query.order_by(rows.id).limit(MOST_ENTRIES)).mappings()
    kept = {place[0] for place in hidden}
    return [
        {
            **row,
            "actor": known.get(row["actor"], ""),
            "person": known.get(row["person"], ""),
            "detail": trail.without_marks(row["detail"]) if row["attempt"] in kept else row["detail"],
        }
        for row in found
    ]
