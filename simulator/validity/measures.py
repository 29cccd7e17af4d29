"""The figures of one comparison: its value with an interval, its bias, and what a reader without wits would reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from simulator.agreement import auc, bias, interval, macro_f1, pearson, quadratic_kappa, ranks, spearman
from simulator.scoring.text import SOME, STRONG
from simulator.validity.comparisons import Comparison

BINS = 10
"""Groups of equal size that the length-only reader tells apart where it names a class."""


class Point(NamedTuple):
    """One sample as read: what was found (a strength, or a class), the label, and its length in words."""

    found: Any
    label: Any
    words: int


Pairs = Sequence[tuple[Any, Any]]
Statistic = Callable[[Pairs], float | None]


class Figures(Struct, frozen=True):
    """What a comparison came to.

    ``low`` and ``high``: the 95% bootstrap interval. ``bias``: how much higher the program rates than people, in
    levels (kappa) or as a share of 0-1 (auc); null for other measures. ``length``: the floor of a reader that sees
    only the number of words; ``majority``: of one that always says the same; null where that isn't defined.
    ``unread``: samples that the signal could not be read in.
    """

    id: str
    title: str
    set: str
    measure: str
    n: int
    value: float | None
    low: float | None
    high: float | None
    bias: float | None
    length: float | None
    majority: float | None
    people: str
    trained: float | None
    bar: float | None
    goal: float | None
    met: bool | None
    unread: int = 0


def level(strength: float) -> int:
    """The level of a strength: 2 from 2/3 on, 1 from 1/3 on, else 0."""
    return 2 if strength >= STRONG else 1 if strength >= SOME else 0


def figures(row: Comparison, points: Sequence[Point], *, seed: int, samples: int, unread: int = 0) -> Figures:
    """Everything the table shows for one comparison.

    Args:
        row: what is compared.
        points: the samples as read.
        seed: of the bootstrap; the same seed gives the same bounds.
        samples: how often the bootstrap draws.
        unread: samples that had to be left out.

    """
    statistic = STATISTICS[row.measure]
    pairs = [(level(item.found) if row.measure == "kappa" else item.found, item.label) for item in points]
    value = statistic(pairs)
    bounds = interval(pairs, statistic, seed=seed, samples=samples)
    return Figures(
        id=row.id,
        title=row.title,
        set=row.set,
        measure=row.measure,
        n=len(points),
        value=value,
        low=bounds.low if bounds else None,
        high=bounds.high if bounds else None,
        bias=bias(*_sides(pairs)) if row.measure in {"kappa", "auc"} and pairs else None,
        length=_by_length(row.measure, points),
        majority=_by_majority(row.measure, points),
        people=row.people,
        trained=row.trained,
        bar=row.bar,
        goal=row.goal,
        met=None if row.bar is None or value is None else value >= row.bar,
        unread=unread,
    )


def _sides(pairs: Pairs) -> tuple[list[Any], list[Any]]:
    return [one for one, _ in pairs], [other for _, other in pairs]


def _over(statistic: Callable[[list[Any], list[Any]], float | None]) -> Statistic:
    """A statistic of two sequences as one of their pairs."""
    return lambda pairs: statistic(*_sides(pairs))


def _macro_f1(pairs: Pairs) -> float | None:
    found, labels = _sides(pairs)
    return macro_f1(labels, found, sorted(set(labels)))


STATISTICS: dict[str, Statistic] = {
    "kappa": _over(quadratic_kappa),
    "auc": _over(auc),
    "spearman": _over(spearman),
    "pearson": _over(pearson),
    "macro_f1": _macro_f1,
}
"""Measure -> the statistic over pairs of what was found and the label."""


def _by_length(measure: str, points: Sequence[Point]) -> float | None:
    """The floor of a reader that sees the length alone, whichever way round serves it better."""
    if measure == "macro_f1":
        return _macro_f1(_classes_by_length(points))
    both = []
    for sign in (1, -1):
        guesses: list[float] = [sign * item.words for item in points]
        if measure == "kappa":
            guesses = _levels(guesses, [item.label for item in points])
        found = STATISTICS[measure]([(guess, item.label) for guess, item in zip(guesses, points, strict=True)])
        both += [] if found is None else [found]
    return max(both, default=None)


def _levels(values: Sequence[float], labels: Sequence[int]) -> list[float]:
    """Levels for values in order, as many of each as people gave."""
    ordered, places = sorted(labels), ranks(values)
    return [ordered[min(len(ordered) - 1, int(place - 0.5))] for place in places]


def _classes_by_length(points: Sequence[Point]) -> Pairs:
    """For each sample the commonest class among those of about its length, known from these very labels."""
    ordered = sorted(points, key=lambda item: item.words)
    size = max(1, -(-len(ordered) // BINS))
    pairs: list[tuple[Any, Any]] = []
    for start in range(0, len(ordered), size):
        group = [item.label for item in ordered[start : start + size]]
        commonest = Counter(group).most_common(1)[0][0]
        pairs += [(commonest, label) for label in group]
    return pairs


def _by_majority(measure: str, points: Sequence[Point]) -> float | None:
    """The floor of a reader that always gives the commonest label."""
    if not points:
        return None
    commonest = Counter(item.label for item in points).most_common(1)[0][0]
    return STATISTICS[measure]([(commonest, item.label) for item in points])
