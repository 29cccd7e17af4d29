"""Sums over very many attempts, kept beside them: whoever changes what is counted does it inside ``kept``.

Shares and scores are added up as whole numbers, so that taking away what was added leaves nothing, in whatever order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Float, and_, case, cast, delete, func, or_, select, true

from simulator.store import tables, team_tables
from simulator.store.postgres import hold_tallies, upserting

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select, Table
    from sqlalchemy.engine import Connection

SHARE = 1_000_000_000
"""Shares (0-1) and their squares are added up in billionths, rounded for each attempt."""
SCORE = 1_000_000
"""Scores (0-100) and their squares are added up in millionths."""
ENDINGS = {"resolved": "RESOLVED", "walked_away": "WALKED_AWAY", "escalated": "ESCALATED", "terminated": "TERMINATED"}
_KEYS = ("person", "channel", "mode", "audience")
OF_PEOPLE = (team_tables.attempt_tally, team_tables.week_tally, team_tables.person_tally)
_MARKED = ("rubric", "criterion")


def share_sums() -> dict[str, ColumnElement[Any]]:
    """What is summed up of results: how many attempts, their shares and the squares of these, in billionths."""
    result = team_tables.result.c
    points, most = cast(result.points, BigInteger), cast(result.most, BigInteger)
    return {
        "attempts": func.count(),
        "total": func.sum((2 * SHARE * points + most) // (2 * most)),
        "squares": func.sum((2 * SHARE * points * points + most * most) // (2 * most * most)),
    }


def score_sums() -> dict[str, ColumnElement[Any]]:
    """What is summed up of attempts: how many, endings, and scores with people's overrides, in millionths."""
    columns = tables.attempt.c
    score = cast(func.coalesce(columns.settled_score, columns.score), Float)
    sums = {"total": score * SCORE, "squares": score * score * SCORE}
    found: dict[str, ColumnElement[Any]] = {"attempts": func.count(), "scored": func.count(score)}
    found |= {name: func.coalesce(func.sum(cast(func.round(sums[name]), BigInteger)), 0) for name in sums}
    found |= {name: func.sum(case((columns.ending == end, 1), else_=0)) for name, end in ENDINGS.items()}
    return found


@contextmanager
def kept(connection: Connection, attempts: Sequence[str]) -> Iterator[None]:
    """Take these attempts out of the sums, let the body change or delete them, and add what is there then."""
    columns = tables.attempt.c
    rows = (columns.id, columns.person, columns.scenario, columns.week)
    chosen = columns.id.in_(attempts)
    # Their rows first, then the sums, in every program: so nobody waits for somebody who waits for them.
    before = connection.execute(select(*rows).where(chosen).order_by(columns.id).with_for_update()).all()
    hold_tallies(connection)
    if before:
        _add(connection, chosen, -1)
    yield
    _add(connection, chosen, 1)
    if not before:
        return
    people, cells = {row.person or "" for row in before}, {(row.scenario, row.week or "") for row in before}
    for table in OF_PEOPLE:
        connection.execute(delete(table).where(table.c.person.in_(people), table.c.attempts == 0))
    cell = team_tables.scenario_tally.c
    same = or_(*(and_(cell.scenario == scenario, cell.week == week) for scenario, week in cells))
    connection.execute(delete(team_tables.scenario_tally).where(same, cell.attempts == 0))


def renew(connection: Connection) -> None:
    """Add everything up anew."""
    hold_tallies(connection)
    for table in (*OF_PEOPLE, team_tables.scenario_tally):
        connection.execute(delete(table))
    _add(connection, true(), 1)


def _add(connection: Connection, chosen: ColumnElement[bool], sign: int) -> None:
    columns, result = tables.attempt.c, team_tables.result.c
    nobody = {name: func.coalesce(columns[name], "") for name in ("person", "audience", "week")}
    seen = or_(columns.person.is_(None), columns.audience.is_not(None))
    where = and_(chosen, columns.finished.is_not(None), columns.parent_exchange.is_(None), seen)
    marked = (result.rubric, result.criterion)
    of_scenario = ("scenario", "week", *_KEYS[1:])

    def keys(names: Sequence[str]) -> list[Any]:
        return [nobody.get(name, columns[name]) for name in names]

    def put(table: Table, names: Sequence[str], groups: list[Any], sums: dict[str, Any], whole: Any) -> None:
        query = select(*groups, *(sign * figure for figure in sums.values())).select_from(whole)
        _upsert(connection, table, (names, tuple(sums)), query.where(where).group_by(*groups).order_by(*groups))

    joined = tables.attempt.join(team_tables.result)
    put(team_tables.attempt_tally, _KEYS, keys(_KEYS), score_sums(), tables.attempt)
    of_week = ("person", "week", *_KEYS[1:])
    put(team_tables.week_tally, of_week, keys(of_week), score_sums(), tables.attempt)
    where = and_(where, result.most > 0)
    put(team_tables.person_tally, _KEYS + _MARKED, [*keys(_KEYS), *marked], share_sums(), joined)
    put(team_tables.scenario_tally, of_scenario + _MARKED, [*keys(of_scenario), *marked], share_sums(), joined)


def _upsert(
    connection: Connection, table: Table, names: tuple[Sequence[str], Sequence[str]], query: Select[Any]
) -> None:
    keys, sums = names
    new = upserting(connection, table).from_select([*keys, *sums], query)
    added = {name: table.c[name] + new.excluded[name] for name in sums}
    connection.execute(new.on_conflict_do_update(index_elements=list(keys), set_=added))
