"""Hostility as it shows in a customer's own words: an estimate for real conversations, not the simulated curve.

The practice engine knows what the customer feels; here only the words are known. Each message gives a heat, 0-100, and
the estimate follows it: at once upwards, because anger rises abruptly, and only in part downwards, because a calm word
doesn't end it. Replies don't move it: what they did shows in the customer's next words.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.signals import Reading

HEAT: dict[str, float] = {
    "abuse": 1.0,
    "anger": 0.85,
    "threat_to_leave": 0.6,
    "frustration": 0.6,
    "supervisor_request": 0.45,
    "dissatisfaction": 0.4,
    "rejection": 0.3,
}
"""What a full signal adds to heat, 0-1, each taking its share of what the others left: a problem told calmly adds none
[design choice]."""
RELIEF: dict[str, float] = {"gratitude": 0.5, "confirmation": 0.4}
"""The share of the heat that thanks or a yes in the same message take away [design choice]."""
COOLING = 0.5
"""The share of the way down that one calmer message goes [design choice]."""


def heat(reading: Reading) -> float:
    """How heated one customer message is, 0-100."""
    strengths, calm = reading.strengths, 1.0
    for signal, share in HEAT.items():
        calm *= 1 - share * (strengths.get(signal) or 0.0)
    left = 1 - calm
    for signal, share in RELIEF.items():
        left *= 1 - share * (strengths.get(signal) or 0.0)
    return 100 * left


def observed(readings: Sequence[Reading]) -> tuple[float, ...]:
    """The estimate after each customer message, in order, 0-100."""
    values: list[float] = []
    for reading in readings:
        now = heat(reading)
        before = values[-1] if values else 0.0
        values.append(now if now >= before else before + COOLING * (now - before))
    return tuple(values)
