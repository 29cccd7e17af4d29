"""How hard a scenario plays, estimated from how explorations end, beside the difficulty that it declares."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from simulator.authoring.coverage import Tally

STEPS = (0.15, 0.45, 0.58, 0.8)
"""Hardness from which a scenario plays like 2, 3, 4 and 5 [design choice, set on the library]."""
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
    return 1 - endings.get("RESOLVED", 0) / plays if plays else 0.0
