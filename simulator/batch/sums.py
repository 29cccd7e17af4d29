"""Sums that can be merged in any order, and the means, intervals and quantiles they give."""

from __future__ import annotations

import math

from msgspec import Struct, field

STEPS = 32
"""Steps of duration histograms per doubling: a minute is read back as a minute."""


class Durations(Struct):
    """A histogram of seconds, by 32nds of a doubling: quantiles to within a hundredth and a half."""

    steps: dict[int, int] = field(default_factory=dict)

    def add(self, seconds: float) -> None:
        """Count one duration."""
        step = math.floor(STEPS * math.log2(max(1.0, seconds)))
        self.steps[step] = self.steps.get(step, 0) + 1

    def merge(self, other: Durations) -> None:
        """Count another's durations."""
        for step, count in other.steps.items():
            self.steps[step] = self.steps.get(step, 0) + count

    @property
    def n(self) -> int:
        """How many durations."""
        return sum(self.steps.values())

    def quantile(self, share: float) -> float | None:
        """The duration that ``share`` of them don't exceed, in seconds; None without any."""
        left = share * self.n
        for step in sorted(self.steps):
            left -= self.steps[step]
            if left <= 0:
                return float(2 ** ((step + 0.5) / STEPS))
        return None
