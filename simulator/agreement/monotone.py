"""A curve that never falls, fitted to points: what people's marks rise to, as the program's rise."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence


def isotonic(xs: Sequence[float], ys: Sequence[float]) -> dict[float, float]:
    """The nondecreasing step through the points with the least squared error, by each x that occurs.

    Pool adjacent violators (Ayer et al. 1955).

    Args:
        xs: what is known; equal values share their mean.
        ys: what should come out.

    Raises:
        ValueError: the lengths differ.

    """
    sums: dict[float, list[float]] = {}
    for x, y in zip(xs, ys, strict=True):
        found = sums.setdefault(x, [0.0, 0.0])
        found[0] += y
        found[1] += 1
    pools: list[tuple[float, float, list[float]]] = []
    for x in sorted(sums):
        total, weight, members = sums[x][0], sums[x][1], [x]
        while pools and pools[-1][0] / pools[-1][1] >= total / weight:
            before = pools.pop()
            total, weight, members = before[0] + total, before[1] + weight, before[2] + members
        pools.append((total, weight, members))
    return {x: total / weight for total, weight, members in pools for x in members}


def read_off(curve: Mapping[float, float], x: float) -> float:
    """The curve at ``x``: between two points on the straight line, beyond the ends as at the end.

    Raises:
        ValueError: the curve has no point.

    """
    if not curve:
        raise ValueError("the curve has no point")
    places = sorted(curve)
    at = bisect_left(places, x)
    if at == len(places) or places[at] == x or at == 0:
        return curve[places[min(at, len(places) - 1)]]
    low, high = places[at - 1], places[at]
    return curve[low] + (x - low) / (high - low) * (curve[high] - curve[low])
