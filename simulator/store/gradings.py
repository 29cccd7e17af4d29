"""Gradings in the history, as functions over an open transaction: kept beside one another, never over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, exists, func, insert, select, update

from simulator.store import tables
from simulator.store.access import STAFF, Access, allowed
from simulator.store.grading_records import GradedConversation, GradingStart, GradingSummary, WeekSum
from simulator.store.json_text import mended, read, written
from simulator.store.records import Edition

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


_WHAT = "work with gradings of real conversations"


def kept(connection: Connection, access: Access, digest: str) -> str | None:
    """The id of a grading that is kept whole already."""
    allowed(connection, access, STAFF, _WHAT)
    rows = tables.grading.c
    found: str | None = connection.scalar(select(rows.id).where(rows.digest == digest, rows.finished.is_not(None)))
    return found


def begin(connection: Connection, access: Access, grading_id: str, start: GradingStart, at: datetime) -> None:
    """Store a grading that has no conversations yet; what an interrupted attempt left of it goes."""
    allowed(connection, access, STAFF, _WHAT)
    rows = tables.grading.c
    connection.execute(delete(tables.grading).where(rows.digest == start.digest, rows.finished.is_(None)))
    values: dict[str, Any] = {
        name: mended(str(getattr(start, name))) for name in ("digest", "shop", "author", "version")
    }
    values |= {"sample": start.sample, "folder": mended(start.folder), "judgements": start.judgements}
    values |= {"rubrics": written(start.rubrics), "counts": written(start.counts)}
    connection.execute(insert(tables.grading).values(id=grading_id, at=at, **values))


def add(
    connection: Connection,
    access: Access,
    grading_id: str,
    first: int,
    conversations: Sequence[GradedConversation],
    hashes: dict[str, str],
) -> None:
    """Store some of its conversations, numbered from ``first``; ``hashes``: of the rubrics, by id."""
    allowed(connection, access, STAFF, _WHAT)
    rows, scores = [], []
    for n, one in enumerate(conversations, first):
        row = {name: getattr(one, name) for name in GradedConversation.__struct_fields__ if name != "scores"}
        texts = {name: mended(value) for name, value in row.items() if isinstance(value, str)}
        rows.append(row | texts | {"grading": grading_id, "n": n})
        for score in one.scores:
            values = {"rubric": score.rubric, "rubric_hash": hashes[score.rubric], "score": score.score}
            values |= {"assessed": score.assessed, "verdict": score.verdict}
            scores.append({"grading": grading_id, "n": n} | values)
    if rows:
        connection.execute(insert(tables.graded), rows)
    if scores:
        connection.execute(insert(tables.graded_score), scores)


def finish(connection: Connection, access: Access, grading_id: str, at: datetime) -> None:
    """From now on it counts."""
    allowed(connection, access, STAFF, _WHAT)
    connection.execute(update(tables.grading).where(tables.grading.c.id == grading_id).values(finished=at))


def summaries(connection: Connection, access: Access, shop: str | None = None) -> tuple[GradingSummary, ...]:
    """The gradings that are kept whole, the newest first; None: of all shops."""
    allowed(connection, access, STAFF, _WHAT)
    rows = tables.grading.c
    query = select(tables.grading).where(rows.finished.is_not(None)).order_by(rows.id.desc())
    found = connection.execute(query if shop is None else query.where(rows.shop == shop)).mappings()
    return tuple(
        GradingSummary(
            **{name: row[name] for name in ("id", "at", "shop", "author", "folder", "sample", "judgements")},
            rubrics=read(row["rubrics"], dict[str, Edition], f"grading {row['id']}"),
            counts=read(row["counts"], dict[str, int], f"grading {row['id']}"),
        )
        for row in found
    )


def weeks(connection: Connection, access: Access, shop: str, hashes: Collection[str]) -> tuple[WeekSum, ...]:
    """The sums of each week by these editions of rubrics, over all gradings of a shop, the oldest week first."""
    allowed(connection, access, STAFF, _WHAT)
    graded, score, grading = tables.graded.c, tables.graded_score.c, tables.grading.c
    later, later_score, later_grading = tables.graded.alias(), tables.graded_score.alias(), tables.grading.alias()
    again = exists().where(
        later.c.conversation == graded.conversation,
        later.c.system == graded.system,
        later.c.grading > graded.grading,
        later_score.c.grading == later.c.grading,
        later_score.c.n == later.c.n,
        later_score.c.rubric_hash == score.rubric_hash,
        later_grading.c.id == later.c.grading,
        later_grading.c.shop == shop,
        later_grading.c.finished.is_not(None),
    )
    sums = (func.count(), func.sum(score.score), func.sum(score.score * score.score))
    query = (
        select(graded.week, score.rubric, score.rubric_hash, *sums)
        .join_from(tables.graded_score, tables.graded)
        .join(tables.grading)
        .where(grading.shop == shop, grading.finished.is_not(None), score.rubric_hash.in_(hashes))
        .where(graded.week.is_not(None), score.score.is_not(None), ~again)
        .group_by(graded.week, score.rubric, score.rubric_hash)
        .order_by(graded.week, score.rubric)
    )
    return tuple(WeekSum(*row) for row in connection.execute(query))
