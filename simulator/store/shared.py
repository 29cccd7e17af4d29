"""Other people's practice, as far as it was shared, assigned or announced; every look at a person's is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace
from sqlalchemy import case, false, func, null, select, true

from simulator.errors import NotFoundError
from simulator.store import judging, reading, sums, tables, team_tables, trail, writing
from simulator.store.access import Access, seen, unmarked, viewer, visible, waiting_marks
from simulator.store.agreeing import agreed
from simulator.store.door import Door
from simulator.store.records import Attempt, GivenMark, Note
from simulator.store.sums import EVERYTHING, Choice, Group
from simulator.store.team_records import AttemptSum, CriterionResult, CriterionSum, SharedSummary

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from simulator.store.people import Entry


class Shared(Door):
    """What trainers and QA leads see of others; in a history of one person, everything finished is theirs.

    Every method raises NotAllowedError for a trainee. What may not be seen is answered as if it were not there. Until a
    disputed mark is given anew, blind, QA leads see nothing that it went into: of its conversation the words alone, no
    score, no result of its criterion; and it is in no sum (access.waiting_marks).
    """

    def attempts(
        self, choice: Choice = EVERYTHING, *, limit: int = 200, before: str | None = None
    ) -> tuple[SharedSummary, ...]:
        """Attempts as lists show them, those begun last first; ``before``: the last id of the page before.

        Of one person, the look is recorded.
        """
        if choice.person is not None:
            self._write(_looked, choice, self._entry(), "viewed a list")
        return self._read(_summaries, choice, limit, before)

    def attempt(self, attempt_id: str) -> Attempt:
        """One attempt without what is nobody else's (access.seen); the look is recorded."""
        return self._write(_attempt, attempt_id, self._entry())

    def examined_before(self, attempt_id: str) -> tuple[str, int]:
        """Of an attempt of others: whose it is, and how many exams with its customer they had begun before it."""
        return self._read(_examined_before, attempt_id)

    def are_shared(self, attempt_id: str, count: int) -> bool:
        """Whether so many attempts of that attempt's person may be seen; it tells nothing else, and is no look."""
        return self._read(_are_shared, attempt_id, count)

    def marks(self, attempt_id: str) -> tuple[GivenMark, ...]:
        """Its marks as last understood; the times at which they were given are left at the day of its end."""
        return self._write(_marks, attempt_id, self._entry())

    def add_note(self, attempt_id: str, text: str, *, exchange: int | None = None) -> None:
        """A coach's remark, which the trainee sees, too."""
        self._write(_note, attempt_id, Note(text, self.access.name, self._clock(), exchange), self._entry())

    def results(self, choice: Choice) -> tuple[CriterionResult, ...]:
        """Points by criterion of each chosen attempt, the oldest first: for one person or one scenario."""
        return self._write(_results, choice, self._entry())

    def criterion_sums(self, choice: Choice = EVERYTHING, by: Sequence[Group] = ()) -> tuple[CriterionSum, ...]:
        """Sums by criterion and by each group of ``by``; by person or of one, the look is recorded."""
        self._look(choice, by)
        return self._read(sums.criterion_sums, choice, by)

    def attempt_sums(self, choice: Choice = EVERYTHING, by: Sequence[Group] = ()) -> tuple[AttemptSum, ...]:
        """Counts, endings and scores by each group of ``by``; by person or of one, the look is recorded."""
        self._look(choice, by)
        return self._read(sums.attempt_sums, choice, by)

    def _look(self, choice: Choice, by: Sequence[Group]) -> None:
        if "person" in by or choice.person is not None:
            self._write(_looked, choice, self._entry(), "viewed sums by person")


def _summaries(
    connection: Connection, access: Access, choice: Choice, limit: int, before: str | None
) -> tuple[SharedSummary, ...]:
    columns, person = tables.attempt.c, team_tables.person.c
    names = ("id", "scenario", "title", "channel", "mode", "ending")
    waiting = waiting_marks(viewer(connection, access))
    waits = false() if waiting is None else columns.id.in_(select(waiting.subquery().c.attempt))
    query = (
        select(
            *(columns[name] for name in names),
            func.coalesce(columns.person, "").label("person"),
            func.coalesce(person.name, columns.trainee).label("name"),
            columns.finished,
            case((waits, null()), else_=func.coalesce(columns.settled_score, columns.score)).label("score"),
            case((waits, null()), else_=columns.score).label("first_score"),
            case((waits, true()), else_=false()).label("waits_blind"),
        )
        .outerjoin_from(tables.attempt, team_tables.person, person.id == columns.person)
        .where(*sums.chosen(connection, access, choice))
        .order_by(columns.id.desc())
        .limit(limit)
    )
    found = connection.execute(query if before is None else query.where(columns.id < before)).mappings().all()
    closed = agreed(connection, [row["id"] for row in found if not row["ending"]])
    return tuple(
        SharedSummary(
            **{name: value for name, value in row.items() if name not in ("finished", "waits_blind")},
            day=row["finished"].date(),
            waits_blind=bool(row["waits_blind"]),
            agreed=row["id"] in closed,
        )
        for row in found
    )


