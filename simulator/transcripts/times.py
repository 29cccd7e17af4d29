"""Reads when something was said, in all the ways exports write it.

A time without a zone is taken as UTC unless the mapping names a zone, and ``zone`` says that it was not told.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Any, NamedTuple

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
LATEST = 4_102_444_800
"""Seconds since 1970 of the year 2100: larger numbers are milliseconds, and after those microseconds."""
LONGEST = 80
"""Characters of a time."""

_NUMBER = re.compile(r"-?\d{9,17}(?:\.\d+)?")
_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T ,]+(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*([AaPp]\.?\s?[Mm]\.?)?"
    r"\s*(Z|UTC|GMT|[+-]\d\d:?\d\d(?::?\d\d)?|[+-]\d\d)?)?"
    r"(?:\s*(?:UTC|GMT))?"
)
_SLASHED = re.compile(
    r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})"
    r"(?:,?[T ]+(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,](\d+))?)?\s*([AaPp]\.?\s?[Mm]\.?)?"
    r"\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?"
)
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*([AaPp]\.?\s?[Mm]\.?)?")
_DAY_MONTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3})[a-z]*\.?,?[ -](\d{4}|\d\d)\b")
_MONTH_DAY = re.compile(r"\b([A-Za-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?\b")
_ZONE = re.compile(r"(?:\b(Z|UTC|GMT)\b|([+-]\d\d:?\d\d)(?!\d))")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Moment(NamedTuple):
    """Seconds since 1970, UTC; ``zone``: it is known; ``error``: seconds by which it may be too early."""

    when: float
    zone: bool = True
    error: float = 0.0


def moment(value: Any, *, zone: tzinfo | None = None, order: str = "", naive_utc: bool = False) -> Moment | None:
    """The moment that a number or a text tells, or None.

    ``order``: ``dmy``, ``mdy`` or ``ymd`` where numbers alone don't tell; ``naive_utc``: the system writes UTC.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if not isinstance(value, str) or _NUMBER.fullmatch(text):
        return _from_number(float(text or value))
    try:
        found = (_iso(text) or _slashed(text, order) or _worded(text)) if len(text) <= LONGEST else None
    except (ValueError, OverflowError):
        return None
    return None if found is None else _settled(found[0], zone, naive_utc=naive_utc, error=found[1])


def orders(texts: Iterable[str]) -> set[str]:
    """Which orders of day and month fit all of the dates: one is the answer, two must be asked."""
    possible = {"dmy", "mdy"}
    for text in texts:
        found = _SLASHED.match(text.strip())
        if not found:
            continue
        first, second = int(found[1]), int(found[2])
        if first > 12:
            possible.discard("mdy")
        if second > 12:
            possible.discard("dmy")
    return possible


def _from_number(number: float) -> Moment | None:
    if not math.isfinite(number) or number <= 0:
        return None
    for scale in (1.0, 1e3, 1e6, 1e9):
        if number / scale < LATEST:
            return Moment(number / scale) if number / scale > 1e6 else None
    return None


def _settled(found: datetime, zone: tzinfo | None, *, naive_utc: bool, error: float) -> Moment | None:
    try:
        if found.tzinfo is not None:
            return Moment(found.timestamp(), zone=True, error=error)
        return Moment(found.replace(tzinfo=zone or UTC).timestamp(), zone=naive_utc or zone is not None, error=error)
    except (ValueError, OverflowError):
        return None


def _iso(text: str) -> tuple[datetime, float] | None:
    found = _ISO.fullmatch(text)
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    return _made((year, month, day), found.groups()[3:7], found[8], found[9])


def _slashed(text: str, order: str) -> tuple[datetime, float] | None:
    found = _SLASHED.fullmatch(text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    year += 2000 if year < 100 else 0
    possible = orders([text])
    settled = order if order in {"dmy", "mdy"} else next(iter(possible)) if len(possible) == 1 else ""
    if not settled and first != second:
        return None
    day, month = (second, first) if settled == "mdy" else (first, second)
    return _made((year, month, day), found.groups()[3:7], found[8], found[9])


def _worded(text: str) -> tuple[datetime, float] | None:
    """``Tue Oct 31 22:10:47 +0000 2017``, ``31 Oct 2017 10:10 PM``, ``October 31, 2017, 22:10 UTC``."""
    if date := _DAY_MONTH.search(text):
        day, month, year = date[1], date[2], date[3]
    elif date := _MONTH_DAY.search(text):
        month, day, year = date[1], date[2], date[3]
    else:
        return None
    if month.lower() not in MONTHS:
        return None
    if year is None:
        found = _YEAR.search(text, date.end())
        if not found:
            return None
        year = found[0]
    number = int(year) + (2000 if len(year) == 2 else 0)
    clock = _CLOCK.search(text)
    zone = _ZONE.search(text)
    parts = clock.groups()[:4] if clock else (None,) * 4
    half = clock[5] if clock else None
    return _made((number, MONTHS.index(month.lower()) + 1, int(day)), parts, half, zone[0] if zone else None)


def _made(
    date: tuple[int, int, int], clock: tuple[str | None, ...], half: str | None, zone: str | None
) -> tuple[datetime, float]:
    hour, minute, second, fraction = clock
    if hour is None:
        return datetime(*date, tzinfo=None), 86_400.0  # noqa: DTZ001 - the zone is settled by the caller
    hours = int(hour)
    if half:
        hours = hours % 12 + (12 if half[0] in "Pp" else 0)
    micro = int(((fraction or "") + "000000")[:6])
    found = datetime(*date, hours % 24, int(minute or 0), int(second or 0), micro, tzinfo=_zone(zone))
    return found + timedelta(days=hours // 24), 0.0 if second else 60.0


@lru_cache(maxsize=200)
def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text in {"Z", "UTC", "GMT"}:
        return UTC
    digits = re.sub(r"\D", "", text)
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4] or 0))
    from datetime import timezone

    return timezone(-offset if text.startswith("-") else offset)
