"""Opening hours as people write them ("Monday to Friday 9 am - 6 pm") in the form of a shop's file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = r"(mon|tue|wed|thu|fri|sat|sun)(?:sday|nesday|rsday|urday|day|rs?|es?)?s?\.?"
_SPAN = re.compile(rf"\b{_DAY}(?:\s*(?:-|–|to|until|through|till)\s*{_DAY})?(?!\w)", re.IGNORECASE)
_CLOCK = r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?"
_TIMES = re.compile(rf"{_CLOCK}\s*(?:-|–|to|until|till)\s*{_CLOCK}", re.IGNORECASE)
_BETWEEN = re.compile(rf"\b(?:between|from)\s+({_CLOCK})\s*(?:and|-|–|to|until|till)\s*(?={_CLOCK})", re.IGNORECASE)
_NAMED = (
    (re.compile(r"\b(?:daily|every day|seven days(?: a week)?)\b", re.IGNORECASE), "mon-sun"),
    (re.compile(r"\b(?:weekdays?|working days?|business days?)\b", re.IGNORECASE), "mon-fri"),
    (re.compile(r"\bweek-?ends?\b", re.IGNORECASE), "sat-sun"),
)
_CLOSED = re.compile(r"\b(?:closed|not open|shut)\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[,;/&]|\band\b|\.\s(?<!m\.\s)(?-i:(?=[A-Z]))|(?<=[\dm.])\s+(?=\(?(?:mon|tue|wed|thu|fri|sat|sun))",
    re.IGNORECASE,
)
_NOON = 12 * 60
_ELSE = re.compile(r"\b(?:holidays?|except|only|appointment|christmas|easter|summer|winter|lunch|but)\b", re.IGNORECASE)
"""Words by which a line says more than days and times."""


def read_hours(lines: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Days with opening and closing time, each day once, and the lines that say something else, or more."""
    found: dict[str, str] = {}
    taken: set[int] = set()
    rest = []
    for line in lines:
        known = False
        for first, last, clock in _told(line):
            known = True
            days = range(first, last + 1)
            if not taken & set(days):
                taken |= set(days)
                if clock:
                    found[DAYS[first] if first == last else f"{DAYS[first]}-{DAYS[last]}"] = clock
        if not known or _ELSE.search(line):
            rest.append(line)
    return found, rest


def _told(line: str) -> Iterator[tuple[int, int, str]]:
    """Days of a line with their time; an empty time: closed. Days before a time are its days, else those behind it."""
    waiting: list[tuple[int, int]] = []
    latest: str | None = None
    lead: str | None = None
    for clause in _CLAUSE.split(_plain(line)):
        times, spans = _TIMES.search(clause), _spans(clause)
        clock = _clock(times) if times else None
        if clock or _CLOSED.search(clause):
            days = (*waiting, *spans)
            opens = not days and (latest is None or lead is not None)
            latest = clock or ""
            lead = latest if opens else None
            yield from ((first, last, latest) for first, last in days)
            waiting = []
        elif lead is not None:
            yield from ((first, last, lead) for first, last in spans)
        else:
            waiting += spans
    if latest is not None:
        yield from ((first, last, latest) for first, last in waiting)


def _plain(line: str) -> str:
    for words, days in _NAMED:
        line = words.sub(days, line)
    return _BETWEEN.sub(r"\1 to ", line)


def _spans(clause: str) -> list[tuple[int, int]]:
    spans = []
    for days in _SPAN.finditer(clause):
        first = DAYS.index(days[1].lower())
        last = DAYS.index(days[2].lower()) if days[2] else first
        if first <= last:
            spans.append((first, last))
    return spans


def _clock(found: re.Match[str]) -> str | None:
    """Opening and closing time; "10 to 2" and "9 am to 5.30" close in the afternoon."""
    opens, closes = _minutes(found[1], found[2], found[3]), _minutes(found[4], found[5], found[6])
    if opens is None or closes is None:
        return None
    if closes <= opens and not found[6] and closes < _NOON and opens <= _NOON:
        closes += _NOON
    if closes <= opens:
        return None
    return f"{opens // 60:02d}:{opens % 60:02d}-{closes // 60:02d}:{closes % 60:02d}"


def _minutes(hour: str, minute: str | None, half: str | None) -> int | None:
    hours, minutes = int(hour), int(minute or 0)
    if half:
        hours = hours % 12 + (12 if half.lower().startswith("p") else 0)
    return 60 * hours + minutes if hours <= 23 and minutes <= 59 else None
