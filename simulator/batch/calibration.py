"""How the software's marks agree with people's, beside how people agree with each other; and what their marks rise to.

The unit is one criterion of one conversation. What is judged in every reply is compared by the mean of the replies'
marks, rounded to the nearest anchor; several graders by their mean, which is not rounded (that would shift it).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from statistics import fmean

from msgspec import Struct

from simulator.agreement import bias, icc, interval, krippendorff_alpha, quadratic_kappa, within
from simulator.agreement.monotone import isotonic, read_off
from simulator.batch.calibrated import ENOUGH
from simulator.batch.hand_grades import HandGrade

FOLDS = 5
"""The curve is tried on fifths that it was not fitted to."""


class Item(Struct, frozen=True):
    """One criterion of one conversation: each grader's mark, and the software's (None: it gave none)."""

    conversation: str
    criterion: str
    people: tuple[tuple[str, int], ...]
    software: int | None = None

    @property
    def mean(self) -> float:
        """The graders' mean."""
        return fmean(mark for _, mark in self.people)

    @property
    def doubled(self) -> bool:
        """Whether two people graded it."""
        return len(self.people) > 1


class Value(Struct, frozen=True):
    """A statistic with its 95% bootstrap interval; None where it isn't defined."""

    value: float | None
    low: float | None = None
    high: float | None = None


class Agreement(Struct, frozen=True):
    """How far two sides agree over ``n`` pairs of marks. ``within``: the share at most one anchor apart, 0-1.

    ``bias``: how much higher the first side marks, in anchors. The first is the software, or the grader who is named.
    """

    n: int
    kappa: Value
    alpha: Value
    icc: Value
    within: Value
    bias: Value


class Fit(Struct, frozen=True):
    """A curve from the software's anchor to what people give on average, never falling.

    ``before`` and ``after``: the mean distance from people's marks, in anchors, without and with the curve, on items
    that it was not fitted to.
    """

    curve: dict[int, float]
    items: int
    before: float
    after: float


class Figures(Struct, frozen=True):
    """One criterion. ``doubled``: items graded by two people and by the software, of all times; ``here``: in this file.

    ``software``: the software with people; ``people``: people with each other. ``fit``: None below fifty items.
    """

    criterion: str
    software: Agreement
    people: Agreement
    doubled: int
    here: int
    fit: Fit | None = None


class Grader(Struct, frozen=True):
    """One grader over all criteria: against the software, and against the mean of the others who graded the same."""

    name: str
    marks: int
    software: Agreement
    others: Agreement


class Calibration(Struct, frozen=True):
    """Everything that was found. ``unknown``: graded conversations that the grading does not hold."""

    criteria: tuple[Figures, ...]
    graders: tuple[Grader, ...]
    unknown: tuple[str, ...] = ()
    samples: int = 0
    seed: int = 0


Pair = tuple[float, float]
Pairs = Sequence[tuple[str, Sequence[Pair]]]
"""By conversation: the marks of the two sides. Whole conversations are drawn: their marks resemble each other."""


def items_of(grades: Iterable[HandGrade], marks: Mapping[tuple[str, str], int | None]) -> tuple[Item, ...]:
    """The items of hand grades, joined with the software's marks by (conversation, criterion)."""
    people: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for grade in grades:
        if grade.mark is not None:
            people.setdefault((grade.conversation, grade.criterion), []).append((grade.grader, grade.mark))
    return tuple(Item(*place, tuple(sorted(found)), marks.get(place)) for place, found in sorted(people.items()))


