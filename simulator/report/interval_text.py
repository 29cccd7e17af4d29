"""An estimate in characters: its interval on a line from 0 to 100, and the same in words."""

from __future__ import annotations

from simulator.progress.estimate import Estimate

SHOWN_FROM = 5
"""Conversations that must have shown a skill before a screen names a number beside its range [design choice]."""


def bar(one: Estimate, width: int, *, dot: bool = True) -> str:
    """The 95% interval on a line of ``width`` characters from 0 to 100, with the estimate in it (``dot``)."""
    low, at, high = (round(value / 100 * (width - 1)) for value in (one.low, one.mean, one.high))
    return "".join("●" if dot and n == at else "─" if low <= n <= high else "·" for n in range(width))


def seen_words(one: Estimate) -> str:
    """How many conversations showed it."""
    return "seen once" if one.attempts == 1 else f"seen {one.attempts} times"


def range_words(one: Estimate, *, few: int = 0) -> str:
    """As in "58 (38 to 78)"; below ``few`` conversations only "38 to 78": a number would say more than is known."""
    between = f"{one.low:.0f} to {one.high:.0f}"
    return between if one.attempts < few else f"{one.mean:.0f} ({between})"
