"""What skills are estimated from: sums of marks and the moves of replies, of finished sessions, in two queries."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from sqlalchemy import and_, func, select

from simulator.store import results, tables
from simulator.store.access import Access, own
from simulator.store.json_text import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection

AT_ONCE = 500
"""A database takes a limited number of values in one query."""


class CriterionSum(Struct, frozen=True):
    """The marks of one attempt for one criterion: ``points`` of ``most``, over ``replies`` that were assessed."""

    rubric: str
    criterion: str
    points: int
    most: int
    replies: int


class ReplyMoves(Struct, frozen=True):
    """What one reply was heard to do: its moves in order of the text, and the hostility it met (0-100)."""

    moves: tuple[str, ...]
    hostility: float


class _Heard(Struct):
    moves: tuple[str, ...] = ()


class _Body(Struct):
    heard: _Heard


class _Assessed(Struct):
    assessed: float = 0.0


def criterion_sums(
    connection: Connection, access: Access, attempts: Sequence[str]
) -> dict[str, tuple[CriterionSum, ...]]:
    """By attempt of one's own: what every criterion got in the replies as last understood; None counts nowhere.

    Where several marks stand for one criterion of a reply, the newest counts: a person's over the program's.
    """
    place = ("attempt", "n", "revision")
    found: dict[str, list[CriterionSum]] = defaultdict(list)
    for first in range(0, len(attempts), AT_ONCE):
        ids = attempts[first : first + AT_ONCE]
        read_last = _last_readings(ids, access)
        newest = (
            select(func.max(tables.mark.c.id).label("id"))
            .select_from(tables.mark.join(read_last, and_(*(tables.mark.c[key] == read_last.c[key] for key in place))))
            .where(results.counts(tables.mark.c.author))
            .group_by(*(tables.mark.c[key] for key in (*place, "rubric", "criterion")))
            .subquery()
        )
        mark = tables.mark.c
        query = (
            select(
                mark.attempt,
                mark.rubric,
                mark.criterion,
                func.sum(mark.points).label("points"),
                func.sum(mark.max).label("most"),
                func.count().label("replies"),
            )
            .select_from(tables.mark.join(newest, mark.id == newest.c.id))
            .where(mark.points.is_not(None))
            .group_by(mark.attempt, mark.rubric, mark.criterion)
            .order_by(mark.attempt, mark.rubric, mark.criterion)
        )
        for row in connection.execute(query):
            found[row.attempt].append(
                CriterionSum(row.rubric, row.criterion, int(row.points), int(row.most), int(row.replies))
            )
    return {attempt: tuple(sums) for attempt, sums in found.items()}


def reply_moves(connection: Connection, access: Access, attempts: Sequence[str]) -> dict[str, tuple[ReplyMoves, ...]]:
    """By attempt of one's own: the moves of each reply, as last understood."""
    found: dict[str, list[ReplyMoves]] = defaultdict(list)
    columns = tables.exchange.c
    for first in range(0, len(attempts), AT_ONCE):
        last = _last_readings(attempts[first : first + AT_ONCE], access)
        query = (
            select(columns.attempt, columns.n, columns.hostility_before, columns.body)
            .select_from(
                tables.exchange.join(last, and_(*(columns[key] == last.c[key] for key in ("attempt", "n", "revision"))))
            )
            .order_by(columns.attempt, columns.n)
        )
        for row in connection.execute(query):
            body = read(row.body, _Body, f"exchange {row.n} of attempt {row.attempt}")
            found[row.attempt].append(ReplyMoves(body.heard.moves, row.hostility_before))
    return {attempt: tuple(replies) for attempt, replies in found.items()}


def assessed_shares(connection: Connection, access: Access, attempts: Sequence[str]) -> dict[str, float]:
    """By attempt of one's own: the share of the card, 0-1, that its score is from."""
    found: dict[str, float] = {}
    columns = tables.attempt.c
    for first in range(0, len(attempts), AT_ONCE):
        ids = attempts[first : first + AT_ONCE]
        query = select(columns.id, columns.scorecard).where(
            own(access), columns.id.in_(ids), columns.scorecard.is_not(None)
        )
        for row in connection.execute(query):
            found[row.id] = read(row.scorecard, _Assessed, f"the score of attempt {row.id}").assessed
    return found


def _last_readings(attempts: Sequence[str], access: Access) -> Any:
    """The places of the exchanges of these attempts, of each only its newest reading."""
    columns = tables.exchange.c
    return (
        select(columns.attempt, columns.n, func.max(columns.revision).label("revision"))
        .join(tables.attempt, tables.attempt.c.id == columns.attempt)
        .where(own(access), columns.attempt.in_(attempts))
        .group_by(columns.attempt, columns.n)
        .subquery()
    )
