"""Skill estimates: a Gaussian state-space model (Kalman 1960) of each skill over time; the step shrinks by itself.

A skill is unknown before its first observation (variance: the spread between people). Every observed attempt pulls the
estimate by the share of the doubt that it removes, ``variance / (variance + attempt's variance)``; days without
practice add drift, never beyond what was unknown at first. Interval and estimate come from attempts alone: what was
never observed has no estimate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from msgspec import Struct

from simulator.progress.parameters import MIDDLE, Parameters, stated
from simulator.progress.records import SCORE, Attempted, Observed

Z95 = 1.959964
"""Half the width of a 95% interval, in standard deviations."""
DAY = 86_400.0


class Sample(Struct, frozen=True, order=True):
    """One observation of one skill: when (seconds since 1970), points brought to middling difficulty, variance."""

    at: float
    points: float
    variance: float


class Estimate(Struct, frozen=True):
    """A skill: the score expected at middling difficulty, 0-100, and how sure that is (``sd``, standard deviation).

    ``attempts``: how many showed it; ``last``: when the last did.
    """

    skill: str
    mean: float
    sd: float
    attempts: int
    last: datetime

    @property
    def low(self) -> float:
        """The lower end of the 95% interval, never below 0."""
        return max(0.0, self.mean - Z95 * self.sd)

    @property
    def high(self) -> float:
        """The upper end of the 95% interval, never above 100."""
        return min(100.0, self.mean + Z95 * self.sd)

    def expected(self, difficulty: float, parameters: Parameters) -> float:
        """The points expected in a scenario of that difficulty, 0-100."""
        return max(0.0, min(100.0, self.mean - (difficulty - MIDDLE) * parameters.step))


class Belief(Struct, frozen=True):
    """What is believed of a skill at a moment: mean and variance."""

    mean: float
    variance: float


def observed(item: Attempted) -> tuple[Observed, ...]:
    """What an attempt shows of skills, with its whole score; one that was played again after its debrief: nothing."""
    if item.again:
        return ()
    n = max((one.n for one in item.observed if not one.skill.startswith("move/")), default=1)
    whole = () if item.score is None else (Observed(SCORE, item.score, n),)
    return (*item.observed, *whole)


def samples(attempts: Iterable[Attempted]) -> dict[str, tuple[Sample, ...]]:
    """What was observed of every skill, in order of time; attempts may come in any order, also those of one moment."""
    found: dict[str, list[Sample]] = defaultdict(list)
    for item in attempts:
        for one in observed(item):
            by = stated(one.skill)
            points = by.eased(one.points, item.difficulty)
            found[one.skill].append(Sample(item.at.timestamp(), points, by.variance(one.n)))
    return {skill: tuple(sorted(seen)) for skill, seen in found.items()}


def believe(seen: Sequence[Sample], by: Parameters, until: float) -> Belief:
    """What to believe of a skill at ``until`` (seconds since 1970) after these observations, in order of time."""
    mean, variance = by.mean, by.spread**2
    before = seen[0].at if seen else until
    for at, together in groupby(seen, key=lambda one: one.at):
        variance = _drifted(variance, at - before, by)
        for one in together:
            whole = variance + one.variance
            mean += (one.points - mean) * variance / whole
            variance *= one.variance / whole
        before = at
    return Belief(mean, _drifted(variance, until - before, by))


def _drifted(variance: float, seconds: float, by: Parameters) -> float:
    """The doubt after that time; nobody becomes less known than a stranger."""
    return min(variance + by.drift**2 * max(0.0, seconds) / DAY, max(variance, by.spread**2))


def estimates(attempts: Iterable[Attempted], at: datetime) -> dict[str, Estimate]:
    """Every skill that was ever observed, as it stands at ``at``; attempts after that moment don't count."""
    from datetime import UTC

    now, found = at.timestamp(), {}
    past = [item for item in attempts if item.at <= at]
    for skill, seen in sorted(samples(past).items()):
        belief = believe(seen, stated(skill), now)
        mean = max(0.0, min(100.0, belief.mean))
        last = datetime.fromtimestamp(seen[-1].at, UTC)
        found[skill] = Estimate(skill, mean, belief.variance**0.5, len(seen), last)
    return found
