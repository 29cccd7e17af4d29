"""Hostility as it shows in a customer's own words: an estimate for real conversations, not the simulated curve.

The practice engine knows what the customer feels; here only the words are known. Each message gives a heat, 0-100, and
the estimate follows it: at once upwards, because anger rises abruptly, and only in part downwards, because a calm word
doesn't end it. Replies don't move it: what they did shows in the customer's next words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from simulator.signals import Evidence, Reading

HOT: dict[str, float] = {"abuse": 1.0, "anger": 0.85, "threat_to_leave": 0.6}
"""What a full signal of anger adds to heat, 0-1, each taking its share of what the others left [design choice]."""
GUESSED = {**HOT, "anger": HOT["anger"] / 2}
"""The same where no rule found anger but only the learned model heard it: it can't tell annoyed from angry."""
MILD: dict[str, float] = {"frustration": 0.6, "supervisor_request": 0.4, "dissatisfaction": 0.4, "rejection": 0.2}
"""The same for what is said without anger; together they reach ``ANNOYED`` at most [design choice]."""
WITHOUT_ANGER = {signal: share for signal, share in HOT.items() if signal != "anger"}
"""What stays hot beside words of anger that are slight ones."""
ANNOYED = 0.45
"""The most that a message reaches without a word of anger, a threat, an insult or shouting [design choice]."""
FACTS: dict[str, float] = {"frustration": 0.5, "dissatisfaction": 0.5}
"""Up to this strength such words tell what is wrong ("still not here", "it doesn't work"), and add nothing: a problem
told calmly is no heat. Beyond it they tell how somebody feels about it."""
SLIGHT = re.compile(r"(?:annoy|irritat|aggravat)\w*", re.IGNORECASE)
"""Words of anger that tell annoyance and no more: alone they reach ``ANNOYED`` at most."""
_LITTLE = (
    r"\b(?<!more than )(?:a (?:(?:little|tiny) )?bit|a (?:little|tad|touch)|slightly|somewhat|mildly|(?:kind|sort) of)"
)
A_LITTLE = re.compile(rf"{_LITTLE}\W+$", re.IGNORECASE)
"""What before a word of anger makes it a slight one, and slighter still where it is one already."""
A_LITTLE_WITHIN = re.compile(rf"{_LITTLE}\b", re.IGNORECASE)
"""The same among the words: "I'm a bit angry"."""
LESS = 0.75
"""What a slight word counts that comes with "a bit" [design choice]."""
RELIEF: dict[str, float] = {"gratitude": 0.5, "confirmation": 0.4}
"""The share of the heat that thanks or a yes in the same message take away [design choice]."""
COOLING = 0.5
"""The share of the way down that one calmer message goes [design choice]."""


def heat(reading: Reading) -> float:
    """How heated one customer message is, 0-100."""
    strengths = reading.strengths
    told = [item for item in reading.evidence if item.signal == "anger"] if strengths.get("anger") else []
    ruled = [item for item in told if not item.learned]
    slight = [_slightly(reading, item) for item in ruled]
    hot, mild = HOT, _together(MILD, strengths)
    if slight and all(slight):
        hot = GUESSED if len(ruled) < len(told) else WITHOUT_ANGER
        mild = min(ANNOYED, 1 - (1 - mild) * (1 - HOT["anger"] * (strengths["anger"] or 0.0)))
        mild *= max(slight) if _is_all(ruled, reading) else 1
    elif told and not ruled:
        hot = GUESSED
    mild = min(ANNOYED, mild)
    left = 1 - (1 - mild) * (1 - _together(hot, strengths))
    for signal, share in RELIEF.items():
        left *= 1 - share * (strengths.get(signal) or 0.0)
    return 100 * left


def _slightly(reading: Reading, item: Evidence) -> float:
    """What a word of anger counts as a slight one, 0-1; 0: it is none."""
    before = A_LITTLE.search(reading.text, max(0, item.start - 30), item.start)
    little = before is not None or A_LITTLE_WITHIN.search(item.quote) is not None
    if SLIGHT.fullmatch(item.quote):
        return LESS if little else 1.0
    return float(little)


def _is_all(words: Sequence[Evidence], reading: Reading) -> bool:
    """Whether nothing else is complained of than with these words."""
    return all(
        any(one.start < word.end and word.start < one.end for word in words)
        for one in reading.evidence
        if one.signal in MILD and not one.learned
    )


def _together(shares: dict[str, float], strengths: dict[str, float | None]) -> float:
    """What some signals add up to, 0-1, as far as they tell feelings."""
    calm = 1.0
    for signal, share in shares.items():
        strength = strengths.get(signal)
        if strength:
            facts = FACTS.get(signal, 0.0)
            calm *= 1 - share * (max(0.0, strength - facts) / (1 - facts))
    return 1 - calm


def observed(readings: Sequence[Reading]) -> tuple[float, ...]:
    """The estimate after each customer message, in order, 0-100."""
    values: list[float] = []
    for reading in readings:
        now = heat(reading)
        before = values[-1] if values else 0.0
        values.append(now if now >= before else before + COOLING * (now - before))
    return tuple(values)
