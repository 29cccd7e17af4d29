"""Replies of shared practice, drawn at random and marked again with the first mark out of sight: how far marks agree.

A mark given so stands beside disputed ones, with an outcome of its own; it changes nothing by itself.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from sqlalchemy import insert, or_, select

from simulator.errors import NotFoundError, UsageError
from simulator.store import judging, reading, tables, team_tables, trail
from simulator.store.access import STAFF, Access, allowed, visible
from simulator.store.people import Entry
from simulator.store.team_records import BlindCase, Said

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

SAMPLED = "sampled"
"""The outcome of a mark that nobody disputed."""
LOOK = "viewed for a sample"
"""In the audit trail: the words alone were looked at, so that the mark can still be given blind."""
NEWEST = 2_000
"""Of the newest conversations that one may see, the sample is drawn."""
_WHAT = "mark other people's practice again"
Pair = tuple[str, str, int, int]
"""The id, "rubric/criterion", the first mark and the blind one."""


class Place(Struct, frozen=True, order=True):
    """One mark: of which attempt, reply (from 1), rubric and criterion."""

    attempt: str
    exchange: int
    rubric: str
    criterion: str


def draw(connection: Connection, access: Access, count: int, seed: int) -> tuple[Place, ...]:
    """One mark of each of so many conversations at most, none of which the person who asks has looked at before.

    Every conversation has the same chance, and in it every mark. A seed gives an order that doesn't hang on what is
    left out, so that somebody else gets the same marks, as far as they may see them and haven't looked at them.
    """
    who = allowed(connection, access, STAFF, _WHAT)
    if access.person is None:
        raise UsageError("this history knows no people, so there is nobody whose marks could be given again.")
    rows, entries = tables.attempt.c, team_tables.trail.c
    looked = select(entries.attempt).where(
        entries.actor == access.person, entries.attempt.is_not(None), entries.action != LOOK
    )
    theirs = or_(rows.person.is_(None), rows.person != access.person)
    query = select(rows.id).where(visible(who), theirs, rows.id.not_in(looked)).order_by(rows.id.desc()).limit(NEWEST)
    ids = sorted(connection.scalars(query), key=lambda attempt_id: _lot(seed, attempt_id))
    hidden, found = judging.to_mark_blind(connection, who), []
    for attempt_id in ids:
        places = [
            place
            for place in _marked(connection, attempt_id)
            if (place.attempt, place.rubric, place.criterion) not in hidden
        ]
        if places:
            found.append(min(places, key=lambda one: _lot(seed, one.attempt, one.exchange, one.rubric, one.criterion)))
        if len(found) == count:
            break
    return tuple(found)


def _lot(seed: int, *of: object) -> bytes:
    """What is drawn for something: the same for a seed whatever else is drawn for."""
    return blake2b(repr((seed, *of)).encode(), digest_size=16).digest()


def _marked(connection: Connection, attempt_id: str) -> list[Place]:
    """What has a mark with points now, in order."""
    standing = {
        Place(attempt_id, given.exchange, given.mark.rubric, given.mark.criterion): given.mark
        for given in reading.given_marks(connection, attempt_id)
        if not given.by_model
    }
    return sorted(place for place, mark in standing.items() if mark.points is not None and mark.applies)


def drawn_case(connection: Connection, access: Access, place: Place, entry: Entry) -> BlindCase:
    """What is read before the mark is given: the words up to the reply, and the criterion; the look is recorded."""
    _seen(connection, access, place)
    given = judging.mark_of(connection, place.attempt, place.exchange, f"{place.rubric}/{place.criterion}")
    row = {"attempt": place.attempt, "n": place.exchange, "rubric": place.rubric, "criterion": place.criterion}
    row |= {"most": given.mark.max, "rubric_hash": given.edition.hash, "person": _owner(connection, place.attempt)}
    return blind_case(connection, access, row, entry, LOOK)


def mark_drawn(
    connection: Connection, access: Access, place: Place, points: int | None, new_id: str, entry: Entry
) -> int | None:
    """Keep a mark that was given blind; gives the first one."""
    _seen(connection, access, place)
    given = judging.mark_of(connection, place.attempt, place.exchange, f"{place.rubric}/{place.criterion}")
    owner, at = _owner(connection, place.attempt), entry[1]
    row: dict[str, Any] = {"id": new_id, "attempt": place.attempt, "person": owner, "n": place.exchange}
    row |= {"revision": given.revision, "rubric": place.rubric, "criterion": place.criterion, "at": at, "reason": ""}
    row |= {"rubric_hash": given.edition.hash, "points": given.mark.points, "most": given.mark.max}
    row |= {"blind": judging.checked(points, given.mark.max), "grader": access.person, "graded": at, "settled": at}
    connection.execute(insert(team_tables.dispute).values(**row, outcome=SAMPLED, answer=""))
    trail.record(
        connection, access, entry, "marked blind", person=owner, attempt=place.attempt, detail="drawn at random"
    )
    return given.mark.points


def _seen(connection: Connection, access: Access, place: Place) -> None:
    who = allowed(connection, access, STAFF, _WHAT)
    if connection.scalar(select(tables.attempt.c.id).where(visible(who), tables.attempt.c.id == place.attempt)) is None:
        raise NotFoundError("shared conversation", place.attempt, ())


def _owner(connection: Connection, attempt_id: str) -> str | None:
    owner: str | None = connection.scalar(select(tables.attempt.c.person).where(tables.attempt.c.id == attempt_id))
    return owner


def blind_case(connection: Connection, access: Access, row: Any, entry: Entry, action: str) -> BlindCase:
    """The words up to a reply and the criterion that it is to be marked for, with no mark; the look is recorded."""
    columns = tables.attempt.c
    attempt = connection.execute(select(columns.title, columns.channel).where(columns.id == row["attempt"])).one()
    before = [one for one in reading.exchanges(connection, row["attempt"]) if one.n <= row["n"]]
    text = connection.scalar(select(tables.content.c.text).where(tables.content.c.hash == row["rubric_hash"]))
    trail.record(connection, access, entry, action, person=row["person"], attempt=row["attempt"])
    return BlindCase(
        dispute=row.get("id", ""),
        title=attempt.title,
        channel=attempt.channel,
        said=tuple(Said(one.n, one.customer, one.held, one.reply) for one in before),
        rubric=row["rubric"],
        criterion=row["criterion"],
        most=row["most"],
        rubric_text=text or "",
    )


def pairs(connection: Connection, access: Access, *, sampled: bool) -> tuple[Pair, ...]:
    """The first mark and the blind one, of what was disputed or of what was drawn."""
    who = allowed(connection, access, ("lead",), "see how marks agree")
    hidden = judging.to_mark_blind(connection, who)
    rows = team_tables.dispute.c
    drawn = rows.outcome == SAMPLED
    kind = drawn if sampled else or_(rows.outcome.is_(None), rows.outcome != SAMPLED)
    query = select(rows.id, rows.attempt, rows.rubric, rows.criterion, rows.points, rows.blind).order_by(rows.id)
    found = connection.execute(query.where(kind, rows.points.is_not(None), rows.blind.is_not(None)))
    return tuple(
        (row.id, f"{row.rubric}/{row.criterion}", row.points, row.blind)
        for row in found
        if (row.attempt, row.rubric, row.criterion) not in hidden
    )
