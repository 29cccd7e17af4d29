"""Points by criterion, and sums over them, made by the database: what reports are drawn from.

Every question is told who asks (access.py): ``own_results`` answers about their own practice, the others about what
they may see of everybody's. Only groups come back, never a row for each mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct
from sqlalchemy import Float, case, cast, func, select

from simulator.store import tables, team_tables
from simulator.store.access import Access, own, viewer, visible
from simulator.store.people import team_id
from simulator.store.postgres import large_sums
from simulator.store.team_records import AttemptSum, CriterionResult, CriterionSum

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.engine import Connection

Group = Literal["channel", "week", "person", "scenario"]
_ENDINGS = {"resolved": "RESOLVED", "walked_away": "WALKED_AWAY", "escalated": "ESCALATED", "terminated": "TERMINATED"}


class Choice(Struct, frozen=True):
    """Which attempts a question is about, of those one may see; None chooses nothing.

    ``team``: its members, by the team's name. ``person``: by id. ``since`` and ``until``: days (UTC) of the attempts'
    ends, both included.
    """

    team: str | None = None
    person: str | None = None
    scenario: str | None = None
    channel: str | None = None
    mode: str | None = None
    since: date | None = None
    until: date | None = None


EVERYTHING = Choice()


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


def chosen(connection: Connection, access: Access, choice: Choice) -> list[ColumnElement[bool]]:
    """The conditions for the chosen attempts, of those that the person who asks may see."""
    columns = tables.attempt.c
    where = [visible(viewer(connection, access))]
    if choice.team is not None:
        member = team_tables.member.c
        members = select(member.person).where(member.team == team_id(connection, choice.team))
        where.append(columns.person.in_(members))
    exact = {name: getattr(choice, name) for name in ("person", "scenario", "channel", "mode")}
    where.extend(columns[name] == value for name, value in exact.items() if value is not None)
    if choice.since is not None:
        where.append(columns.finished >= datetime.combine(choice.since, time.min, UTC))
    if choice.until is not None:
        where.append(columns.finished <= datetime.combine(choice.until, time.max, UTC))
    return where


def criterion_sums(
    connection: Connection, access: Access, choice: Choice, by: Sequence[Group] = ()
) -> tuple[CriterionSum, ...]:
    """The chosen attempts by criterion, and by each group of ``by``: counts, and sums of shares and their squares."""
    result = team_tables.result.c
    share = cast(result.points, Float) / result.most
    keys: list[Any] = [result.rubric, result.criterion, *(tables.attempt.c[name] for name in by)]
    figures: list[Any] = [
        func.count().label("attempts"),
        func.sum(share).label("total"),
        func.sum(share * share).label("squares"),
    ]
    where = chosen(connection, access, choice)
    large_sums(connection)
    query = select(*keys, *figures).join_from(tables.attempt, team_tables.result).where(*where)
    found = connection.execute(query.group_by(*keys).order_by(*keys)).mappings()
    people = _people(connection, where, by)
    return tuple(CriterionSum(**_filled(row), people=people[tuple(row[name] for name in by)]) for row in found)


def _people(
    connection: Connection, where: Sequence[ColumnElement[bool]], by: Sequence[Group]
) -> dict[tuple[Any, ...], int]:
    """How many people the attempts of each group come from; asked apart, for it slows the sums."""
    groups = [tables.attempt.c[name] for name in by]
    inner = select(*groups, tables.attempt.c.person.label("who")).where(*where).distinct().subquery()
    keys = [inner.c[name] for name in by]
    counted = connection.execute(select(*keys, func.count(inner.c.who)).group_by(*keys))
    return {tuple(row[:-1]): int(row[-1]) for row in counted}


def attempt_sums(
    connection: Connection, access: Access, choice: Choice, by: Sequence[Group] = ()
) -> tuple[AttemptSum, ...]:
    """The chosen attempts by each group of ``by``: counts, endings, and sums of scores with people's overrides."""
    columns = tables.attempt.c
    score = func.coalesce(columns.settled_score, columns.score)
    keys: list[Any] = [columns[name] for name in by]
    figures: list[Any] = [func.count().label("attempts"), func.count(score).label("scored")]
    figures += [func.coalesce(func.sum(score), 0.0).label("total")]
    figures += [func.coalesce(func.sum(score * score), 0.0).label("squares")]
    figures += [func.sum(case((columns.ending == end, 1), else_=0)).label(name) for name, end in _ENDINGS.items()]
    query = select(*keys, columns.person.label("who"), *figures).where(*chosen(connection, access, choice))
    query = query.group_by(*keys, columns.person)
    found = connection.execute(_outer(query, keys)).mappings()
    return tuple(AttemptSum(**_filled(row)) for row in found if row["attempts"])


def _outer(query: Select[Any], keys: Sequence[Any]) -> Select[Any]:
    """The sums over people: counting different ones inside a single grouping makes the database sort every row."""
    inner = query.subquery()
    groups = [inner.c[key.name] for key in keys]
    figures = [
        func.sum(column).label(column.name) for column in inner.c if column.name not in {key.name for key in keys}
    ]
    figures = [figure for figure in figures if figure.name != "who"]
    people = func.count(inner.c.who).label("people")
    return select(*groups, people, *figures).group_by(*groups).order_by(*groups)


def _filled(row: Any) -> dict[str, Any]:
    """A row's values; whole numbers come back as decimals from some databases, and a group without a name is empty."""
    whole = {"attempts", "scored", *_ENDINGS}
    return {name: int(value or 0) if name in whole else "" if value is None else value for name, value in row.items()}
