"""Stopping an attempt, and deleting attempts and people for good, as functions over an open transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import String, delete, func, select, update

from simulator.store import tables, tallies, team_tables
from simulator.store.access import Access, own
from simulator.store.json_text import read
from simulator.store.people import key
from simulator.store.postgres import hold_texts
from simulator.store.records import Edition
from simulator.store.team_records import Person

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection

_BY_NAME = (tables.note.c.author, tables.mark.c.author, tables.grading.c.author, tables.graded.c.agent)
"""Where a person's name may stand beside what belongs to others."""
_TELLING = frozenset({"id", "attempt", "parent", "person", "author", "agent", "grader", "actor", "name", "key"})
"""Columns that can lead to a person or an attempt; the others hold words and numbers that hang on these."""
_BY_ID = (team_tables.dispute.c.grader, team_tables.override.c.author, team_tables.assignment.c.author)


def discard(connection: Connection, access: Access, attempt_id: str) -> datetime | None:
    """Delete one's own attempt with all that hangs on it; when it was started (None: there is no such attempt)."""
    rows = tables.attempt
    hold_texts(connection)
    mine = connection.execute(select(rows).where(own(access), rows.c.id == attempt_id)).first()
    if mine is None:
        return None
    with tallies.kept(connection, [attempt_id]):
        connection.execute(delete(rows).where(rows.c.id == attempt_id))
    drop_unused(connection, mine.content, mine.rubrics)
    started: datetime = mine.started
    return started


def drop_unused(connection: Connection, content: str, rubrics: str) -> None:
    """Delete the texts of an attempt that is gone, where no other attempt uses them."""
    rows = tables.attempt.c
    gone = {content} if _none(connection, rows.content == content) else set()
    # Attempts made with the same rubrics are the rule; only where none is left, each edition is looked for.
    if _none(connection, rows.rubrics == rubrics):
        gone |= {edition.hash for edition in read(rubrics, dict[str, Edition], "an attempt").values()}
        for others in connection.scalars(select(rows.rubrics).distinct()):
            gone -= {edition.hash for edition in read(others, dict[str, Edition], "an attempt").values()}
        gone = {key for key in gone if _none(connection, rows.content == key)}
    if gone:
        connection.execute(delete(tables.content).where(tables.content.c.hash.in_(gone)))


def _none(connection: Connection, where: ColumnElement[bool]) -> bool:
    return connection.execute(select(tables.attempt.c.id).where(where).limit(1)).first() is None


def attempts(connection: Connection, ids: Sequence[str]) -> datetime | None:
    """Delete attempts with all that hangs on them, and texts that no other uses; when the oldest was started."""
    hold_texts(connection)
    rows = tables.attempt
    gone = connection.execute(select(rows.c.started, rows.c.content, rows.c.rubrics).where(rows.c.id.in_(ids))).all()
    with tallies.kept(connection, ids):
        connection.execute(delete(rows).where(rows.c.id.in_(ids)))
    for content, rubrics in {(row.content, row.rubrics) for row in gone}:
        drop_unused(connection, content, rubrics)
    return min((row.started for row in gone), default=None)


def person(connection: Connection, who: Person) -> None:
    """Delete a person; what they said about others' practice stays, without their name.

    Names stand where a history was kept before people were known in it: they are compared as they are written.
    """
    for column in _BY_NAME:
        connection.execute(update(column.table).where(column == who.name).values({column.name: ""}))
    for column in _BY_ID:
        value = None if column.nullable else ""
        connection.execute(update(column.table).where(column == who.id).values({column.name: value}))
    theirs = connection.scalars(select(tables.attempt.c.id).where(tables.attempt.c.person == who.id)).all()
    with tallies.kept(connection, theirs):
        connection.execute(delete(team_tables.person).where(team_tables.person.c.id == who.id))


def gradings(connection: Connection, ids: Sequence[str]) -> None:
    """Delete gradings of real conversations, with their conversations."""
    connection.execute(delete(tables.grading).where(tables.grading.c.id.in_(ids)))


def older(connection: Connection, moment: datetime) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of the attempts that ended (or were begun and left) before a moment, and of the gradings kept before."""
    rows = tables.attempt.c
    ended = func.coalesce(rows.finished, rows.started, type_=tables.Moment)
    old = connection.scalars(select(rows.id).where(rows.started < moment, ended < moment).order_by(rows.id))
    kept = connection.scalars(select(tables.grading.c.id).where(tables.grading.c.at < moment))
    return tuple(old), tuple(kept)


def remains(connection: Connection, who: Person | None, ids: Sequence[str]) -> tuple[str, ...]:
    """Columns in which something is left: of these attempts anywhere but in the trail, of the person, their name.

    The audit trail keeps ids alone, which lead to nobody any more.
    """
    found = []
    columns = [column for table in team_tables.metadata.sorted_tables for column in table.c if column.name in _TELLING]
    for column in columns:
        if column.table in (team_tables.trail, team_tables.team) or not isinstance(column.type, String):
            continue
        # One question for each part, so that an index can answer it.
        wanted: list[ColumnElement[bool]] = [column.in_(ids[n : n + 500]) for n in range(0, len(ids), 500)]
        if who is not None:
            wanted.append(column.in_([who.id, who.name, key(who.name)]))
        if any(connection.execute(select(column).where(part).limit(1)).first() for part in wanted):
            found.append(f"{column.table.name}.{column.name}")
    return tuple(found)
