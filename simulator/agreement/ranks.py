"""Agreement in order: correlation, rank correlation, and how well a score tells two groups apart."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import StatisticsError, correlation


def pearson(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Pearson's correlation, -1 to 1; None below two items, or where one side is constant.

    Raises:
        ValueError: the lengths differ.

    """
    if len(one) != len(other):
        raise ValueError(f"{len(one)} values against {len(other)}: every item needs both")
    try:
        return correlation(one, other)
    except StatisticsError:
        return None


def spearman(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Spearman's rho, -1 to 1: Pearson's correlation of the ranks, those that tie sharing their mean rank (1904).

    Returns:
        None below two items, or where one side is constant.

    Raises:
        ValueError: the lengths differ.

    """
    return pearson(ranks(one), ranks(other))


def ranks(values: Sequence[float]) -> list[float]:
    """The rank of each value, 1 for the smallest; equal values share the mean of their ranks."""
    order = sorted(range(len(values)), key=values.__getitem__)
    found = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start + 1
        while end < len(order) and values[order[end]] == values[order[start]]:
            end += 1
        for place in order[start:end]:
            found[place] = (start + 1 + end) / 2
        start = end
    return found


def auc(scores: Sequence[float], positive: Sequence[bool]) -> float | None:
    """The chance that a positive item scores above a negative one, a tie counting half; .5 is guessing.

    The area under the ROC curve by the rank sum (Hanley and McNeil 1982).

    Args:
        scores: a score for each item, higher for what should be positive.
        positive: whether it is.

    Returns:
        None where there are not both kinds.

    Raises:
        ValueError: the lengths differ.

    """
    if len(scores) != len(positive):
        raise ValueError(f"{len(scores)} scores against {len(positive)} labels: every item needs both")
    counts: dict[float, list[int]] = {}
    for score, flag in zip(scores, positive, strict=True):
        counts.setdefault(score, [0, 0])[bool(flag)] += 1
    below = won = 0.0
    yes = 0
    for score in sorted(counts):
        no, here = counts[score]
        won += here * (below + no / 2)
        below += no
        yes += here
    return won / (yes * below) if yes and below else None
