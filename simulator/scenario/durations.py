"""Lengths of time as trainers write them: ``30 minutes``, ``24 hours``, ``1 day 12 hours``."""

from __future__ import annotations

import re

UNITS: dict[str, int] = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
"""Seconds in a unit."""
_PART = re.compile(rf"([0-9]+(?:\.[0-9]+)?) ({'|'.join(UNITS)})s?")


def seconds(text: str) -> float:
    """The seconds of a length of time; the schema has seen to its form."""
    return sum(float(amount) * UNITS[unit] for amount, unit in _PART.findall(text))
