"""The numbers behind skill estimates, and where each comes from."""

from __future__ import annotations

from msgspec import Struct

from simulator.progress.records import SCORE

MIDDLE = 3
"""The difficulty for which a skill is stated."""


class Parameters(Struct, frozen=True):
    """All in points of a 0-100 scale. docs/design/progress.md says where each value comes from.

    A skill is the score expected in a scenario of middling difficulty.

    Attributes:
        mean: what is expected of somebody who is unknown.
        spread: standard deviation of skill between people: what is not known before the first attempt.
        noise: standard deviation of one attempt around the skill: the day, the customer, the luck.
        reply: standard deviation of one reply's mark within an attempt; it shrinks with the replies assessed.
        drift: standard deviation by which a skill may have moved in a day, up or down, without being seen.
        step: points that one level of difficulty costs.

    """

    mean: float = 60.0
    spread: float = 18.0
    noise: float = 18.0
    reply: float = 20.0
    drift: float = 2.0
    step: float = 4.0

    def variance(self, replies: int) -> float:
        """The variance of one attempt's points around the skill, with so many replies assessed."""
        return self.noise**2 + self.reply**2 / replies

    def eased(self, points: float, difficulty: float) -> float:
        """Points as they would have been at middling difficulty."""
        return points + (difficulty - MIDDLE) * self.step


STATED = Parameters()
"""For marks and scores. ``reply`` is measured on the library's plays (benchmarks/progress.py); the rest is stated."""
STATED_MOVES = Parameters(mean=50.0, spread=25.0, noise=18.0, reply=40.0, drift=2.0, step=0.0)
"""For behaviours, which are done or not at each occasion: one occasion tells little."""


STATED_SCORE = Parameters(mean=60.0, spread=15.0, noise=15.0, reply=8.0, drift=1.7, step=4.0)
"""For a session's whole score, which is a mean over many criteria: less of it is luck."""


def stated(skill: str) -> Parameters:
    """The stated parameters of a skill."""
    if skill == SCORE:
        return STATED_SCORE
    return STATED_MOVES if skill.startswith("move/") else STATED
