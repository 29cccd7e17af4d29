"""Opening hours as people write them ("Monday to Friday 9 am - 6 pm") in the form of a shop's file."""

from __future__ import annotations

import re
from collections.abc import Sequence

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?"
_SPAN = re.compile(rf"\b{_DAY}(?:\s*(?:-|–|to|until|through)\s*{_DAY})?\b", re.IGNORECASE)
_CLOCK = r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?"
_TIMES = re.compile(rf"{_CLOCK}\s*(?:-|–|to|until)\s*{_CLOCK}", re.IGNORECASE)
_EVERY = re.compile(r"\b(daily|every day|seven days)\b", re.IGNORECASE)


def hours_of(lines: Sequence[str]) -> dict[str, str]:
    """Days with opening and closing time, each day once; empty where nothing was found."""
    found: dict[str, str] = {}
    taken: set[int] = set()
    for line in lines:
        times = _TIMES.search(line)
        clock = _clock(times) if times else None
        if clock is None:
            continue
        for first, last in _spans(line):
            days = range(first, last + 1)
            if not taken & set(days):
                taken |= set(days)
                found[DAYS[first] if first == last else f"{DAYS[first]}-{DAYS[last]}"] = clock
    return found


def _spans(line: str) -> list[tuple[int, int]]:
    if _EVERY.search(line):
        return [(0, 6)]
    spans = []
    for days in _SPAN.finditer(line):
        first = DAYS.index(days[1].lower())
        last = DAYS.index(days[2].lower()) if days[2] else first
        if first <= last:
            spans.append((first, last))
    return spans


def _clock(found: re.Match[str]) -> str | None:
    opens, closes = _minutes(found[1], found[2], found[3]), _minutes(found[4], found[5], found[6])
    if opens is None or closes is None or closes <= opens:
        return None
    return f"{opens // 60:02d}:{opens % 60:02d}-{closes // 60:02d}:{closes % 60:02d}"


def _minutes(hour: str, minute: str | None, half: str | None) -> int | None:
    hours, minutes = int(hour), int(minute or 0)
    if half:
        hours = hours % 12 + (12 if half.lower().startswith("p") else 0)
    return 60 * hours + minutes if hours <= 23 and minutes <= 59 else None
