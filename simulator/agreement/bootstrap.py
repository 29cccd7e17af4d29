"""How sure a statistic is: the percentile bootstrap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple, TypeVar

Row = TypeVar("Row")


class Interval(NamedTuple):
    """The bounds between which a statistic lies with the given confidence."""

    low: float
    high: float


def interval(
    rows: Sequence[Row],
    statistic: Callable[[list[Row]], float | None],
    *,
    seed: int = 0,
    samples: int = 1000,
    level: float = 0.95,
) -> Interval | None:
    """The percentile bootstrap interval of a statistic (Efron 1979): rows drawn with replacement, over and over.

    Args:
        rows: the items, each with everything the statistic needs.
        statistic: of a sample of rows; samples for which it isn't defined (None) are left out.
        seed: the same seed gives the same bounds.
        samples: how often to draw.
        level: the confidence, between 0 and 1.

    Returns:
        None where the statistic isn't defined for most of the samples.

    Raises:
        ValueError: ``level`` or ``samples`` is out of range.

    """
    if not 0 < level < 1 or samples < 1:
        raise ValueError("the level lies between 0 and 1, and at least one sample is drawn")
    if not rows:
        return None
    random = Random(seed)
    drawn = (statistic(random.choices(rows, k=len(rows))) for _ in range(samples))
    found = sorted(value for value in drawn if value is not None)
    if len(found) <= samples / 2:
        return None
    tail = (1 - level) / 2
    return Interval(_quantile(found, tail), _quantile(found, 1 - tail))


def _quantile(values: list[float], share: float) -> float:
    """The value below which that share of sorted values lies, interpolated."""
    place = share * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (place - low) * (values[high] - values[low])
