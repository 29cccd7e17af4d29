"""Rulings remembered by the tests that hold: most replies get rulings that others got before.

A ruling hangs on which tests hold and on nothing else (rules.py), and these are the bits of one number (facts.py). So
the rules are applied once for each such number, and a reply's marks are looked up and given its own words.
"""

from __future__ import annotations

from threading import Lock
from typing import NamedTuple

from simulator.scoring.facts import Facts
from simulator.scoring.look import Look
from simulator.scoring.marks import Mark
from simulator.scoring.rubric import Criterion, Rubric, Rule
from simulator.scoring.rules import Ruling, Waiting, faults_of, holds, marked, ruling, unmarked

MOST_RULINGS = 8192
"""Rulings of one rubric that are remembered at most."""
MOST_RUBRICS = 32
"""Rubrics whose rulings are remembered at most."""


class Row(NamedTuple):
    """A criterion with the bits that its ruling hangs on, and its marks so far by these bits.

    With the mark its ruling, where the reply's own words belong to it.
    """

    criterion: Criterion
    bits: int
    marks: dict[int, tuple[Mark, Ruling | None]]


class Sheet(NamedTuple):
    """The rows of replies that show the same faults of the whole."""

    everywhere: tuple[Rule, ...]
    rows: tuple[Row, ...]


class Rulings:
    """All rulings of one rubric so far. ``rubric`` is kept so that its id stays its own."""

    def __init__(self, rubric: Rubric, waiting: Waiting | None, unsure: str, facts: Facts) -> None:
        self.rubric, self._waiting, self._unsure, self._facts = rubric, waiting, unsure, facts
        self._faults = 0
        for rule in rubric.faults:
            self._faults |= facts.mask(rule.when, fault=True)
        self._criteria = tuple((item, _bits(item, facts)) for item in rubric.criteria)
        facts.settle()
        self._sheets: dict[int, Sheet] = {}
        self._count = 0

    def marks(self, find: Look) -> tuple[Mark, ...]:
        """A mark for every criterion."""
        said = self._facts.said(find)
        sheet = self._sheets.get(said & self._faults) or self._new_sheet(said, find)
        everywhere, marks = sheet.everywhere, []
        for criterion, bits, known in sheet.rows:
            mark, rest = known.get(said & bits) or self._new_ruling(criterion, find, everywhere, known, said & bits)
            marks.append(mark if rest is None else marked(rest, find))
        return tuple(marks)

    def _new_sheet(self, said: int, find: Look) -> Sheet:
        rows = tuple(Row(criterion, bits, {}) for criterion, bits in self._criteria)
        sheet = self._sheets[said & self._faults] = Sheet(faults_of(self.rubric, find), rows)
        return sheet

    def _new_ruling(
        self,
        criterion: Criterion,
        find: Look,
        everywhere: tuple[Rule, ...],
        known: dict[int, tuple[Mark, Ruling | None]],
        bits: int,
    ) -> tuple[Mark, Ruling | None]:
        given = ruling(self.rubric, criterion, find, everywhere, self._waiting)
        critical = criterion.critical
        if (
            self._unsure
            and critical
            and given.mark.points is not None
            and holds(critical.when, find, fault=True) is None
        ):
            given = Ruling(unmarked(self.rubric, criterion, self._unsure))
        self._count += 1
        if self._count > MOST_RULINGS:
            self._sheets.clear()
            self._count = 0
        known[bits] = given.mark, given if given.lacks or given.shown.measures else None
        return known[bits]


def _bits(criterion: Criterion, facts: Facts) -> int:
    bits = facts.mask(criterion.applies)
    for rule in criterion.points:
        bits |= facts.mask(rule.when)
    for rule in criterion.lowered_by:
        bits |= facts.mask(rule.when, fault=True)
    return bits | (facts.mask(criterion.critical.when, fault=True) if criterion.critical else 0)


def grade(rubric: Rubric, find: Look, waiting: Waiting | None = None, unsure: str = "") -> tuple[Mark, ...]:
    """A mark for every criterion, from whatever ``find`` answers for its measures.

    Args:
        rubric: what is graded by.
        find: the measures of what is graded.
        waiting: critical faults that only a person can confirm.
        unsure: why a criterion has no points whose critical fault can't be told; empty: it has them all the same.

    """
    if waiting is not None and waiting.confirmed is not None:
        return Rulings(rubric, waiting, unsure, Facts()).marks(find)
    known = _RULINGS.get((id(rubric), waiting is None, unsure))
    return (known or _new(rubric, waiting, unsure)).marks(find)


def _new(rubric: Rubric, waiting: Waiting | None, unsure: str) -> Rulings:
    with _ONE_BY_ONE:
        if len(_RULINGS) >= MOST_RUBRICS:
            _RULINGS.clear()
            _FACTS.clear()
        facts = _FACTS.setdefault(rubric.of, Facts())
        made = _RULINGS[id(rubric), waiting is None, unsure] = Rulings(rubric, waiting, unsure, facts)
        return made


_RULINGS: dict[tuple[int, bool, str], Rulings] = {}
_FACTS: dict[str, Facts] = {}
"""What rubrics of one kind (``Rubric.of``) find in a reply together."""
_ONE_BY_ONE = Lock()
