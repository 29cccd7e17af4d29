"""Made-up trainees whose true skill is known, drawn from another model than the estimator's.

The estimator takes skills and attempts for Gaussian on a 0-100 scale. Here a skill is a skewed latent number (a gamma
variable), an attempt has a heavy-tailed day (Student's t with 4 degrees of freedom, 1.2 times the spread of skill),
every reply adds a logistic error and is then cut into the anchors 0-4, scenarios are up to 3 points harder or easier
than their author thought, and the days between attempts vary. The true skill is the points that this model gives on
average in a scenario of middling difficulty.
"""

from __future__ import annotations

import math
import random
from bisect import bisect
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from simulator.progress.records import Attempted, Observed

SKILL = "empathy/listens"
BEGUN = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
NOISE = 1.2
"""Standard deviation of an attempt's day, over that of skill."""
REPLY = 1.2
"""Standard deviation of a reply's own error, over that of skill."""
THRESHOLDS = (-2.6, -1.5, -0.4, 1.0)
"""Where the anchors 1, 2, 3 and 4 begin on the latent scale."""
LEVEL = 0.3
"""What a level of difficulty costs on the latent scale; about 4 points."""
MISJUDGED = 0.22
"""How far a scenario may be from what its author thought, either way; about 3 points."""
GRID = [step / 10 for step in range(-60, 61)]


class Trainee(Struct, frozen=True):
    """Attempts in order of time, and the true points at the end."""

    truth: float
    attempts: tuple[Attempted, ...]


def skewed(draw: random.Random) -> float:
    """A skill: mean 0, standard deviation 1, a long tail of strong ones (gamma with shape 4)."""
    return (draw.gammavariate(4.0, 1.0) - 4.0) / 2.0


def day(draw: random.Random) -> float:
    """An attempt's day: Student's t with 4 degrees of freedom, scaled to the stated spread."""
    chi = draw.gammavariate(2.0, 2.0)
    return NOISE * draw.gauss(0, 1) / math.sqrt(chi / 4) / math.sqrt(2)


def anchor(latent: float, draw: random.Random) -> int:
    """One reply's mark, 0-4."""
    share = min(max(draw.random(), 1e-12), 1 - 1e-12)
    return bisect(THRESHOLDS, latent + REPLY * math.sqrt(3) / math.pi * math.log(share / (1 - share)))


class Scale:
    """True points (0-100, at middling difficulty) of a latent skill, averaged over days and replies."""

    def __init__(self, seed: int = 1, draws: int = 4000) -> None:
        draw = random.Random(seed)
        days = [day(draw) for _ in range(draws)]
        self.points = [25 * sum(_mean_mark(skill + one) for one in days) / draws for skill in GRID]

    def __call__(self, latent: float) -> float:
        """By straight lines between the points of the grid."""
        at = min(max((latent - GRID[0]) * 10, 0.0), len(GRID) - 1.001)
        low = int(at)
        return self.points[low] + (at - low) * (self.points[low + 1] - self.points[low])


def _mean_mark(latent: float) -> float:
    width = REPLY * math.sqrt(3) / math.pi
    return sum(1 / (1 + math.exp((threshold - latent) / width)) for threshold in THRESHOLDS)


def trainees(
    count: int, attempts: int, scale: Scale, *, seed: int, growth: float = 0.0, unseen: float = 0.0
) -> list[Trainee]:
    """Trainees with that many attempts each; ``growth``: spreads of skill gained by the last one, on average.

    ``unseen``: the share of attempts in which the skill was not assessed.
    """
    draw = random.Random(seed)
    cases = [(f"case-{n}", 1 + n % 5, draw.uniform(-MISJUDGED, MISJUDGED)) for n in range(25)]
    return [_trainee(draw, cases, attempts, scale, (growth, unseen)) for _ in range(count)]


def _trainee(
    draw: random.Random,
    cases: Sequence[tuple[str, int, float]],
    attempts: int,
    scale: Scale,
    kind: tuple[float, float],
) -> Trainee:
    growth, unseen = kind
    start, gain = skewed(draw), growth * draw.expovariate(1)
    at, found = BEGUN, []
    for n, (name, difficulty, misjudged) in enumerate(draw.sample(cases, attempts)):
        latent = start + gain * n / (attempts - 1) - LEVEL * (difficulty - 3) + misjudged + day(draw)
        marks = [anchor(latent, draw) for _ in range(draw.randint(2, 7))]
        seen = () if draw.random() < unseen else (Observed(SKILL, 25 * sum(marks) / len(marks), len(marks)),)
        at += timedelta(days=draw.choice((0, 1, 1, 2, 3, 4)), minutes=draw.randint(10, 60))
        found.append(Attempted(f"{n}", name, at, difficulty, observed=seen))
    return Trainee(scale(start + gain), tuple(found))
