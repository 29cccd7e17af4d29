"""Marks that a trainee doesn't accept: a QA lead marks blind, sees both, and settles it; and overrides without one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, or_, select, update

from simulator.errors import NotAllowedError, NotFoundError, UsageError
from simulator.store import judging, sampling, tables, team_tables, trail
from simulator.store.access import Access, Viewer, allowed, own, viewer, visible
from simulator.store.door import Door
from simulator.store.judging import Rescore, Verdict
from simulator.store.sampling import SAMPLED, Place
from simulator.store.team_records import BlindCase, Dispute, Override

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from simulator.store.people import Entry

_WHAT = "settle disputes and override marks"


class Disputes(Door):
    """A trainee disputes marks of their own; QA leads settle those of others, never their own.

    Until a lead has marked a dispute blind, they see neither the mark nor the reason, nor what came of an earlier
    dispute of that mark; and nobody overrides it.
    """

    def open(self, attempt_id: str, exchange: int, criterion: str, reason: str) -> Dispute:
        """Dispute a mark of one's own; QA leads will then read the words up to that reply, and nothing else.

        Raises:
            NotFoundError: no such attempt, reply or criterion.
            UsageError: the attempt isn't finished, the mark is disputed already, or the reason is empty.

        """
        entry = self._entry()
        new_id = self._new_id(entry[1])
        self._write(_open, new_id, (attempt_id, exchange, criterion), reason, entry)
        return next(item for item in self.all() if item.id == new_id)

    def all(self, *, waiting: bool = False) -> tuple[Dispute, ...]:
        """One's own disputes, and everybody's for a QA lead, the newest first; ``waiting``: those not settled yet."""
        return self._read(_all, waiting)

    def case(self, dispute_id: str) -> BlindCase:
        """What a QA lead reads before they mark: the words and the criterion; the look is recorded."""
        return self._write(_case, dispute_id, self._entry())

    def mark_blind(self, dispute_id: str, points: int | None) -> Dispute:
        """Give one's own mark without having seen the other (None: nothing can be marked); then both are shown."""
        self._write(_mark_blind, dispute_id, points, self._entry())
        return next(item for item in self.all() if item.id == dispute_id)

    def settle(self, dispute_id: str, points: int | None, answer: str, rescore: Rescore) -> Dispute:
        """Settle a dispute that was marked blind: ``points`` are what stands from now on, the same as before or others.

        ``rescore`` makes the attempt's score anew (archive.rescorer).
        """
        self._write(_settle, dispute_id, points, answer, rescore, self._entry())
        return next(item for item in self.all() if item.id == dispute_id)

    def override(self, verdict: Verdict, rescore: Rescore) -> None:
        """Put another mark in the place of one, of an attempt that a QA lead may see."""
        self._write(_override, verdict, rescore, self._entry())

    def overrides(self, attempt_id: str) -> tuple[Override, ...]:
        """What people put in the place of marks of an attempt, one's own or one that may be seen."""
        return self._read(_overrides, attempt_id)

    def pairs(self, *, sampled: bool = False) -> tuple[sampling.Pair, ...]:
        """Of each dispute marked blind: its id, "rubric/criterion", the first mark and the blind one.

        ``sampled``: of what was drawn at random instead.
        """
        return self._read(sampling.pairs, sampled=sampled)

    def draw(self, count: int, seed: int) -> tuple[Place, ...]:
        """Marks of others' shared practice, drawn at random, for trainers and QA leads to give again (sampling.py)."""
        return self._read(sampling.draw, count, seed)

    def drawn_case(self, place: Place) -> BlindCase:
        """What is read before a drawn mark is given again; the look is recorded."""
        return self._write(sampling.drawn_case, place, self._entry())

    def mark_drawn(self, place: Place, points: int | None) -> int | None:
        """Keep one's own mark (None: nothing can be marked), which changes nothing; gives the first one."""
        entry = self._entry()
        return self._write(sampling.mark_drawn, place, points, self._new_id(entry[1]), entry)


def _open(
    connection: Connection, access: Access, new_id: str, where: tuple[str, int, str], reason: str, entry: Entry
) -> None:
    attempt_id, n, criterion = where
    judging.need_disputable(connection, access, attempt_id)
    given = judging.mark_of(connection, attempt_id, n, criterion)
    place = {"attempt": attempt_id, "n": n, "rubric": given.mark.rubric, "criterion": given.mark.criterion}
    rows = team_tables.dispute
    same = select(rows.c.id).where(*(rows.c[name] == value for name, value in place.items()), rows.c.settled.is_(None))
    if connection.execute(same).first():
        raise UsageError("that mark is disputed already, and waits for a QA lead.")
    row: dict[str, Any] = {"id": new_id, "person": access.person, "revision": given.revision, "at": entry[1]}
    row |= {"points": given.mark.points, "most": given.mark.max, "rubric_hash": given.edition.hash}
    connection.execute(insert(rows).values(**place, **row, reason=judging.said_reason(reason)))
    what = f"reply {n} {given.mark.rubric}/{given.mark.criterion}"
    trail.record(connection, access, entry, "disputed", person=access.person, attempt=attempt_id, detail=what)


