"""Simulated ratings of a session: guesses from the curve, labelled so wherever they are shown."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.mood import Ending
from simulator.scoring.marks import Predicted

PEAK, MEAN, END = 0.25, 0.25, 0.50
"""How much the worst moment, the whole and the end of a conversation are remembered. That peak and end outweigh the
mean is the peak-end rule (Kahneman and others, 1993); the sizes are design choices."""
CALM, FURIOUS = 15.0, 90.0
"""Remembered hostility at which a rating is as good, and as bad, as it gets [design choices]."""
FEELING, OUTCOME = 0.5, 0.5
"""How much the rating owes to how it felt and to what came of it [design choices]."""


def predict(values: Sequence[float], progress: float, ending: Ending | None) -> Predicted:
    """Guess a rating from hostility after each reply (0-100), the share solved (0-1) and the ending.

    remembered = .25 peak + .25 mean + .50 end; feeling = (90 - remembered) / 75, clipped to 0-1; outcome = 1 if
    resolved, 0 if the customer left or was sent away, half of the share solved plus .2 if handed over, else .6 of the
    share solved. CSAT = 1 + 4 x (half feeling, half outcome); NPS = ten times the same, rounded. No replies: 3 and 5.
    """
    if not values:
        return Predicted(3.0, 5)
    remembered = PEAK * max(values) + MEAN * sum(values) / len(values) + END * values[-1]
    feeling = min(1.0, max(0.0, (FURIOUS - remembered) / (FURIOUS - CALM)))
    rating = FEELING * feeling + OUTCOME * _outcome(progress, ending)
    return Predicted(1 + 4 * rating, round(10 * rating))


def _outcome(progress: float, ending: Ending | None) -> float:
    match ending:
        case "RESOLVED":
            return 1.0
        case "WALKED_AWAY" | "TERMINATED":
            return 0.0
        case "ESCALATED":
            return 0.2 + 0.5 * progress
    return 0.6 * progress
