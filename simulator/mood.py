"""The customer's inner state and the ledger of what moved it; the engine alone changes them."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from msgspec import Struct


class Phase(StrEnum):
    """The six phases of the hostility curve, in order."""

    RATIONAL = "RATIONAL"
    TAKE_OFF = "TAKE_OFF"
    SLOW_DOWN = "SLOW_DOWN"
    SUPPORTIVE = "SUPPORTIVE"
    COOL_DOWN = "COOL_DOWN"
    PROBLEM_SOLVING = "PROBLEM_SOLVING"

    @property
    def rank(self) -> int:
        """Position on the curve, 1 to 6."""
        return _RANKS[self]


PHASES = tuple(Phase)
"""All of them, in order."""
_RANKS = {phase: number for number, phase in enumerate(PHASES, 1)}

Ending = Literal["RESOLVED", "WALKED_AWAY", "ESCALATED", "TERMINATED"]


class Mood(Struct, frozen=True):
    """Hostility in [0, 100]; venting need, trust and progress in [0, 1]; and the counters.

    The counters: ``apologies`` since the last progress, ``broken`` promises, ``warnings`` given about abuse,
    ``stalled`` replies in PROBLEM_SOLVING without a solution or progress; and runs of replies that end at the
    ceiling (``ceiling_run``), at 80 or more (``hot_run``), at 60 or more (``cold_run``, the silent leaver's), or
    that find an open ear and bring no progress (``idle_run``). ``demanded``: the customer has asked for a
    supervisor; ``refusals``: how often that was refused.
    """

    hostility: float
    venting: float
    trust: float
    progress: float = 0.0
    phase: Phase = Phase.RATIONAL
    apologies: int = 0
    broken: int = 0
    warnings: int = 0
    stalled: int = 0
    ceiling_run: int = 0
    hot_run: int = 0
    cold_run: int = 0
    idle_run: int = 0
    demanded: bool = False
    refusals: int = 0


class Movement(Struct, frozen=True):
    """One line of the ledger: what moved hostility, by how many points, and the words that did it (if words did)."""

    cause: str
    delta: float
    quote: str | None = None


Ledger = tuple[Movement, ...]
