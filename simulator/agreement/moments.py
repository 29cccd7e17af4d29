"""Sums of values that can be merged in any order, and the mean and interval they give."""

from __future__ import annotations

import math

from msgspec import Struct

T95 = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120),
    *(2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)
"""Two-sided 95% quantiles of Student's t for 1 to 30 degrees of freedom."""


def student(freedom: int) -> float:
    """The two-sided 95% quantile of Student's t; beyond the table by Fisher and Cornish, right to four places."""
    return T95[freedom - 1] if freedom <= len(T95) else 1.959964 + 2.37227 / freedom + 2.82202 / freedom**2


class Moments(Struct):
    """Count, sum and sum of squares of some values."""

    n: int = 0
    total: float = 0.0
    squares: float = 0.0

    def add(self, value: float) -> None:
        """Count one value."""
        self.n += 1
        self.total += value
        self.squares += value * value

    def merge(self, other: Moments) -> None:
        """Count another's values."""
        self.n += other.n
        self.total += other.total
        self.squares += other.squares

    def shift(self, other: Moments, sign: int) -> None:
        """Count another's values (1), or count them no more (-1)."""
        self.n += sign * other.n
        self.total += sign * other.total
        self.squares += sign * other.squares

    @property
    def mean(self) -> float | None:
        """The mean; None without values."""
        return self.total / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The mean's 95% interval by Student's t; None with fewer than two values."""
        if self.n < 2:
            return None
        mean = self.total / self.n
        spread = math.sqrt(max(0.0, self.squares - self.n * mean * mean) / (self.n - 1))
        half = student(self.n - 1) * spread / math.sqrt(self.n)
        return mean - half, mean + half
