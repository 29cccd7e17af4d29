"""The curve of a session as points with words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from simulator.exchange import Exchange
from simulator.mood import Phase
from simulator.scoring.words import PHASE_WORDS

NOTICEABLE = 1.0
"""Points of hostility below which a change is told as none [design choice]."""
PEAK = 60.0
"""Hostility from which letting off steam is called the peak: the band of wording that is angry."""
CALM = 45.0
"""Hostility below which nobody is called upset: where the curve's first phase ends."""


class CurvePoint(Struct, frozen=True):
    """One exchange on the curve: hostility (0-100) before it, after the customer's own rise, and after the reply.

    ``words`` say how the customer felt after it; ``because`` is the line that stood under the reply.
    """

    n: int
    before: float
    heard: float
    after: float
    words: str
    because: str


def curve_points(exchanges: Sequence[Exchange]) -> tuple[CurvePoint, ...]:
    """One point an exchange, in order."""
    return tuple(
        CurvePoint(
            item.n,
            item.before,
            item.heard_hostility,
            item.after,
            felt(item.state.mood.phase, item.after, item.after - item.before),
            item.feedback,
        )
        for item in exchanges
    )


def felt(phase: Phase, hostility: float, change: float = 0.0) -> str:
    """How a customer feels, in words that contradict neither the height of the curve nor its last step.

    Args:
        phase: the phase of the mood.
        hostility: 0-100.
        change: points of hostility that the last exchange added.

    """
    if phase is Phase.TAKE_OFF and change < NOTICEABLE:
        return "still upset" if change else "upset"
    if phase is Phase.SLOW_DOWN and hostility < PEAK:
        return "letting off steam" if hostility >= CALM else "calmer, with something left to say"
    rises = change >= NOTICEABLE
    if phase is Phase.SUPPORTIVE and hostility >= PEAK:
        return "still hot" if rises else "still hot, but starting to hear you"
    if phase in {Phase.SUPPORTIVE, Phase.COOL_DOWN} and rises:
        return "not calm yet"
    return PHASE_WORDS[phase]