def _all(connection: Connection, access: Access, waiting: bool) -> tuple[Dispute, ...]:
    rows = team_tables.dispute
    who, known = viewer(connection, access), trail.names(connection)
    hidden = judging.to_mark_blind(connection, who)
    disputed = or_(rows.c.outcome.is_(None), rows.c.outcome != SAMPLED)
    query = select(rows).where(disputed).order_by(rows.c.id.desc())
    if who.role != "lead":
        query = query.where(rows.c.person == access.person)
    if waiting:
        query = query.where(rows.c.settled.is_(None))
    return tuple(
        _record(row, who, known, waits=(row["attempt"], row["rubric"], row["criterion"]) in hidden)
        for row in connection.execute(query).mappings()
    )


def _record(row: Any, who: Viewer, known: dict[str | None, str], *, waits: bool) -> Dispute:
    """A dispute as somebody may see it: before the blind mark, a lead sees no mark, and no reason that tells it.

    Its trainee sees the blind mark when it is settled.
    """
    mine = row["person"] == who.person
    names = {"name": known.get(row["person"], ""), "grader": known.get(row["grader"], ""), "exchange": row["n"]}
    same = {name: row[name] for name in Dispute.__struct_fields__ if name in row and name not in names}
    same |= {"outcome": row["outcome"] or "", "answer": row["answer"] or ""}
    if not mine and (waits or row["graded"] is None):
        same |= {"points": None, "blind": None, "reason": "", "answer": "", "outcome": ""}
    if mine and row["settled"] is None:
        same |= {"blind": None}
    return Dispute(**same, **names)


def _one(connection: Connection, access: Access, dispute_id: str) -> Any:
    """A dispute that a QA lead may settle, locked until the transaction ends."""
    allowed(connection, access, ("lead",), _WHAT)
    rows = team_tables.dispute
    row = connection.execute(select(rows).where(rows.c.id == dispute_id).with_for_update()).mappings().first()
    if row is None:
        raise NotFoundError("dispute", dispute_id, connection.scalars(select(rows.c.id)))
    if row["person"] == access.person:
        raise NotAllowedError("nobody settles a dispute of their own: ask another QA lead.")
    if row["settled"] is not None:
        raise UsageError("that dispute is settled already.")
    return row


def _case(connection: Connection, access: Access, dispute_id: str, entry: Entry) -> BlindCase:
    row = _one(connection, access, dispute_id)
    return sampling.blind_case(connection, access, row, entry, "viewed for a dispute")


def _mark_blind(connection: Connection, access: Access, dispute_id: str, points: int | None, entry: Entry) -> None:
    row = _one(connection, access, dispute_id)
    if row["graded"] is not None:
        raise UsageError("that dispute is marked blind already; the first blind mark stands.")
    values = {"blind": judging.checked(points, row["most"]), "grader": access.person, "graded": entry[1]}
    connection.execute(update(team_tables.dispute).where(team_tables.dispute.c.id == dispute_id).values(values))
    trail.record(connection, access, entry, "marked blind", person=row["person"], attempt=row["attempt"])


def _settle(
    connection: Connection,
    access: Access,
    dispute_id: str,
    points: int | None,
    answer: str,
    rescore: Rescore,
    entry: Entry,
) -> None:
    row = _one(connection, access, dispute_id)
    if row["graded"] is None:
        raise UsageError("mark it blind first.")
    said = judging.said_reason(answer)
    changed = judging.checked(points, row["most"]) != row["points"]
    values = {"settled": entry[1], "outcome": "changed" if changed else "kept", "answer": said}
    connection.execute(update(team_tables.dispute).where(team_tables.dispute.c.id == dispute_id).values(values))
    if changed:
        verdict = Verdict(row["attempt"], row["n"], row["rubric"], row["criterion"], points, said)
        judging.put(connection, access, verdict, rescore, entry)
    else:
        trail.record(connection, access, entry, "kept a mark", person=row["person"], attempt=row["attempt"])


def _override(connection: Connection, access: Access, verdict: Verdict, rescore: Rescore, entry: Entry) -> None:
    who = allowed(connection, access, ("lead",), _WHAT)
    columns = tables.attempt.c
    row = connection.execute(select(columns.person).where(visible(who), columns.id == verdict.attempt)).first()
    if row is None:
        raise NotFoundError("shared conversation", verdict.attempt, ())
    if access.person is not None and row.person == access.person:
        raise NotAllowedError("nobody overrides marks of their own: ask another QA lead.")
    if (verdict.attempt, verdict.rubric, verdict.criterion) in judging.to_mark_blind(connection, who):
        raise UsageError("that mark is disputed. Mark it blind first, with: simulator review-disputes")
    judging.put(connection, access, verdict, rescore, entry)


def _overrides(connection: Connection, access: Access, attempt_id: str) -> tuple[Override, ...]:
    who, columns = viewer(connection, access), tables.attempt.c
    mine = own(access) if who.role == "trainee" else or_(own(access), visible(who))
    if connection.execute(select(columns.id).where(mine, columns.id == attempt_id)).first() is None:
        return ()
    known, hidden = trail.names(connection), judging.to_mark_blind(connection, who)
    return tuple(
        Override(
            **{name: row[name] for name in Override.__struct_fields__ if name not in ("author", "exchange")},
            author=known.get(row["author"], ""),
            exchange=row["n"],
        )
        for row in judging.overrides(connection, attempt_id)
        if (attempt_id, row["rubric"], row["criterion"]) not in hidden
    )
