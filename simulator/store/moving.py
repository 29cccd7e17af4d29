"""A history moves from one database to another, a few attempts at a time; it can be interrupted and done again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct
from sqlalchemy import Table, delete, func, insert, select, update

from simulator.errors import HistoryError, UsageError
from simulator.store import tables, tallies, team_tables
from simulator.store.access import allowed
from simulator.store.address import located
from simulator.store.address import named as named_place
from simulator.store.people import access_of, any_people, named
from simulator.store.schema import opened
from simulator.store.team_records import ROLES
from simulator.store.writing import keep_texts

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection

    from simulator.store.database import Database

AT_ONCE = 100
"""Attempts that are moved in one transaction."""
ROWS = 2000
"""Rows of gradings and of the trail in one transaction."""
_PEOPLE = (team_tables.person, team_tables.team)
_OF_ATTEMPT = (
    tables.exchange,
    tables.mark,
    tables.draft,
    tables.ticket,
    tables.note,
    team_tables.result,
    team_tables.dispute,
    team_tables.override,
)
_NUMBERED = (tables.mark, tables.note)
_REFERENCES = ("person", "team", "author", "actor", "grader")
Ids = dict[str | None, str | None]


class Moved(Struct, frozen=True):
    """One table after moving: rows of the history that was moved, and how many of them the other one holds now."""

    table: str
    rows: int
    there: int


def move_between(
    where: Path | str,
    to: Path | str,
    *,
    who: str,
    owner: str = "",
    wait: float = 5.0,
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> tuple[Moved, ...]:
    """Open two histories and move what is in the first into the second.

    Args:
        where: the path or URL of the history as it is.
        to: the path or URL of the one it goes to; begun if there is none.
        who: the name of the person who asks: a QA lead, in a history that knows people.
        owner: whose the practice of a history without people becomes, left out: of the person who asks.
        wait: seconds to wait for each database.
        tell: told how many of how many attempts are done.

    """
    if named_place(located(where)) == named_place(located(to)):
        raise UsageError("both are the same history.")
    with closing(opened(where, wait)) as source, closing(opened(to, wait)) as target:
        theirs = source.read(any_people)
        for database in (source, target):
            access = database.read(access_of, who)
            whole = database is source or theirs or owner not in ("", who)
            database.read(allowed, access, ("lead",) if whole else ROLES, "move other people's practice")
        return move(source, target, owner=owner or who, tell=tell)


def move(
    source: Database, target: Database, *, owner: str = "", tell: Callable[[int, int], None] = lambda _done, _all: None
) -> tuple[Moved, ...]:
    """Copy everything that ``target`` doesn't hold yet, and count; the source is left as it is.

    Args:
        source: where the history is now; nobody should practise there meanwhile.
        target: where it goes; it may hold other people's practice already.
        owner: whose the practice of a history without people becomes, in one that knows people.
        tell: told how many of how many attempts are done.

    Raises:
        UsageError: the target knows people, the source doesn't, and ``owner`` names none of them.
        HistoryError: the counts differ in the end; moving again goes on where this ended.

    """
    ids = _people(source, target, owner)
    attempts = source.read(_ids, tables.attempt)
    for first in range(0, len(attempts), AT_ONCE):
        _attempts(source, target, attempts[first : first + AT_ONCE], ids)
        tell(min(first + AT_ONCE, len(attempts)), len(attempts))
    for first in range(0, len(attempts), ROWS):
        parents = source.read(_parents, attempts[first : first + ROWS])
        target.write(_join_parents, parents)
    for grading in source.read(_ids, tables.grading):
        _grading(source, target, grading)
    entries = source.read(_ids, team_tables.trail)
    for first in range(0, len(entries), ROWS):
        rows = source.read(_rows, team_tables.trail, team_tables.trail.c.id.in_(entries[first : first + ROWS]))
        target.write(_add_missing, team_tables.trail, _mapped(rows, ids))
    return _counted(source, target)


def _ids(connection: Connection, table: Table) -> list[str]:
    return list(connection.scalars(select(table.c.id).order_by(table.c.id)))


def _rows(connection: Connection, table: Table, where: ColumnElement[bool]) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(select(table).where(where)).mappings()]


def _mapped(rows: Sequence[Mapping[str, Any]], ids: Ids) -> list[dict[str, Any]]:
    """Rows with the ids that people and teams have in the other history."""
    return [
        {name: ids.get(value, value) if name in _REFERENCES else value for name, value in row.items()} for row in rows
    ]


def _add_missing(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    keys = [row["id"] for row in rows]
    known = set(connection.scalars(select(table.c.id).where(table.c.id.in_(keys))))
    if new := [row for row in rows if row["id"] not in known]:
        connection.execute(insert(table), new)


def _people(source: Database, target: Database, owner: str) -> Ids:
    """Move people, teams and assignments; whom of the one history is who in the other, by name."""
    ids: Ids = {}
    if target.read(any_people) and not source.read(any_people):
        if not owner and source.read(_ids, tables.attempt):
            raise UsageError("the history it goes to knows people: say whose this practice is, with --as NAME.")
        ids[None] = target.read(named, owner).id if owner else None
    if source.read(any_people) and not target.read(any_people) and target.read(_ids, tables.attempt):
        raise UsageError("the history it goes to is one person's own, and can't take in a team's. Choose an empty one.")
    for table in _PEOPLE:
        rows = source.read(_rows, table, table.c.id.is_not(None))
        ids |= target.write(_add_named, table, rows)
    members = _mapped(source.read(_rows, team_tables.member, team_tables.member.c.team.is_not(None)), ids)
    target.write(_add_members, members)
    given = source.read(_rows, team_tables.assignment, team_tables.assignment.c.id.is_not(None))
    target.write(_add_missing, team_tables.assignment, _mapped(given, ids))
    return ids


def _add_named(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> Ids:
    known = {row.key: row.id for row in connection.execute(select(table.c.key, table.c.id))}
    if new := [row for row in rows if row["key"] not in known]:
        connection.execute(insert(table), new)
    return {row["id"]: known.get(row["key"], row["id"]) for row in rows}


def _add_members(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    known = {(row.team, row.person) for row in connection.execute(select(team_tables.member))}
    if new := [row for row in rows if (row["team"], row["person"]) not in known]:
        connection.execute(insert(team_tables.member), new)


def _attempts(source: Database, target: Database, ids: Sequence[str], people: Ids) -> None:
    """Move some attempts, each whole: what is there and as far on is left alone, what is behind is replaced."""
    here, there = source.read(_standing, ids), target.read(_standing, ids)
    behind = [key for key in ids if key not in there or _further(here[key], there[key])]
    if not behind:
        return
    attempts = source.read(_rows, tables.attempt, tables.attempt.c.id.in_(behind))
    parts = [(table, source.read(_rows, table, table.c.attempt.in_(behind))) for table in _OF_ATTEMPT]
    hashes = {row["content"] for row in attempts} | source.read(_rubric_texts, attempts)
    texts = source.read(_rows, tables.content, tables.content.c.hash.in_(hashes))
    target.write(
        _put, behind, _mapped(attempts, people), [(table, _mapped(rows, people)) for table, rows in parts], texts
    )


def _rubric_texts(connection: Connection, attempts: Sequence[dict[str, Any]]) -> set[str]:
    from simulator.store.json_text import read
    from simulator.store.records import Edition

    del connection
    kinds = {row["rubrics"] for row in attempts}
    return {edition.hash for text in kinds for edition in read(text, dict[str, Edition], "an attempt").values()}


class _Standing(NamedTuple):
    """How far an attempt is: exchanges and other readings, whether it is finished, and what may change after that.

    ``added``: rows of each table that goes with it; they only grow.
    """

    exchanges: int
    finished: bool
    audience: str
    settled: float | None
    added: tuple[int, ...]


def _further(here: _Standing, there: _Standing) -> bool:
    """Whether something went on here: another practised further there is left alone."""
    if here[:2] != there[:2]:
        return here[:2] > there[:2]
    return here[2:] != there[2:]


def _standing(connection: Connection, ids: Sequence[str]) -> dict[str, _Standing]:
    rows, exchange = tables.attempt.c, tables.exchange.c
    query = (
        select(rows.id, func.count(exchange.n), rows.finished, rows.audience, rows.settled_score)
        .outerjoin_from(tables.attempt, tables.exchange, exchange.attempt == rows.id)
        .where(rows.id.in_(ids))
        .group_by(rows.id, rows.finished, rows.audience, rows.settled_score)
    )
    found = connection.execute(query).all()
    added = [_added(connection, table, ids) for table in _OF_ATTEMPT]
    return {
        key: _Standing(count, finished is not None, audience or "", settled, tuple(each.get(key, 0) for each in added))
        for key, count, finished, audience, settled in found
    }


def _added(connection: Connection, table: Table, ids: Sequence[str]) -> dict[str, int]:
    """How many rows of a table each attempt has."""
    owner = table.c.attempt
    query = select(owner, func.count()).where(owner.in_(ids)).group_by(owner)
    return {row[0]: row[1] for row in connection.execute(query)}


def _put(
    connection: Connection,
    ids: Sequence[str],
    attempts: Sequence[dict[str, Any]],
    parts: Sequence[tuple[Table, Sequence[dict[str, Any]]]],
    texts: Sequence[dict[str, Any]],
) -> None:
    keep_texts(connection, {row["hash"]: row["text"] for row in texts})
    with tallies.kept(connection, ids):
        connection.execute(delete(tables.attempt).where(tables.attempt.c.id.in_(ids)))
        # A try may come before the attempt it plays again: who belongs to whom is put in when all are there.
        connection.execute(insert(tables.attempt), [row | {"parent": None} for row in attempts])
        for table, rows in parts:
            if rows:
                connection.execute(insert(table), _unnumbered(rows) if table in _NUMBERED else list(rows))


def _unnumbered(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows in their order without their numbers, which each database gives out itself."""
    return [
        {name: value for name, value in row.items() if name != "id"} for row in sorted(rows, key=lambda row: row["id"])
    ]


