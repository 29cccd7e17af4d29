"""Agreement on ordered levels, such as anchors 0-4: kappa, alpha, the intraclass correlation, and the bias."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate


def quadratic_kappa(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Cohen's kappa with quadratic weights: 1 for the same levels throughout, 0 for chance, below 0 for worse.

    ``1 - mean((x - y)**2) / E[(x - y)**2]``, where the expectation pairs every x with every y (Cohen 1968); with
    levels one apart these are the usual weights ``(i - j)**2``.

    Args:
        one: a level for each item.
        other: the other rater's, in the same order.

    Returns:
        None without items, and where both give every item the same level.

    Raises:
        ValueError: the lengths differ.

    """
    count = _same(one, other)
    if not count:
        return None
    seen = sum((x - y) ** 2 for x, y in zip(one, other, strict=True)) / count
    means = sum(one) / count, sum(other) / count
    chance = (sum(x * x for x in one) + sum(y * y for y in other)) / count - 2 * means[0] * means[1]
    return 1 - seen / chance if chance > 0 else None


def krippendorff_alpha(units: Sequence[Sequence[float | None]]) -> float | None:
    """Krippendorff's alpha for ordinal levels and any number of raters; missing ratings are None or left out.

    ``1 - observed / expected`` disagreement, with the ordinal distance ``(sum of the counts from c to k - (n_c +
    n_k) / 2)**2`` between levels c and k (Krippendorff 2011, "Computing Krippendorff's alpha-reliability").

    Args:
        units: for each item the ratings it was given.

    Returns:
        None where fewer than two ratings can be compared, or all are the same.

    """
    rated = [[value for value in unit if value is not None] for unit in units]
    paired = [unit for unit in rated if len(unit) > 1]
    counts = Counter(value for unit in paired for value in unit)
    total = counts.total()
    if len(counts) < 2:
        return None
    distance = _ordinal(counts)
    observed = sum(_spread(Counter(unit), distance) / (len(unit) - 1) for unit in paired)
    expected = _spread(counts, distance) / (total - 1)
    return 1 - observed / expected


def _ordinal(counts: Counter[float]) -> dict[float, float]:
    """Each level's place on a scale on which the ordinal distance is the square of a difference."""
    levels = sorted(counts)
    ends = accumulate(counts[level] for level in levels)
    return {level: end - counts[level] / 2 for level, end in zip(levels, ends, strict=True)}


def _spread(counts: Counter[float], place: dict[float, float]) -> float:
    """Sum of squared distances over all ordered pairs of ratings."""
    total = counts.total()
    mean = sum(place[level] * count for level, count in counts.items()) / total
    return 2 * total * sum(count * (place[level] - mean) ** 2 for level, count in counts.items())


def icc(table: Sequence[Sequence[float]]) -> float | None:
    """ICC(2,1): the absolute agreement of one rater with another, both items and raters being samples.

    ``(BMS - EMS) / (BMS + (k - 1) EMS + k (JMS - EMS) / n)`` from the two-way analysis of variance (Shrout and
    Fleiss 1979).

    Args:
        table: n items by k raters, without gaps.

    Returns:
        None below two items or two raters, and where nothing varies.

    Raises:
        ValueError: rows of unequal length.

    """
    n = len(table)
    k = len(table[0]) if n else 0
    if any(len(row) != k for row in table):
        raise ValueError("every item needs a rating by every rater")
    if n < 2 or k < 2:
        return None
    mean = sum(map(sum, table)) / (n * k)
    rows, columns = [sum(row) / k for row in table], [sum(column) / n for column in zip(*table, strict=True)]
    between = k * sum((row - mean) ** 2 for row in rows)
    judges = n * sum((column - mean) ** 2 for column in columns)
    error = sum((value - mean) ** 2 for row in table for value in row) - between - judges
    bms, jms, ems = between / (n - 1), judges / (k - 1), max(0.0, error) / ((n - 1) * (k - 1))
    whole = bms + (k - 1) * ems + k * (jms - ems) / n
    return (bms - ems) / whole if whole else None


def bias(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Mean of ``one - other``: how much higher the first rates, in levels; None without items.

    Raises:
        ValueError: the lengths differ.

    """
    count = _same(one, other)
    return (sum(one) - sum(other)) / count if count else None


def within(one: Sequence[float], other: Sequence[float], most: float = 1.0) -> float | None:
    """The share of items, 0-1, on which both are at most ``most`` levels apart; None without items.

    Raises:
        ValueError: the lengths differ.

    """
    count = _same(one, other)
    return sum(abs(x - y) <= most for x, y in zip(one, other, strict=True)) / count if count else None


def _same(one: Sequence[float], other: Sequence[float]) -> int:
    if len(one) != len(other):
        raise ValueError(f"{len(one)} ratings against {len(other)}: every item needs both")
    return len(one)