def calibrate(
    items: Sequence[Item],
    known: Sequence[Item],
    unknown: Sequence[str] = (),
    *,
    samples: int = 500,
    seed: int = 0,
    tell: Callable[[str], None] = lambda _name: None,
) -> Calibration:
    """The figures.

    Args:
        items: what the file holds.
        known: the items of all times for the same edition of the rubrics, these among them.
        unknown: conversations that could not be joined.
        samples: of the bootstrap.
        seed: of the bootstrap.
        tell: told what is measured next.

    """
    measure = _Measure(samples, seed)
    criteria = []
    for name in sorted({item.criterion for item in items}):
        tell(name)
        mine = [item for item in items if item.criterion == name]
        ever = [item for item in known if item.criterion == name and item.doubled and item.software is not None]
        here = sum(item.doubled and item.software is not None for item in mine)
        both, each_other = measure.of(_with_people(mine)), measure.of(_with_each_other(mine))
        criteria.append(Figures(name, both, each_other, len(ever), here, fit(ever)))
    graders = []
    for name in sorted({name for item in items for name, _ in item.people}):
        tell(name)
        marks = sum(name in dict(item.people) for item in items)
        against = measure.of(_against_software(items, name))
        graders.append(Grader(name, marks, against, measure.of(_against_others(items, name))))
    return Calibration(tuple(criteria), tuple(graders), tuple(unknown), samples, seed)


def fit(items: Sequence[Item]) -> Fit | None:
    """The curve of one criterion, where enough was graded by two people; none where the software gave one mark only."""
    if len(items) < ENOUGH or len({item.software for item in items}) < 2:
        return None
    points = [(float(item.software or 0), item.mean) for item in items]
    curve = isotonic([x for x, _ in points], [y for _, y in points])
    before, after = [], []
    for fold in range(FOLDS):
        rest = [point for n, point in enumerate(points) if n % FOLDS != fold]
        other = isotonic([x for x, _ in rest], [y for _, y in rest])
        for x, y in points[fold::FOLDS]:
            before.append(abs(x - y))
            after.append(abs(read_off(other, x) - y))
    whole = {anchor: read_off(curve, anchor) for anchor in range(5)}
    return Fit(whole, len(items), fmean(before), fmean(after))


class _Measure:
    """Statistics with intervals."""

    def __init__(self, samples: int, seed: int) -> None:
        self.samples, self.seed = samples, seed

    def of(self, pairs: Pairs) -> Agreement:
        """All statistics of some pairs."""
        return Agreement(
            sum(len(found) for _, found in pairs),
            self._value(pairs, quadratic_kappa),
            self._value(pairs, lambda one, other: krippendorff_alpha(list(zip(one, other, strict=True)))),
            self._value(pairs, lambda one, other: icc(list(zip(one, other, strict=True)))),
            self._value(pairs, within),
            self._value(pairs, bias),
        )

    def _value(self, pairs: Pairs, statistic: Callable[[list[float], list[float]], float | None]) -> Value:
        def drawn(rows: Pairs) -> float | None:
            flat = [pair for _, found in rows for pair in found]
            return statistic([one for one, _ in flat], [other for _, other in flat])

        value = drawn(pairs)
        found = None if value is None else interval(pairs, drawn, seed=self.seed, samples=self.samples)
        return Value(value, *(found or (None, None)))


def _with_people(items: Iterable[Item]) -> Pairs:
    return _grouped(
        (item.conversation, (float(item.software), item.mean)) for item in items if item.software is not None
    )


def _with_each_other(items: Iterable[Item]) -> Pairs:
    """Each two graders of an item once, the first by name in front."""
    return _grouped(
        (item.conversation, (float(one[1]), float(other[1])))
        for item in items
        for one, other in combinations(item.people, 2)
    )


def _against_software(items: Iterable[Item], name: str) -> Pairs:
    return _grouped(
        (item.conversation, (float(mark), float(item.software)))
        for item in items
        for grader, mark in item.people
        if grader == name and item.software is not None
    )


def _against_others(items: Iterable[Item], name: str) -> Pairs:
    found = []
    for item in items:
        own = dict(item.people).get(name)
        rest = [mark for grader, mark in item.people if grader != name]
        if own is not None and rest:
            found.append((item.conversation, (float(own), fmean(rest))))
    return _grouped(found)


def _grouped(found: Iterable[tuple[str, Pair]]) -> Pairs:
    groups: dict[str, list[Pair]] = {}
    for conversation, pair in found:
        groups.setdefault(conversation, []).append(pair)
    return list(groups.items())