def _parents(connection: Connection, ids: Sequence[str]) -> list[tuple[str, str]]:
    rows = tables.attempt.c
    found = connection.execute(select(rows.id, rows.parent).where(rows.id.in_(ids), rows.parent.is_not(None)))
    return [(row.id, row.parent) for row in found]


def _join_parents(connection: Connection, parents: Sequence[tuple[str, str]]) -> None:
    rows = tables.attempt
    for child, parent in parents:
        there = select(rows.c.id).where(rows.c.id == parent).exists()
        change = update(rows).where(rows.c.id == child, rows.c.parent.is_(None), there)
        connection.execute(change.values(parent=parent))


def _grading(source: Database, target: Database, grading_id: str) -> None:
    """Move a grading with its conversations, whole or not at all; the same one is kept once."""
    rows = source.read(_rows, tables.grading, tables.grading.c.id == grading_id)
    if not rows or target.read(_same_grading, rows[0]["digest"], grading_id):
        return
    parts = [
        (table, source.read(_rows, table, table.c.grading == grading_id))
        for table in (tables.graded, tables.graded_score)
    ]
    target.write(_put_grading, rows, parts)


def _same_grading(connection: Connection, digest: str, grading_id: str) -> bool:
    rows = tables.grading.c
    same = select(rows.id).where((rows.id == grading_id) | ((rows.digest == digest) & rows.finished.is_not(None)))
    return connection.execute(same.limit(1)).first() is not None


