"""The curve of a session as points with words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from simulator.exchange import Exchange
from simulator.scoring.words import PHASE_WORDS


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
            item.n, item.before, item.heard_hostility, item.after, PHASE_WORDS[item.state.mood.phase], item.feedback
        )
        for item in exchanges
    )
