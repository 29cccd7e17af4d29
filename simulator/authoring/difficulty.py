"""How hard a scenario plays, estimated from how explorations go, beside the difficulty that it declares.

Two things are hard: to bring it to a good end, and to stand the anger until then. Of two cases that are settled equally
often, the one whose customer stays furious is the harder; and one whose polite customer leaves without a word is hard
though nobody shouts. Both count the same [design choice].
"""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from simulator.authoring.coverage import Tally

STEPS = (0.253, 0.445, 0.509, 0.692)
"""Hardness from which a scenario plays like 2, 3, 4 and 5.

Set on the 40 English scenarios of the library, 200 plays each: 31 come out as declared, the others one off; each left
out in turn, 27 do and none is two off. Declared and estimated rank alike at .84 (the share not settled alone: .79).
They hold for the random agents as they play now: agents that are understood better settle more, and move them.
What is hard in a case beside that (a right answer that hurts, a rule to keep) no random agent notices.
"""
SETTLED = ("RESOLVED", "TERMINATED")
"""Endings that are the agent's work: settled, or warned twice and ended, as it must be with insults that don't stop."""
JUDGED = ("good", "ordinary")
"""Kinds of agents by whose plays it is estimated, each counting the same; poor ones settle hardly anything anywhere."""
LEAST = 100
"""Plays from which on the estimate is given."""


class Difficulty(Struct, frozen=True):
    """``declared`` 1-5; ``estimated`` 1-5, or None of too few plays.

    ``hardness``: the mean of ``unsettled``, the share of plays not settled, and ``heat``, the mean hostility after a
    reply as a share of 100; each 0-1.
    """

    declared: int
    estimated: int | None
    hardness: float
    unsettled: float
    heat: float


def difficulty(tally: Tally, declared: int) -> Difficulty:
    """The difficulty that the counted plays show."""
    unsettled = sum(_unsettled(tally, skill) for skill in JUDGED) / len(JUDGED)
    heat = sum(_heat(tally, skill) for skill in JUDGED) / len(JUDGED)
    hardness = (unsettled + heat) / 2
    estimated = 1 + sum(hardness >= step for step in STEPS) if tally.plays >= LEAST else None
    return Difficulty(declared, estimated, hardness, unsettled, heat)


def _unsettled(tally: Tally, skill: str) -> float:
    endings = tally.endings.get(skill, Counter[str]())
    plays = sum(endings.values())
    return 1 - sum(endings.get(ending, 0) for ending in SETTLED) / plays if plays else 0.0


def _heat(tally: Tally, skill: str) -> float:
    replies = tally.answered[skill]
    return tally.felt[skill] / (10 * 100 * replies) if replies else 0.0