def _put_grading(
    connection: Connection, rows: Sequence[dict[str, Any]], parts: Sequence[tuple[Table, Sequence[dict[str, Any]]]]
) -> None:
    connection.execute(insert(tables.grading), list(rows))
    for table, some in parts:
        if some:
            connection.execute(insert(table), list(some))


def _counted(source: Database, target: Database) -> tuple[Moved, ...]:
    """Every table's rows, here and there, of what was moved; HistoryError where some are missing."""
    attempts = source.read(_ids, tables.attempt)
    gradings = source.read(_ids, tables.grading)
    found = []
    for table, name, keys in (
        (tables.attempt, "id", attempts),
        *((table, "attempt", attempts) for table in _OF_ATTEMPT),
        (tables.grading, "id", gradings),
        (team_tables.trail, "id", source.read(_ids, team_tables.trail)),
    ):
        here, there = (_count(database, table, name, keys) for database in (source, target))
        found.append(Moved(table.name, here, there))
    if short := [item for item in found if item.there < item.rows and item.table != "grading"]:
        said = ", ".join(f"{item.table} {item.there} of {item.rows}" for item in short)
        raise HistoryError(f"not everything arrived ({said}). The history it comes from is as it was.")
    return tuple(found)


def _count(database: Database, table: Table, name: str, keys: Sequence[str]) -> int:
    return sum(
        database.read(
            lambda connection, some: (
                connection.scalar(select(func.count()).select_from(table).where(table.c[name].in_(some))) or 0
            ),
            keys[first : first + ROWS],
        )
        for first in range(0, len(keys), ROWS)
    )
