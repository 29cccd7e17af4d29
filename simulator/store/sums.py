"""Points by criterion, and sums over them, made by the database: what reports are drawn from.

Every question is told who asks (access.py): ``own_results`` answers about their own practice, the others about what
they may see of everybody's. Only groups come back, never a row for each mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, literal, null, or_, select, tuple_, union_all

from simulator.store import tables, team_tables
from simulator.store.access import Access, own, waiting_marks
from simulator.store.postgres import large_sums
from simulator.store.questions import EVERYTHING, Choice, Group, Question, asked, chosen
from simulator.store.tallies import ENDINGS, SCORE, SHARE, score_sums, share_sums
from simulator.store.team_records import AttemptSum, CriterionResult, CriterionSum

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.engine import Connection

__all__ = ["EVERYTHING", "Choice", "Group", "attempt_sums", "chosen", "criterion_sums", "own_results", "results"]

_COUNTS = {"attempts", "scored", *ENDINGS}


def own_results(connection: Connection, access: Access, since: datetime | None = None) -> tuple[CriterionResult, ...]:
    """The points of one's own finished attempts by criterion, the oldest first, retries among them."""
    columns = tables.attempt.c
    where = [own(access), columns.finished.is_not(None)]
    return _results(connection, [*where, columns.finished >= since] if since else where)


def results(connection: Connection, access: Access, choice: Choice) -> tuple[CriterionResult, ...]:
    """The points of the chosen attempts by criterion, the oldest first: for one person, or one scenario."""
    return _results(connection, chosen(connection, access, choice))


def _results(connection: Connection, where: Sequence[ColumnElement[bool]]) -> tuple[CriterionResult, ...]:
    attempt, result = tables.attempt.c, team_tables.result.c
    names = ("person", "scenario", "scenario_version", "channel", "mode", "week")
    query = (
        select(team_tables.result, *(attempt[name] for name in names), attempt.finished, attempt.parent_exchange)
        .join_from(tables.attempt, team_tables.result)
        .where(*where)
        .order_by(attempt.finished, attempt.id, result.rubric, result.criterion)
    )
    found = connection.execute(query).mappings()
    return tuple(
        CriterionResult(
            **{name: row[name] for name in (*names, *result.keys()) if name != "day"},
            day=row["finished"].date(),
            retry=row["parent_exchange"] is not None,
        )
        for row in found
    )


def criterion_sums(
    connection: Connection, access: Access, choice: Choice, by: Sequence[Group] = ()
) -> tuple[CriterionSum, ...]:
    """The chosen attempts by criterion, and by each group of ``by``: counts, and sums of shares and their squares.

    Marks that who asks has yet to give blind are in no sum; nor are the scores they went into, in ``attempt_sums``.
    """
    question = asked(connection, access, choice, by)
    large_sums(connection)
    parts = [*_kept_shares(question), *_waiting_shares(question)]
    inner = (parts[0] if len(parts) == 1 else union_all(*parts)).subquery()
    keys = [inner.c[name] for name in ("rubric", "criterion", *by)]
    figures = [func.sum(inner.c[name]).label(name) for name in ("attempts", "total", "squares")]
    found = connection.execute(select(*keys, *figures).group_by(*keys).order_by(*keys)).mappings()
    people = _people(connection, question)
    return tuple(
        CriterionSum(**_filled(row, SHARE), people=min(row["attempts"], people.get(_group(row, by), 0)))
        for row in found
        if row["attempts"]
    )


def _kept_shares(question: Question) -> list[Select[Any]]:
    """Where the sums of shares stand: by person, by scenario and week, or in the results of each attempt."""
    if question.of_people:
        return [_kept(team_tables.person_tally, question.people(team_tables.person_tally), question)]
    if not question.of_scenarios:
        return [_made(question.rows(), question)]
    parts = [_made(where, question) for where in question.edges()]
    whole = question.whole_weeks(team_tables.scenario_tally)
    return parts if whole is None else [_kept(team_tables.scenario_tally, whole, question), *parts]


def _kept(table: Any, where: Sequence[ColumnElement[bool]], question: Question) -> Select[Any]:
    keys = [table.c[name] for name in ("rubric", "criterion", *question.by)]
    figures = [func.sum(table.c[name]).label(name) for name in ("attempts", "total", "squares")]
    return select(*keys, *figures).where(*where).group_by(*keys)


def _waiting_shares(question: Question) -> list[Select[Any]]:
    """What is taken off again: the shares of marks that who asks has yet to give blind."""
    waiting, result = waiting_marks(question.who), team_tables.result.c
    if waiting is None:
        return []
    marks = tuple_(result.attempt, result.rubric, result.criterion).in_(waiting)
    return [_made([*question.rows(), marks], question, -1)]


