"""Every question to the history, as functions over an open transaction."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, and_, func, select

from simulator.errors import NotFoundError
from simulator.exchange import Exchange
from simulator.scoring.marks import Mark, Scorecard
from simulator.store import tables
from simulator.store.access import Access, own
from simulator.store.agreeing import agreed
from simulator.store.json_text import read
from simulator.store.records import Attempt, Draft, Edition, GivenMark, Note, Standing, Start, Summary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.engine import Connection, RowMapping

_MADE = {"path", "assessed", "unscored", "agreed"}
_SUMMARY = (
    *(tables.attempt.c[name] for name in Summary.__struct_fields__ if name not in _MADE),
    tables.attempt.c.scorecard,
)


def unknown(connection: Connection, access: Access, attempt_id: str) -> NotFoundError:
    """The error for an attempt that isn't there, or isn't theirs: the two can't be told apart."""
    return NotFoundError("attempt", attempt_id, connection.scalars(select(tables.attempt.c.id).where(own(access))))


def matching(connection: Connection, access: Access, start: str) -> tuple[str, ...]:
    """The ids of one's own attempts that begin so, two at most; a whole id is only itself."""
    columns = tables.attempt.c
    exact = connection.scalar(select(columns.id).where(own(access), columns.id == start))
    if exact is not None:
        return (exact,)
    query = select(columns.id).where(own(access), columns.id.startswith(start, autoescape=True))
    return tuple(connection.scalars(query.limit(2)))


def attempt(connection: Connection, access: Access, attempt_id: str) -> Attempt:
    """One's own attempt with everything stored of it; NotFoundError if there is none."""
    found = whole(connection, and_(own(access), tables.attempt.c.id == attempt_id))
    if found is None:
        raise unknown(connection, access, attempt_id)
    return found


def whole(connection: Connection, where: ColumnElement[bool]) -> Attempt | None:
    """The attempt that a condition finds, which says who asks; None if there is none."""
    row = connection.execute(select(tables.attempt).where(where)).mappings().first()
    if row is None:
        return None
    attempt_id = row["id"]
    what = f"attempt {attempt_id}"
    ticket = _one(connection, tables.ticket, attempt_id)
    return Attempt(
        id=attempt_id,
        start=_start(row, what),
        started=row["started"],
        exchanges=exchanges(connection, attempt_id),
        finished=row["finished"],
        ending=row["ending"],
        closing=row["closing"],
        scorecard=row["scorecard"] and read(row["scorecard"], Scorecard, f"the score of {what}"),
        draft=_draft(connection, attempt_id),
        ticket=read(ticket["body"], dict[str, Any], f"the ticket of {what}") if ticket else None,
        notes=_notes(connection, attempt_id),
        audience=row["audience"],
        settled=row["settled"] and read(row["settled"], Scorecard, f"the settled score of {what}"),
    )


def _start(row: RowMapping, what: str) -> Start:
    values = {name: row[name] for name in Start.__struct_fields__}
    values["seed"] = int(row["seed"])
    values["rubrics"] = read(row["rubrics"], dict[str, Edition], what)
    values["options"] = read(row["options"], dict[str, str | int | float | bool | None], what)
    return Start(**values)


def _one(connection: Connection, table: Any, attempt_id: str) -> RowMapping | None:
    return connection.execute(select(table).where(table.c.attempt == attempt_id)).mappings().first()


def _notes(connection: Connection, attempt_id: str) -> tuple[Note, ...]:
    rows = connection.execute(select(tables.note).where(tables.note.c.attempt == attempt_id).order_by(tables.note.c.id))
    return tuple(Note(row.text, row.author, row.at, row.n) for row in rows)


def draft(connection: Connection, access: Access, attempt_id: str) -> Draft | None:
    """The unsent text of one's own attempt."""
    return _draft(connection, attempt_id) if owns(connection, access, attempt_id) else None


def owns(connection: Connection, access: Access, attempt_id: str) -> bool:
    """Whether an attempt is there and belongs to the person who asks."""
    mine = select(tables.attempt.c.id).where(own(access), tables.attempt.c.id == attempt_id)
    return connection.execute(mine).first() is not None


def _draft(connection: Connection, attempt_id: str) -> Draft | None:
    row = _one(connection, tables.draft, attempt_id)
    return Draft(row["text"], row["at"]) if row else None


def _current(*columns: Any) -> Select[Any]:
    """Columns of the exchanges, of each only its newest reading."""
    newer = tables.exchange.alias("newer")
    newest = (
        select(func.max(newer.c.revision))
        .where(newer.c.attempt == tables.exchange.c.attempt, newer.c.n == tables.exchange.c.n)
        .scalar_subquery()
    )
    order = (tables.exchange.c.attempt, tables.exchange.c.n)
    return select(*columns).where(tables.exchange.c.revision == newest).order_by(*order)


def exchanges(connection: Connection, attempt_id: str) -> tuple[Exchange, ...]:
    """The exchanges of an attempt in order, as last understood."""
    rows = connection.execute(
        _current(tables.exchange.c.n, tables.exchange.c.body).where(tables.exchange.c.attempt == attempt_id)
    )
    return tuple(read(row.body, Exchange, f"exchange {row.n} of attempt {attempt_id}") for row in rows)


