"""An attempt's points by criterion, summed up when it ends and whenever a person marks it: what reports read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select

from simulator.store import tables, team_tables
from simulator.store.records import MODEL

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.engine import Connection

PROGRAM = "program"
"""The author of marks that the rubrics' own detectors gave."""
_PLACE = ("attempt", "n", "revision", "rubric", "criterion")


def counts(author: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether marks of that author count: the program's and people's do, those of a language model stand beside."""
    return author.not_like(f"{MODEL}%")


def sum_up(connection: Connection, attempt_id: str) -> None:
    """Sum an attempt's marks up, as last understood: of several for one criterion of a reply the newest counts."""
    rows = team_tables.result
    connection.execute(delete(rows).where(rows.c.attempt == attempt_id))
    names = ["attempt", "rubric", "criterion", "rubric_hash", "assessed", "points", "most"]
    connection.execute(insert(rows).from_select(names, _sums(attempt_id)))


def sum_up_if_finished(connection: Connection, attempt_id: str) -> None:
    """The same, of an attempt that has ended; one that goes on is summed up when it does."""
    rows = tables.attempt.c
    if connection.scalar(select(rows.finished).where(rows.id == attempt_id)) is not None:
        sum_up(connection, attempt_id)


def _sums(attempt_id: str) -> Select[Any]:
    mark, same, newer = tables.mark.c, tables.mark.alias("same").c, tables.exchange.alias("newer").c
    newest = select(func.max(same.id)).where(*(same[name] == mark[name] for name in _PLACE), counts(same.author))
    last = select(func.max(newer.revision)).where(newer.attempt == mark.attempt, newer.n == mark.n)
    place = (mark.attempt, mark.rubric, mark.criterion)
    sums = (func.max(mark.rubric_hash), func.count(), func.sum(mark.points), func.sum(mark.max))
    return (
        select(*place, *sums)
        .where(mark.attempt == attempt_id, mark.points.is_not(None))
        .where(mark.id == newest.scalar_subquery(), mark.revision == last.scalar_subquery())
        .group_by(*place)
    )