def _made(where: Sequence[ColumnElement[bool]], question: Question, sign: int = 1) -> Select[Any]:
    result = team_tables.result.c
    keys = [result.rubric, result.criterion, *(tables.attempt.c[name] for name in question.by)]
    figures = [(sign * figure).label(name) for name, figure in share_sums().items()]
    joined = select(*keys, *figures).join_from(tables.attempt, team_tables.result)
    return joined.where(*where, result.most > 0).group_by(*keys)


def _people(connection: Connection, question: Question) -> dict[tuple[Any, ...], int]:
    """How many people the attempts of each group come from; asked apart, for it slows the sums."""
    sums = question.attempts
    table = tables.attempt if sums is None else sums
    where = question.rows() if sums is None else [*question.people(table), table.c.attempts > 0]
    groups = [table.c[name] for name in question.by]
    who = func.nullif(table.c.person, "").label("who")
    inner = select(*groups, who).where(*where).distinct().subquery()
    keys = [inner.c[name] for name in question.by]
    counted = connection.execute(select(*keys, func.count(inner.c.who)).group_by(*keys))
    return {tuple(value or "" for value in row[:-1]): int(row[-1]) for row in counted}


def attempt_sums(
    connection: Connection, access: Access, choice: Choice, by: Sequence[Group] = ()
) -> tuple[AttemptSum, ...]:
    """The chosen attempts by each group of ``by``: counts, endings, and sums of scores with people's overrides."""
    question = asked(connection, access, choice, by)
    large_sums(connection)
    table = question.attempts
    if table is not None:
        figures: dict[str, Any] = {name: func.sum(table.c[name]) for name in (*_COUNTS, "total", "squares")}
        keys, who, where = [table.c[name] for name in by], [], question.people(table)
    else:
        figures, columns = score_sums(), tables.attempt.c
        keys, who, where = [columns[name] for name in by], [func.nullif(columns.person, "")], question.rows()
    shown = (who[0] if who else null()).label("who")
    query = select(*keys, shown, *(one.label(name) for name, one in figures.items()))
    parts = [query.where(*where).group_by(*keys, *who), *_waiting_scores(question, tuple(figures))]
    found = connection.execute(_outer(parts, by, tuple(figures))).mappings().all()
    people = None if table is None else _people(connection, question)
    return tuple(
        AttemptSum(**_filled(row, SCORE) | ({} if people is None else {"people": people.get(_group(row, by), 0)}))
        for row in found
        if row["attempts"]
    )


def _waiting_scores(question: Question, names: Sequence[str]) -> list[Select[Any]]:
    """What is taken off again: scores with a mark in them that who asks has yet to give blind; attempts still count."""
    waiting = waiting_marks(question.who)
    if waiting is None:
        return []
    made, scores = score_sums(), ("scored", "total", "squares")
    figures = [(-made[name] if name in scores else literal(0)).label(name) for name in names]
    keys = [tables.attempt.c[name] for name in question.by]
    held = tables.attempt.c.id.in_(select(waiting.subquery().c.attempt))
    return [select(*keys, null().label("who"), *figures).where(*question.rows(), held).group_by(*keys)]


def _outer(parts: Sequence[Select[Any]], by: Sequence[Group], figures: Sequence[str]) -> Select[Any]:
    """The sums over people: counting different ones inside a single grouping makes the database sort every row.

    From kept sums people are counted apart: there most rows are a person's own, and grouping by them saves nothing.
    """
    inner = (parts[0] if len(parts) == 1 else union_all(*parts)).subquery()
    groups = [inner.c[name] for name in by]
    sums = [func.sum(inner.c[name]).label(name) for name in figures]
    people = func.count(inner.c.who).label("people")
    return (
        select(*groups, people, *sums)
        .where(or_(inner.c.attempts > 0, inner.c.scored < 0))
        .group_by(*groups)
        .order_by(*groups)
    )


def _group(row: Any, by: Sequence[Group]) -> tuple[Any, ...]:
    return tuple(row[name] or "" for name in by)


def _filled(row: Any, unit: int) -> dict[str, Any]:
    """A row's values: whole numbers come back as decimals from some databases, and a group without a name is empty."""
    found: dict[str, Any] = {}
    for name, value in row.items():
        if name in ("total", "squares"):
            found[name] = int(value) / unit
        else:
            found[name] = int(value) if name in _COUNTS or name == "people" else value or ""
    return found