def revisions(connection: Connection, access: Access, attempt_id: str, n: int) -> tuple[Exchange, ...]:
    """Every reading of one exchange of one's own, the first one first."""
    if not owns(connection, access, attempt_id):
        return ()
    rows = connection.scalars(
        select(tables.exchange.c.body)
        .where(tables.exchange.c.attempt == attempt_id, tables.exchange.c.n == n)
        .order_by(tables.exchange.c.revision)
    )
    return tuple(read(body, Exchange, f"exchange {n} of attempt {attempt_id}") for body in rows)


def marks(connection: Connection, access: Access, attempt_id: str) -> tuple[GivenMark, ...]:
    """The marks of one's own attempt as last understood, in the order in which they were given."""
    return given_marks(connection, attempt_id) if owns(connection, access, attempt_id) else ()


def given_marks(connection: Connection, attempt_id: str) -> tuple[GivenMark, ...]:
    """The marks of an attempt's exchanges as last understood; whoever calls has asked who may see it."""
    place = ("attempt", "n", "revision")
    current = _current(*(tables.exchange.c[name] for name in place)).order_by(None).subquery()
    joined = tables.mark.join(current, onclause=and_(*(tables.mark.c[name] == current.c[name] for name in place)))
    rows = connection.execute(
        select(tables.mark).select_from(joined).where(tables.mark.c.attempt == attempt_id).order_by(tables.mark.c.id)
    )
    return tuple(_given(row) for row in rows)


def _given(row: Any) -> GivenMark:
    return GivenMark(
        exchange=row.n,
        revision=row.revision,
        mark=read(row.body, Mark, f"a mark of attempt {row.attempt}"),
        edition=Edition(row.rubric_version, row.rubric_hash),
        author=row.author,
        at=row.at,
    )


def summaries(
    connection: Connection,
    access: Access,
    *,
    scenario: str | None = None,
    trainee: str | None = None,
    mode: str | None = None,
    finished: bool | None = None,
    limit: int | None = None,
) -> tuple[Summary, ...]:
    """One's own attempts as lists show them, newest first; None filters nothing."""
    columns = tables.attempt.c
    query = select(*_SUMMARY).where(own(access)).order_by(columns.started.desc(), columns.id.desc()).limit(limit)
    for column, value in ((columns.scenario, scenario), (columns.trainee, trainee), (columns.mode, mode)):
        query = query if value is None else query.where(column == value)
    if finished is not None:
        query = query.where(columns.finished.is_not(None) if finished else columns.finished.is_(None))
    rows = connection.execute(query).mappings().all()
    paths = _paths(connection, [row["id"] for row in rows])
    closed = agreed(connection, [row["id"] for row in rows if row["finished"] and not row["ending"]])
    return tuple(_summary(dict(row), paths, agreed=row["id"] in closed) for row in rows)


def _summary(row: dict[str, Any], paths: Mapping[str, Sequence[float]], *, agreed: bool) -> Summary:
    card = row.pop("scorecard")
    score = read(card, Scorecard, f"the score of attempt {row['id']}") if card else None
    assessed = score.assessed if score else None
    none = score is not None and not score.rubrics
    return Summary(**row, path=tuple(paths[row["id"]]), assessed=assessed, unscored=none, agreed=agreed)


def _paths(connection: Connection, ids: list[str]) -> dict[str, list[float]]:
    """Hostility before the first exchange and after each, by attempt."""
    columns = tables.exchange.c
    query = _current(columns.attempt, columns.hostility_before, columns.hostility_after)
    paths: dict[str, list[float]] = defaultdict(list)
    # A database takes a limited number of values in one query.
    for first in range(0, len(ids), 500):
        for row in connection.execute(query.where(columns.attempt.in_(ids[first : first + 500]))):
            path = paths[row.attempt]
            path.extend([row.hostility_after] if path else [row.hostility_before, row.hostility_after])
    return paths


def standings(connection: Connection, access: Access, trainee: str | None = None) -> dict[str, Standing]:
    """The last and the best finished attempt of every scenario; of equal scores the newer is the best."""
    by_scenario: dict[str, list[Summary]] = defaultdict(list)
    for summary in summaries(connection, access, trainee=trainee, finished=True):
        by_scenario[summary.scenario].append(summary)
    return {scenario: _standing(done) for scenario, done in by_scenario.items()}


def _standing(done: list[Summary]) -> Standing:
    """How things stand after attempts, newest first."""
    scored = [summary for summary in done if _stands(summary) is not None]
    best = max(scored, key=lambda summary: _stands(summary) or 0.0, default=None)
    return Standing(last=done[0], best=best, finished=len(done))


def _stands(summary: Summary) -> float | None:
    """The score that counts now: with people's overrides, where there are any."""
    return summary.score if summary.settled_score is None else summary.settled_score


def finished_count(connection: Connection, access: Access, trainee: str | None = None) -> int:
    """How many sessions were finished; a retry plays part of one again, and doesn't count."""
    columns = tables.attempt.c
    query = select(func.count()).select_from(tables.attempt).where(own(access), columns.finished.is_not(None))
    query = query.where(columns.parent_exchange.is_(None))
    return connection.scalar(query if trainee is None else query.where(columns.trainee == trainee)) or 0


def content(connection: Connection, access: Access, digest: str) -> str:
    """The text of a scenario or rubric, which is nobody's own, by its hash; NotFoundError if there is none."""
    del access
    found: str | None = connection.scalar(select(tables.content.c.text).where(tables.content.c.hash == digest))
    if found is None:
        raise NotFoundError("content", digest, ())
    return found
