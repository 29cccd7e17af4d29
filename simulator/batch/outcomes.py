"""What a person's verdict on a critical finding would do to the marks of its turn, worked out while it is graded.

The words are masked when they are written, so nothing could be read again later.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from simulator.batch.judging import Judging
from simulator.scoring.conversation import turn_marks
from simulator.scoring.look import Look, asking
from simulator.scoring.marks import Mark
from simulator.scoring.reply import NOTHING, Finding
from simulator.scoring.rubric import Critical
from simulator.scoring.rules import ATTACKS, Waiting, is_attack, measures_of
from simulator.scoring.talk import Said
from simulator.scoring.without_case import grade_alone

Points = dict[str, int | None]
"""Points by "rubric/criterion", of those that change; None: it does not apply, or nothing is known."""


class Outcome(Struct, frozen=True):
    """A finding by its turn and rule, with the marks of the turn that change when it is confirmed, or rejected.

    Confirmed, its rubrics' faults take effect as in practice. Rejected, the words count as no such fault at all.
    ``apart``: those that don't apply once it is rejected; a fault that takes effect always applies.
    """

    turn: int
    rule: str
    confirmed: Points = {}
    rejected: Points = {}
    apart: tuple[str, ...] = ()


def outcomes(one: Judging) -> Iterator[Outcome]:
    """The outcomes of all findings in agent turns."""
    for item, marks in zip(one.talk.said, one.marks, strict=True):
        found = {mark.critical: critical for mark in marks if mark.critical and (critical := _critical(one, mark))}
        for rule, critical in found.items():
            sure = _marks(one, item, item.look, Waiting(critical))
            none = _marks(one, item, _without(item.look, critical), Waiting())
            rejected = _changed(marks, none)
            apart = tuple(mark.key for mark in none if not mark.applies and mark.key in rejected)
            yield Outcome(item.turn, rule, _changed(marks, sure), rejected, apart)


def _critical(one: Judging, mark: Mark) -> Critical | None:
    return one.terms.rubric(mark.rubric).criterion(mark.criterion).critical


def _marks(one: Judging, item: Said, look: Look, waiting: Waiting) -> tuple[Mark, ...]:
    """The marks of a turn, in the order of :class:`Judging`."""
    of_replies = (grade_alone(each, item.reading, item.ground, look, waiting) for each in one.terms.of("reply"))
    of_talks = (turn_marks(each, item, look, waiting) for each in one.terms.of("conversation"))
    return tuple(mark for marks in (*of_replies, *of_talks) for mark in marks)


def _without(look: Look, critical: Critical) -> Look:
    """The same reply without what the finding took for a fault: measures whose words it quotes."""
    asked = measures_of(critical.when) | (ATTACKS if is_attack(critical) else frozenset())
    quoted = {name for name in asked if look(name, True).quotes}

    def found(name: str, fault: bool) -> Finding:
        return NOTHING if fault and name in quoted else look(name, fault)

    return asking(found)


def _changed(before: tuple[Mark, ...], after: tuple[Mark, ...]) -> Points:
    pairs = zip(before, after, strict=True)
    return {new.key: new.points for old, new in pairs if (old.points, old.applies) != (new.points, new.applies)}
