"""A mean as reports show it: with its interval, and without a number where it rests on too little."""

from __future__ import annotations

from msgspec import Struct

ENOUGH = 20
"""Conversations under which an interval is shown and no number."""
FEWEST = 5
"""Conversations under which not even an interval is shown: so few may agree by chance [design choice]."""
RULE_OF_THREE = 3.0


class Figure(Struct, frozen=True):
    """A mean over ``n`` conversations; ``mean`` is None under 20 of them, ``low`` and ``high`` (95%) under five."""

    n: int = 0
    mean: float | None = None
    low: float | None = None
    high: float | None = None


def figure(n: int, mean: float | None, interval: tuple[float, float] | None, top: float = 100.0) -> Figure:
    """The figure of a mean on a scale from 0 to ``top``; an interval ends where the scale does.

    Where nothing varied there is no spread to go by: the true mean is then within 3/n of the scale (rule of three).
    """
    if interval is None or n < FEWEST:
        return Figure(n)
    room = RULE_OF_THREE * top / n if interval[0] == interval[1] else 0.0
    low, high = max(0.0, interval[0] - room), min(top, interval[1] + room)
    return Figure(n, mean if n >= ENOUGH else None, low, high)
