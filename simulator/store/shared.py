"""Other people's practice, as far as it was shared, assigned or announced; every look at a person's is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace
from sqlalchemy import func, select

from simulator.errors import NotFoundError
from simulator.store import judging, reading, sums, tables, team_tables, trail, writing
from simulator.store.access import Access, seen, viewer, visible
from simulator.store.door import Door
from simulator.store.records import Attempt, GivenMark, Note
from simulator.store.sums import EVERYTHING, Choice, Group
from simulator.store.team_records import AttemptSum, CriterionResult, CriterionSum, SharedSummary

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from simulator.store.people import Entry


class Shared(Door):
    """What trainers and QA leads see of others; in a history of one person, everything finished is theirs.

    Every method raises NotAllowedError for a trainee. What may not be seen is answered as if it were not there: so are,
    for a QA lead, the marks of a criterion that is disputed in a conversation, until a lead has marked it blind. Sums
    hold them already.
    """

    def attempts(
        self, choice: Choice = EVERYTHING, *, limit: int = 200, before: str | None = None
    ) -> tuple[SharedSummary, ...]:
        """Attempts as lists show them, those begun last first; ``before``: the last id of the page before."""
        return self._read(_summaries, choice, limit, before)

    def attempt(self, attempt_id: str) -> Attempt:
        """One attempt without what is nobody else's (access.seen); the look is recorded."""
        return self._write(_attempt, attempt_id, self._entry())

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
        """Sums by criterion and by each group of ``by``; by person, the look is recorded."""
        if "person" in by:
            self._write(_looked, choice, self._entry())
        return self._read(sums.criterion_sums, choice, by)

    def attempt_sums(self, choice: Choice = EVERYTHING, by: Sequence[Group] = ()) -> tuple[AttemptSum, ...]:
        """Counts, endings and scores by each group of ``by``; by person, the look is recorded."""
        if "person" in by:
            self._write(_looked, choice, self._entry())
        return self._read(sums.attempt_sums, choice, by)


def _summaries(
    connection: Connection, access: Access, choice: Choice, limit: int, before: str | None
) -> tuple[SharedSummary, ...]:
    columns, person = tables.attempt.c, team_tables.person.c
    names = ("id", "scenario", "title", "channel", "mode", "ending")
    score = func.coalesce(columns.settled_score, columns.score)
    query = (
        select(
            *(columns[name] for name in names),
            func.coalesce(columns.person, "").label("person"),
            func.coalesce(person.name, columns.trainee).label("name"),
            columns.finished,
            score.label("score"),
            columns.score.label("first_score"),
        )
        .outerjoin_from(tables.attempt, team_tables.person, person.id == columns.person)
        .where(*sums.chosen(connection, access, choice))
        .order_by(columns.id.desc())
        .limit(limit)
    )
    found = connection.execute(query if before is None else query.where(columns.id < before)).mappings()
    return tuple(
        SharedSummary(**{name: value for name, value in row.items() if name != "finished"}, day=row["finished"].date())
        for row in found
    )


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
    return seen(_unbiased(found, judging.to_mark_blind(connection, who)))


def _unbiased(attempt: Attempt, hidden: frozenset[judging.Disputed]) -> Attempt:
    """Without the marks that the person who asks may have to give anew."""
    exchanges = tuple(
        replace(one, marks=tuple(mark for mark in one.marks if (attempt.id, mark.rubric, mark.criterion) not in hidden))
        for one in attempt.exchanges
    )
    return replace(attempt, exchanges=exchanges)


def _marks(connection: Connection, access: Access, attempt_id: str, entry: Entry) -> tuple[GivenMark, ...]:
    found = _attempt(connection, access, attempt_id, entry)
    day, hidden = found.finished or found.started, judging.to_mark_blind(connection, viewer(connection, access))
    return tuple(
        replace(item, at=day, revision=1)
        for item in reading.given_marks(connection, attempt_id)
        if not item.by_model and (attempt_id, item.mark.rubric, item.mark.criterion) not in hidden
    )


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


def _looked(connection: Connection, access: Access, choice: Choice, entry: Entry) -> None:
    visible(viewer(connection, access))
    if access.person is not None:
        _record(connection, access, entry, "viewed sums by person", choice.person, None)


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
