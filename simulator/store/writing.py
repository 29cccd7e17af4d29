"""Every change of the history, as functions over an open transaction; nothing here commits."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from simulator.errors import HistoryError
from simulator.store import assigning, results, tables, tallies
from simulator.store.access import Access, own
from simulator.store.json_text import mended, read, written
from simulator.store.postgres import share_texts, upserting
from simulator.store.reading import owns, unknown
from simulator.store.records import Edition, Note, Start
from simulator.store.results import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.engine import Connection

    from simulator.exchange import Exchange
    from simulator.mood import Ending
    from simulator.scoring.marks import Mark, Scorecard

EXAM = "exam"
"""The mode of an announced exam."""
Place = tuple[str, int, int]
"""Attempt, exchange from 1, revision from 1: the key of a stored exchange."""


def begin(
    connection: Connection, access: Access, attempt_id: str, start: Start, contents: Mapping[str, str], at: datetime
) -> None:
    """Store how an attempt starts, with its texts; a retry also gets the exchanges before the one played again.

    An exam and what was assigned have the trainers for an audience from the start; nothing else has any.
    """
    share_texts(connection)
    keep_texts(connection, contents)
    values = {name: getattr(start, name) for name in Start.__struct_fields__}
    values |= {"seed": str(start.seed), "rubrics": written(start.rubrics), "options": written(start.options)}
    values |= {"trainee": mended(start.trainee), "id": attempt_id, "started": at, "person": access.person}
    if start.assignment is not None:
        assigning.need_open_assignment(connection, access, start.assignment)
    if access.person is not None and start.parent is None and (start.mode == EXAM or start.assignment):
        values["audience"] = "trainer"
    connection.execute(insert(tables.attempt).values(values))
    if start.parent is not None:
        _require(connection, access, start.parent)
        _copy_before(connection, start.parent, start.parent_exchange or 1, attempt_id)


def keep_texts(connection: Connection, contents: Mapping[str, str]) -> None:
    """Store the texts that aren't stored yet, by their hash."""
    known = set(connection.scalars(select(tables.content.c.hash).where(tables.content.c.hash.in_(contents))))
    # In one order, so that two programs that store the same texts at once wait for each other instead of for ever.
    rows = [{"hash": key, "text": text} for key, text in sorted(contents.items()) if key not in known]
    if rows:
        connection.execute(upserting(connection, tables.content).on_conflict_do_nothing(), rows)


def _copy_before(connection: Connection, parent: str, n: int, child: str) -> None:
    """Copy the exchanges before ``n``, so that the retry is whole in itself; their marks stay with the parent."""
    rows = connection.execute(
        select(tables.exchange)
        .where(tables.exchange.c.attempt == parent, tables.exchange.c.n < n)
        .order_by(tables.exchange.c.n, tables.exchange.c.revision)
    ).mappings()
    latest = {row["n"]: {**row, "attempt": child, "revision": 1} for row in rows}
    if sorted(latest) != list(range(1, n)):
        raise HistoryError(f"attempt {parent} has no exchange {n - 1} after which to try again.")
    if latest:
        connection.execute(insert(tables.exchange), list(latest.values()))


def next_exchange(connection: Connection, access: Access, attempt_id: str, exchange: Exchange, at: datetime) -> None:
    """Store the exchange after the last one, with its marks."""
    rubrics = _open_rubrics(connection, access, attempt_id)
    last = _last_place(connection, attempt_id)
    _add_exchange(connection, (attempt_id, last[1] + 1 if last else 1, 1), exchange, rubrics, at)


def other_reading(connection: Connection, access: Access, attempt_id: str, exchange: Exchange, at: datetime) -> None:
    """Store a new reading of the last exchange, with its marks; the earlier one stays."""
    rubrics = _open_rubrics(connection, access, attempt_id)
    _, n, revision = _last_place(connection, attempt_id) or (attempt_id, 0, 0)
    _add_exchange(connection, (attempt_id, n, revision + 1), exchange, rubrics, at)


def other_words(connection: Connection, access: Access, attempt_id: str, exchange: Exchange) -> None:
    """Put other words of the customer into the last exchange as last understood; marks and the draft stay."""
    _open_rubrics(connection, access, attempt_id)
    place = _last_place(connection, attempt_id)
    if place is None or place[1] != exchange.n:
        raise HistoryError(f"attempt {attempt_id} does not stand at exchange {exchange.n}: it was continued elsewhere.")
    columns = tables.exchange.c
    at_place = (columns.attempt == attempt_id, columns.n == exchange.n, columns.revision == place[2])
    connection.execute(update(tables.exchange).where(*at_place).values(body=written(exchange)))


def more_marks(
    connection: Connection,
    access: Access,
    attempt_id: str,
    n: int,
    marks: Iterable[Mark],
    editions: Mapping[str, Edition],
    author: str,
    at: datetime,
) -> None:
    """Append marks for exchange ``n`` of one's own attempt, as last understood."""
    _require(connection, access, attempt_id)
    place = _last_place(connection, attempt_id, n)
    if place is None:
        raise HistoryError(f"attempt {attempt_id} has no exchange {n} that could be marked.")
    with tallies.kept(connection, [attempt_id]):
        _add_marks(connection, place, marks, editions, author, at)
        results.sum_up_if_finished(connection, attempt_id)


def _last_place(connection: Connection, attempt_id: str, n: int | None = None) -> Place | None:
    """Where the newest reading of the last exchange, or of exchange ``n``, stands; None if there is none."""
    columns = tables.exchange.c
    query = select(columns.n, columns.revision).where(columns.attempt == attempt_id)
    query = query if n is None else query.where(columns.n == n)
    row = connection.execute(query.order_by(columns.n.desc(), columns.revision.desc()).limit(1)).first()
    return (attempt_id, row.n, row.revision) if row else None


