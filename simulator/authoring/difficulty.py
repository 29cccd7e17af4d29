"""How hard a scenario plays, estimated from how explorations end, beside the difficulty that it declares."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from simulator.authoring.coverage import Tally

STEPS = (0.14, 0.345, 0.5, 0.7)
"""Hardness from which a scenario plays like 2, 3, 4 and 5.

Fitted to the 40 English scenarios of the library, 200 plays each: 27 come out as declared, the others one off.
What is hard in a case beside settling it (a right answer that hurts, a rule to keep) no random agent notices.
"""
SETTLED = ("RESOLVED", "TERMINATED")
"""Endings that are the agent's work: settled, or warned twice and ended, as it must be with insults that don't stop."""
LEAST = 100
"""Plays from which on the estimate is given."""


class Difficulty(Struct, frozen=True):
    """``declared`` 1-5; ``estimated`` 1-5, or None of too few plays; ``hardness`` 0-1: the share not settled."""

    declared: int
    estimated: int | None
    hardness: float


def difficulty(tally: Tally, declared: int) -> Difficulty:
    """The difficulty that the counted plays show."""
    good = _unsettled(tally, "good")
    ordinary = _unsettled(tally, "ordinary")
    hardness = (good + ordinary) / 2
    estimated = 1 + sum(hardness >= step for step in STEPS) if tally.plays >= LEAST else None
    return Difficulty(declared, estimated, hardness)


def _unsettled(tally: Tally, skill: str) -> float:
    endings = tally.endings.get(skill, Counter[str]())
    plays = sum(endings.values())
    return 1 - sum(endings.get(ending, 0) for ending in SETTLED) / plays if plays else 0.0
