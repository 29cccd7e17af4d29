"""Disputed marks and overrides, as functions over an open transaction that are told who asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import insert, select, update

from simulator.errors import NotFoundError, UsageError
from simulator.scoring.marks import Mark, Scorecard
from simulator.store import reading, results, tables, tallies, team_tables, trail
from simulator.store.access import Access, Viewer, own, waiting_marks
from simulator.store.json_text import mended, written
from simulator.store.people import Entry
from simulator.store.records import Attempt, GivenMark

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

Rescore = Callable[[Attempt, Mapping[str, str]], Scorecard | None]
"""Scores an attempt anew, of which people changed marks; with the texts of its rubrics, by hash."""
Disputed = tuple[str, str, str]
"""An attempt, a rubric, and a criterion of it."""


class Verdict(Struct, frozen=True):
    """What a person puts in the place of a mark. ``after``: points, or None: nothing can be marked there."""

    attempt: str
    exchange: int
    rubric: str
    criterion: str
    after: int | None
    reason: str


def said_reason(text: str) -> str:
    """A reason as it is kept; UsageError where there is none."""
    if not text.strip():
        raise UsageError("a reason is needed, in a few words.")
    return mended(text.strip())


def mark_of(connection: Connection, attempt_id: str, n: int, criterion: str) -> GivenMark:
    """The mark that stands: ``criterion`` as "rubric/criterion", or by itself where only one rubric has it.

    Raises:
        NotFoundError: that reply has no such mark.
        UsageError: several rubrics have a criterion of that name.

    """
    standing = {
        (item.mark.rubric, item.mark.criterion): item
        for item in reading.given_marks(connection, attempt_id)
        if item.exchange == n and not item.by_model
    }
    rubric, _, name = criterion.rpartition("/")
    found = [item for place, item in standing.items() if place[1] == name and rubric in ("", place[0])]
    if len(found) > 1:
        raise UsageError(f"several rubrics have a criterion called {name!r}. Write it as rubric/criterion.")
    if not found:
        known = ["/".join(place) for place in standing]
        raise NotFoundError("criterion", criterion, known, hint=f"Reply {n} has: {', '.join(known) or 'no marks'}.")
    return found[0]


def checked(after: int | None, most: int) -> int | None:
    """Points between 0 and what there is to get; UsageError for others."""
    if after is not None and not 0 <= after <= most:
        raise UsageError(f"a mark is a whole number from 0 to {most}.")
    return after


def put(connection: Connection, access: Access, verdict: Verdict, rescore: Rescore, entry: Entry) -> None:
    """Put a person's mark in the place of the one that stands; both are kept, and the score is made anew beside it."""
    given = mark_of(connection, verdict.attempt, verdict.exchange, f"{verdict.rubric}/{verdict.criterion}")
    after, (entry_id, at) = checked(verdict.after, given.mark.max), entry
    reason = said_reason(verdict.reason)
    row = {"id": entry_id, "attempt": verdict.attempt, "n": verdict.exchange, "rubric": verdict.rubric, "at": at}
    row |= {"criterion": verdict.criterion, "before": given.mark.points, "after": after, "reason": reason}
    connection.execute(insert(team_tables.override).values(**row, author=access.person or ""))
    mark = replace(given.mark, points=after, why=reason, quotes=(), applies=True, critical="")
    with tallies.kept(connection, [verdict.attempt]):
        _add_mark(connection, verdict.attempt, replace(given, mark=mark, author=access.name, at=at))
        results.sum_up_if_finished(connection, verdict.attempt)
        _score_anew(connection, verdict.attempt, rescore)
    owner = connection.scalar(select(tables.attempt.c.person).where(tables.attempt.c.id == verdict.attempt))
    what = f"reply {verdict.exchange} {verdict.rubric}/{verdict.criterion}: {given.mark.points} to {after}"
    trail.record(connection, access, entry, "overrode a mark", person=owner, attempt=verdict.attempt, detail=what)


def _add_mark(connection: Connection, attempt_id: str, given: GivenMark) -> None:
    mark: Mark = given.mark
    row: dict[str, Any] = {"attempt": attempt_id, "n": given.exchange, "revision": given.revision}
    row |= {"rubric": mark.rubric, "rubric_version": given.edition.version, "rubric_hash": given.edition.hash}
    row |= {"criterion": mark.criterion, "points": mark.points, "max": mark.max, "body": written(mark)}
    connection.execute(insert(tables.mark).values(**row, author=mended(given.author), at=given.at))


def _score_anew(connection: Connection, attempt_id: str, rescore: Rescore) -> None:
    """The whole attempt is read here to be scored, and shown to nobody."""
    attempt = reading.whole(connection, tables.attempt.c.id == attempt_id)
    if attempt is None:
        return
    newest = {
        (item.exchange, item.mark.rubric, item.mark.criterion): item.mark
        for item in reading.given_marks(connection, attempt_id)
        if not item.by_model
    }
    exchanges = tuple(
        replace(one, marks=tuple(newest.get((one.n, mark.rubric, mark.criterion), mark) for mark in one.marks))
        for one in attempt.exchanges
    )
    hashes = [edition.hash for edition in attempt.start.rubrics.values()]
    rows = connection.execute(select(tables.content).where(tables.content.c.hash.in_(hashes)))
    card = rescore(replace(attempt, exchanges=exchanges), {row.hash: row.text for row in rows})
    if card is not None:
        values = {"settled": written(card), "settled_score": card.score}
        connection.execute(update(tables.attempt).where(tables.attempt.c.id == attempt_id).values(values))


def to_mark_blind(connection: Connection, who: Viewer) -> frozenset[Disputed]:
    """Criteria of whose marks this person must see none yet: disputes of others that wait for a lead's blind mark."""
    waiting = waiting_marks(who)
    found = () if waiting is None else connection.execute(waiting)
    return frozenset((row.attempt, row.rubric, row.criterion) for row in found)


def need_disputable(connection: Connection, access: Access, attempt_id: str) -> None:
    """An error unless this is one's own finished attempt, in a history with somebody who could settle a dispute."""
    if access.person is None:
        raise UsageError("this history knows no people, so there is nobody who could settle it (see docs/teams.md).")
    rows = tables.attempt.c
    row = connection.execute(select(tables.attempt).where(own(access), rows.id == attempt_id)).first()
    if row is None:
        raise reading.unknown(connection, access, attempt_id)
    if row.finished is None:
        raise UsageError("that conversation isn't finished yet: its marks can be disputed when it is.")
    if row.parent_exchange is not None:
        raise UsageError("that conversation plays part of another one again; such tries stay private.")


def overrides(connection: Connection, attempt_id: str) -> list[Any]:
    """The rows of an attempt's overrides, the first one first; whoever calls has asked who may see them."""
    rows = team_tables.override
    return list(connection.execute(select(rows).where(rows.c.attempt == attempt_id).order_by(rows.c.id)).mappings())