def _are_shared(connection: Connection, access: Access, attempt_id: str, count: int) -> bool:
    columns = tables.attempt.c
    same = columns.person.is_not_distinct_from(_owner(connection, attempt_id))
    query = select(columns.id).where(visible(viewer(connection, access)), same).limit(count)
    return len(connection.execute(query).all()) >= count


def _attempt(connection: Connection, access: Access, attempt_id: str, entry: Entry) -> Attempt:
    who = viewer(connection, access)
    found = reading.whole(connection, visible(who) & (tables.attempt.c.id == attempt_id))
    if found is None:
        raise _unknown(attempt_id)
    owner = _owner(connection, attempt_id)
    if access.person is None:
        return found
    _record(connection, access, entry, "viewed", owner, attempt_id)
    mine = trail.names(connection).get(owner)
    found = replace(found, notes=tuple(note for note in found.notes if note.author != mine))
    waits = any(place[0] == attempt_id for place in judging.to_mark_blind(connection, who))
    return seen(unmarked(found) if waits else found)


def _examined_before(connection: Connection, access: Access, attempt_id: str) -> tuple[str, int]:
    mine, seen_ones = tables.attempt.c, visible(viewer(connection, access))
    name = func.coalesce(team_tables.person.c.name, mine.trainee).label("name")
    whose = select(mine.scenario, mine.person, name).outerjoin_from(tables.attempt, team_tables.person)
    row = connection.execute(whose.where(seen_ones, mine.id == attempt_id)).first()
    if row is None:
        raise _unknown(attempt_id)
    same = mine.scenario == row.scenario, mine.person == row.person, mine.mode == writing.EXAM, mine.id < attempt_id
    count = select(func.count()).select_from(tables.attempt).where(seen_ones, *same)
    return row.name, int(connection.scalar(count) or 0)


def _marks(connection: Connection, access: Access, attempt_id: str, entry: Entry) -> tuple[GivenMark, ...]:
    found = _attempt(connection, access, attempt_id, entry)
    if found.waits_blind:
        return ()
    given, day = reading.given_marks(connection, attempt_id), found.finished or found.started
    return tuple(replace(item, at=day, revision=1) for item in given if not item.by_model)


def _note(connection: Connection, access: Access, attempt_id: str, note: Note, entry: Entry) -> None:
    _attempt(connection, access, attempt_id, entry)
    writing.put_note(connection, attempt_id, note)


def _results(connection: Connection, access: Access, choice: Choice, entry: Entry) -> tuple[CriterionResult, ...]:
    hidden = judging.to_mark_blind(connection, viewer(connection, access))
    everything = sums.results(connection, access, choice)
    found = tuple(item for item in everything if (item.attempt, item.rubric, item.criterion) not in hidden)
    if access.person is not None:
        _record(connection, access, entry, "viewed results", choice.person, None, choice.team or choice.scenario or "")
    return found


def _looked(connection: Connection, access: Access, choice: Choice, entry: Entry, action: str) -> None:
    visible(viewer(connection, access))
    if access.person is not None:
        _record(connection, access, entry, action, choice.person, None)


def _record(
    connection: Connection,
    access: Access,
    entry: Entry,
    action: str,
    person: str | None,
    attempt: str | None,
    detail: str = "",
) -> None:
    if person is None or person != access.person:
        trail.record(connection, access, entry, action, person=person, attempt=attempt, detail=detail)


def _owner(connection: Connection, attempt_id: str) -> str | None:
    owner: str | None = connection.scalar(select(tables.attempt.c.person).where(tables.attempt.c.id == attempt_id))
    return owner


def _unknown(attempt_id: str) -> NotFoundError:
    """Not there, private, or another team's: the three can't be told apart."""
    return NotFoundError("shared conversation", attempt_id, ())