def _add_exchange(
    connection: Connection, place: Place, exchange: Exchange, rubrics: Mapping[str, Edition], at: datetime
) -> None:
    """Store one reading of an exchange; the draft that became its reply goes with the same commit."""
    attempt_id, n, revision = place
    if exchange.n != n:
        raise HistoryError(
            f"attempt {attempt_id} stands at exchange {n}, not {exchange.n}: it was continued elsewhere. "
            "Resume it again."
        )
    values: dict[str, Any] = {"attempt": attempt_id, "n": n, "revision": revision, "at": at}
    values |= {"hostility_before": exchange.before, "hostility_after": exchange.after, "delay_s": exchange.delay_s}
    values |= {"phase": exchange.state.mood.phase.value, "body": written(exchange)}
    connection.execute(insert(tables.exchange).values(values))
    connection.execute(delete(tables.draft).where(tables.draft.c.attempt == attempt_id))
    _add_marks(connection, place, exchange.marks, rubrics, PROGRAM, at)


def _open_rubrics(connection: Connection, access: Access, attempt_id: str) -> dict[str, Edition]:
    """The editions that grade an attempt which still goes on; an error if it has ended or doesn't exist.

    The attempt is locked until the transaction ends: two programs that go on with it take turns.
    """
    columns = tables.attempt.c
    query = select(columns.rubrics, columns.finished).where(own(access), columns.id == attempt_id)
    row = connection.execute(query.with_for_update()).first()
    if row is None:
        raise unknown(connection, access, attempt_id)
    if row.finished is not None:
        raise HistoryError(f"attempt {attempt_id} is already finished; nothing can be added to it.")
    return read(row.rubrics, dict[str, Edition], f"the start of attempt {attempt_id}")


def _add_marks(
    connection: Connection,
    place: Place,
    marks: Iterable[Mark],
    editions: Mapping[str, Edition],
    author: str,
    at: datetime,
) -> None:
    at_place = dict(zip(("attempt", "n", "revision"), place, strict=True))
    rows = []
    for mark in marks:
        if mark.rubric not in editions:
            raise HistoryError(f"a mark names the rubric {mark.rubric!r}, but not which edition of it was used.")
        edition = editions[mark.rubric]
        row = {"rubric": mended(mark.rubric), "rubric_version": edition.version, "rubric_hash": edition.hash}
        row |= {"criterion": mended(mark.criterion), "points": mark.points, "max": mark.max, "body": written(mark)}
        rows.append(at_place | row | {"author": mended(author), "at": at})
    if rows:
        connection.execute(insert(tables.mark), rows)


def put_draft(connection: Connection, access: Access, attempt_id: str, text: str, at: datetime) -> None:
    """Keep the unsent text of an attempt that still goes on; for any other there is no effect."""
    columns = tables.attempt.c
    going_on = select(columns.id).where(own(access), columns.id == attempt_id, columns.finished.is_(None))
    if connection.execute(going_on.with_for_update()).first():
        _put(connection, tables.draft, {"attempt": attempt_id, "text": mended(text), "at": at})


def put_ticket(connection: Connection, access: Access, attempt_id: str, body: str, at: datetime) -> None:
    """Keep the closing ticket of an attempt, instead of an earlier one."""
    _require(connection, access, attempt_id)
    _put(connection, tables.ticket, {"attempt": attempt_id, "body": body, "at": at})


def _put(connection: Connection, table: Any, values: dict[str, Any]) -> None:
    connection.execute(delete(table).where(table.c.attempt == values["attempt"]))
    connection.execute(insert(table).values(values))


def add_note(connection: Connection, access: Access, attempt_id: str, note: Note) -> None:
    """Append a remark to one's own attempt."""
    _require(connection, access, attempt_id)
    put_note(connection, attempt_id, note)


def put_note(connection: Connection, attempt_id: str, note: Note) -> None:
    """Append a remark; whoever calls has asked who may."""
    values = {"attempt": attempt_id, "n": note.exchange, "author": mended(note.author), "text": mended(note.text)}
    connection.execute(insert(tables.note).values(**values, at=note.at))


def _require(connection: Connection, access: Access, attempt_id: str) -> None:
    if not owns(connection, access, attempt_id):
        raise unknown(connection, access, attempt_id)


def finish(
    connection: Connection,
    access: Access,
    attempt_id: str,
    at: datetime,
    ending: Ending | None,
    closing: str | None,
    scorecard: Scorecard | None,
    to_try: str,
) -> None:
    """Store the end and sum up the marks. A second call (the score after a ticket) keeps the time of the first."""
    _require(connection, access, attempt_id)
    values = {
        "finished": func.coalesce(tables.attempt.c.finished, at, type_=tables.Moment),
        "week": func.coalesce(tables.attempt.c.week, f"{at.astimezone(UTC):%G-W%V}"),
        "ending": ending,
        "closing": None if closing is None else mended(closing),
        "scorecard": None if scorecard is None else written(scorecard),
        "score": scorecard and scorecard.score,
        "to_try": mended(to_try) or None,
    }
    with tallies.kept(connection, [attempt_id]):
        connection.execute(update(tables.attempt).where(tables.attempt.c.id == attempt_id).values(values))
        connection.execute(delete(tables.draft).where(tables.draft.c.attempt == attempt_id))
        results.sum_up(connection, attempt_id)
