"""Shares of counts and their difference, with the intervals that hold for few and for many."""

from __future__ import annotations

import math

Z95 = 1.959964
"""Half the width of a 95% interval, in standard deviations."""


def wilson(found: int, n: int) -> tuple[float, float] | None:
    """Between which shares the true one lies, 95 times in 100 (Wilson 1927); None without any."""
    if not n:
        return None
    share, square = found / n, Z95 * Z95
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = Z95 / (1 + square / n) * math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def difference(found: int, n: int, later: int, m: int) -> tuple[float, float] | None:
    """Between which values the change of a share lies, from ``found`` of ``n`` to ``later`` of ``m``.

    Newcombe's hybrid score interval (1998, method 10), for independent samples; None where one is empty.
    """
    before, after = wilson(found, n), wilson(later, m)
    if before is None or after is None:
        return None
    first, second = found / n, later / m
    change = second - first
    low = change - math.hypot(second - after[0], before[1] - first)
    high = change + math.hypot(after[1] - second, first - before[0])
    return low, high
