"""Hostility as it shows in a customer's own words: an estimate for real conversations, not the simulated curve.

The practice engine knows what the customer feels; here only the words are known. Each message gives a heat, 0-100, and
the estimate follows it: at once upwards, because anger rises abruptly, and only in part downwards, because a calm word
doesn't end it. Replies don't move it: what they did shows in the customer's next words.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.signals import Reading

HOT: dict[str, float] = {"abuse": 1.0, "anger": 0.85, "threat_to_leave": 0.6}
"""What a full signal of anger adds to heat, 0-1, each taking its share of what the others left [design choice]."""
MILD: dict[str, float] = {"frustration": 0.6, "supervisor_request": 0.4, "dissatisfaction": 0.4, "rejection": 0.2}
"""The same for what is said without anger; together they reach ``ANNOYED`` at most [design choice]."""
ANNOYED = 0.45
"""The most that a message reaches without a word of anger, a threat, an insult or shouting [design choice]."""
FACTS: dict[str, float] = {"frustration": 0.5, "dissatisfaction": 0.5}
"""Up to this strength such words tell what is wrong ("still not here", "it doesn't work"), and add nothing: a problem
told calmly is no heat. Beyond it they tell how somebody feels about it."""
GUESSED = 0.5
"""What anger counts that no rule found but only the learned model heard: it can't tell annoyed from angry."""
RELIEF: dict[str, float] = {"gratitude": 0.5, "confirmation": 0.4}
"""The share of the heat that thanks or a yes in the same message take away [design choice]."""
COOLING = 0.5
"""The share of the way down that one calmer message goes [design choice]."""


def heat(reading: Reading) -> float:
    """How heated one customer message is, 0-100."""
    mild = min(ANNOYED, _together(MILD, reading))
    left = 1 - (1 - mild) * (1 - _together(HOT, reading))
    for signal, share in RELIEF.items():
        left *= 1 - share * (reading.strengths.get(signal) or 0.0)
    return 100 * left


def _together(shares: dict[str, float], reading: Reading) -> float:
    """What some signals add up to, 0-1."""
    calm, strengths = 1.0, reading.strengths
    for signal, share in shares.items():
        strength = strengths.get(signal)
        if strength:
            calm *= 1 - share * _felt(reading, signal, strength)
    return 1 - calm


def _felt(reading: Reading, signal: str, strength: float) -> float:
    """A signal's strength as a feeling, 0-1."""
    facts = FACTS.get(signal, 0.0)
    if signal == "anger":
        told = reading.of("anger")
        strength *= GUESSED if told and all(item.learned for item in told) else 1.0
    return max(0.0, strength - facts) / (1 - facts)


def observed(readings: Sequence[Reading]) -> tuple[float, ...]:
    """The estimate after each customer message, in order, 0-100."""
    values: list[float] = []
    for reading in readings:
        now = heat(reading)
        before = values[-1] if values else 0.0
        values.append(now if now >= before else before + COOLING * (now - before))
    return tuple(values)
