"""What trainers ask of people, as functions over an open transaction that are told who asks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from simulator.errors import NotAllowedError, NotFoundError, UsageError
from simulator.store import tables, team_tables, trail
from simulator.store.access import STAFF, Access, allowed
from simulator.store.json_text import read, written
from simulator.store.people import Entry, people
from simulator.store.team_records import Assignment

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


def assign(connection: Connection, access: Access, new: Assignment, entry: Entry) -> None:
    """Ask somebody of one's teams for something; QA leads may ask anybody."""
    allowed(connection, access, STAFF, "assign practice")
    _within(connection, access, new.person)
    values: dict[str, Any] = {name: getattr(new, name) for name in ("id", "person", "kind", "subject", "at", "due")}
    values |= {"options": written(new.options), "author": access.person or ""}
    connection.execute(insert(team_tables.assignment).values(values))
    trail.record(connection, access, entry, "assigned", person=new.person, detail=f"{new.kind} {new.subject}")


def need_open_assignment(connection: Connection, access: Access, assignment_id: str) -> None:
    """An error if nothing was assigned to the person who asks under this id, or it was taken back."""
    rows = team_tables.assignment.c
    mine = select(rows.id).where(rows.id == assignment_id, rows.person == access.person, rows.withdrawn.is_(None))
    if connection.execute(mine).first() is None:
        raise UsageError("that was not assigned to you, or was taken back.")


def withdraw(connection: Connection, access: Access, assignment_id: str, entry: Entry) -> None:
    """Take an assignment back; attempts that were made for it stay as they are."""
    allowed(connection, access, STAFF, "assign practice")
    rows = team_tables.assignment
    person = connection.scalar(select(rows.c.person).where(rows.c.id == assignment_id))
    if person is None or not _is_within(connection, access, person):
        raise NotFoundError("assignment", assignment_id, ())
    connection.execute(update(rows).where(rows.c.id == assignment_id).values(withdrawn=entry[1]))
    trail.record(connection, access, entry, "assignment withdrawn", person=person)


def assignments(connection: Connection, access: Access, person: str | None = None) -> tuple[Assignment, ...]:
    """What was asked of somebody (None: of the person who asks), the newest first; withdrawn ones, too."""
    about = person or access.person
    if about != access.person:
        allowed(connection, access, STAFF, "see other people's assignments")
        _within(connection, access, about or "")
    rows, known, done = team_tables.assignment, trail.names(connection), _done(connection, about)
    found = connection.execute(select(rows).where(rows.c.person == about).order_by(rows.c.id.desc())).mappings()
    return tuple(
        Assignment(
            **{
                **row,
                "author": known.get(row["author"], ""),
                "done": done.get(row["id"]),
                "options": read(row["options"], dict[str, Any], f"assignment {row['id']}"),
            }
        )
        for row in found
    )


def _done(connection: Connection, person: str | None) -> dict[str, date]:
    """The day on which somebody first finished what was begun for an assignment, by its id; retries don't count."""
    rows = tables.attempt.c
    begun = (rows.person == person, rows.assignment.is_not(None), rows.finished.is_not(None))
    query = select(rows.assignment, func.min(rows.finished, type_=tables.Moment)).where(
        *begun, rows.parent_exchange.is_(None)
    )
    return {name: moment.date() for name, moment in connection.execute(query.group_by(rows.assignment))}


def _within(connection: Connection, access: Access, person: str) -> None:
    """An error if a trainer asks about somebody outside their teams."""
    if not _is_within(connection, access, person):
        raise NotAllowedError("that person is not in a team of yours.")


def _is_within(connection: Connection, access: Access, person: str) -> bool:
    return any(item.id == person for item in people(connection, access))
