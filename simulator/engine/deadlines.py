"""Times a reply names: "within 2 hours", "by 10:30", "tomorrow morning", "by Friday", "3-5 working days".

Each becomes the latest moment it can mean, in seconds of scenario time. Nothing here reads a clock: the moment the
scenario begins at, and how far it has run, are given.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from simulator.engine.dates import DAY, DAY_NAME, PAST, named_days, working_day
from simulator.engine.moment import Moment
from simulator.engine.words import READ_AT_MOST


class Deadline(Struct, frozen=True):
    """A named time: its span, and the window it leaves, in seconds since the start of the scenario.

    ``exact``: a clock time or a number of hours; without it the whole day (``due`` is its end) is meant.
    """

    start: int
    end: int
    earliest: float
    due: float
    exact: bool = False


_LONG = 12 * 3600.0
"""Seconds; "in 24 hours" leaves a window, "in 2 hours" names a moment."""
_UNITS = {"m": 60.0, "h": 3600.0}
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "the": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "the next": 1, "half an": 0.5, "half a": 0.5, "a couple of": 2, "twenty-four": 24, "forty-eight": 48, "sixty": 60,
}  # fmt: skip
_PARTS = {
    "morning": (8, 12), "noon": (11, 12), "lunchtime": (11, 13), "afternoon": (12, 18), "evening": (17, 22),
    "night": (18, 24), "tonight": (18, 24),
}  # fmt: skip
"""Parts of a day: from and to, in hours after midnight."""
_NUM = r"(?:\d{1,3}(?:[.,]5)?|half\s+an?|a\s+couple\s+of|the\s+next|" + "|".join(
    sorted((n for n in _NUMBERS if " " not in n), key=len, reverse=True)
) + ")"  # fmt: skip
_TRIGGER = re.compile(
    r"\d|\b(?:today|tonight|tomorrow|tmrw|noon|midday|midnight|week(?:end)?|weeks|months?|hours?|minutes?|days?|morning|"
    rf"afternoon|evening|eod|business|end\s+of|half\s+past|quarter|{DAY_NAME})\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"""\b(?P<low>{_NUM})(?:\s?(?:-|–|/|to|or)\s?(?P<high>{_NUM}))?[\s-]?
         (?P<working>(?:working|business|week)[\s-]?)?
         (?P<unit>min(?:ute)?s?|hours?|hrs?|h|days?|weeks?|months?)\b(?P<more>\s+or\s+two\b)?
         (?!\s+(?:ago|late|old|earlier|before|already|overdue|now|warranty|guarantee))""",
    re.IGNORECASE | re.VERBOSE,
)
_TIME = re.compile(
    r"""(?P<lead>\b(?:by|at|before|until|till|around|about|from|than|between\s+\S+\s+and|-|–)\s*)?
        (?:(?P<hour>\b\d{1,2})(?:(?:[:]|(?P<dot>\.))(?P<minute>[0-5]\d))?\s?
           (?P<half>a\.?m\b\.?|p\.?m\b\.?|o['’]?clock\b|h\b)?
         | (?P<word>\bnoon|\bmidday|\bmidnight)\b
         | \b(?P<clock>half(?:\s+past)?|quarter\s+(?:past|to))\s+(?P<struck>\d{1,2}|one|two|three|four|five|six|seven|
           eight|nine|ten|eleven|twelve)\b(?!\s+(?:hours?|minutes?|days?|weeks?)))(?![\d:%€$])""",
    re.IGNORECASE | re.VERBOSE,
)


def deadlines(text: str, moment: Moment) -> tuple[Deadline, ...]:
    """Every time to come that a text names, in order; times that lie behind ("since Thursday") are left out."""
    text = text[:READ_AT_MOST]
    spotted = _spotted(text)
    if spotted is None:
        return ()
    spans = [item for match in spotted.spans if (item := _duration(text, match, moment))]
    days = [(match, day) for match in spotted.days if (day := named_days(text, match, moment.now.date()))]
    taken = [(item.start, item.end) for item in spans]
    times = [item for item in spotted.times if not _inside(item[0], taken + [match.span() for match, _ in days])]
    out = list(spans)
    for match, day in days:
        if not _inside(match, taken):
            out.append(_on_day(text, match, day, times, moment))
    out += [_at(match.start(), match.end(), moment.now.date(), clock, moment) for match, clock in times]
    return tuple(sorted((item for item in out if item.due > moment.clock), key=lambda item: item.start))


def may_name_a_time(text: str) -> bool:
    """Whether a text may name a time at all; one that doesn't names none at any moment."""
    return _spotted(text[:READ_AT_MOST]) is not None


class _Spotted(NamedTuple):
    """What may name a time in a text: lengths of time, days, and times of day, each as it is found."""

    spans: tuple[re.Match[str], ...]
    days: tuple[re.Match[str], ...]
    times: tuple[tuple[re.Match[str], time], ...]


@lru_cache(maxsize=512)
def _spotted(text: str) -> _Spotted | None:
    if _TRIGGER.search(text) is None:
        return None
    times = ((match, clock) for match in _TIME.finditer(text) if (clock := _clock(text, match)) is not None)
    found = _Spotted(tuple(_SPAN.finditer(text)), tuple(DAY.finditer(text)), tuple(times))
    return found if any(found) else None


def _inside(match: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    at = match.start("hour") if match.re is _TIME and match.group("hour") else match.start()
    return any(start <= at < end for start, end in spans)


def _number(text: str) -> float:
    form = " ".join(text.lower().split())
    return _NUMBERS[form] if form in _NUMBERS else float(form.replace(",", "."))


def _leads(low: str, unit: str, before: str) -> bool:
    """Whether the words before a length of time make it one to come: "within the hour", not "the hour"."""
    needed = _LEADS.get(low)
    if needed is not None and not re.search(rf"\b(?:{needed})\s*$", before, re.IGNORECASE):
        return False
    # "at 15h" is a time of day
    return unit != "h" or not re.search(r"\b(?:at|by|before)\s*$", before, re.IGNORECASE)


_IN = "in|within|takes?|about|around|under"
_LEADS = {"a": _IN, "an": _IN, "one": _IN, "the next": "in|within|over", "the": "within"}
"""What must stand before a length of time that begins with an article."""


def _duration(text: str, match: re.Match[str], moment: Moment) -> Deadline | None:
    before = text[max(0, match.start() - 24) : match.start()]
    if PAST.search(before) and not re.search(r"\b(?:other|more)\s+than\s*$", before, re.IGNORECASE):
        return None
    low = " ".join(match.group("low").lower().split())
    unit = match.group("unit").lower()
    if not _leads(low, unit, before):
        return None
    count = 2.0 if match.group("more") else _number(match.group("high") or low)
    if unit[0] in _UNITS and not unit.startswith("mo"):
        due = moment.clock + count * _UNITS[unit[0]]
        within = (
            re.search(r"\bwithin(?:\s+the(?:\s+next)?)?\s*$", before, re.IGNORECASE) or count * _UNITS[unit[0]] > _LONG
        )
        return Deadline(match.start(), match.end(), moment.clock, due, exact=not within)
    day = moment.now.date()
    if match.group("working"):
        day = working_day(day, int(count))
    else:
        day += timedelta(days=round(count * (1 if unit[0] == "d" else 7 if unit[0] == "w" else 30)))
    return Deadline(match.start(), match.end(), moment.clock, moment.seconds(moment.close(day)))


def _clock(text: str, match: re.Match[str]) -> time | None:
    """A time of day, or None for a number that is none: without a mark of its own it needs "at", "by" or the like."""
    if match.group("word"):
        return time(0) if match.group("word").lower() == "midnight" else time(12)
    if match.group("clock"):
        return _struck(match.group("clock").lower(), match.group("struck").lower())
    hour, minute = int(match.group("hour")), int(match.group("minute") or 0)
    half = (match.group("half") or "").lower().replace(".", "")
    lead = (match.group("lead") or "").strip().lower()
    colon = match.group("minute") is not None and not match.group("dot")
    if lead in {"since", "from"} or hour > 23 or (half in {"am", "pm"} and not 0 < hour <= 12):
        return None
    if not colon and not half:
        if lead not in {"by", "at", "before", "until", "till"} and not lead.startswith("between"):
            return None
        rest = text[match.end() : match.end() + 12]
        if not match.group("minute") and not re.match(
            r"\s*(?:$|[.,;!?)]|(?:on|to|today|tomorrow|tonight|sharp|and|this)\b)", rest, re.IGNORECASE
        ):
            return None
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    elif not half and not colon and 1 <= hour <= 6:
        hour += 12  # "by 3" in a shop is three in the afternoon
    return time(hour, minute)


def _struck(words: str, struck: str) -> time | None:
    """The time of "half past twelve" and "quarter to five"; in a shop, one to six are in the afternoon."""
    hour = int(struck) if struck.isdigit() else _HOURS.index(struck) + 1
    if not 1 <= hour <= 12:
        return None
    hour += 12 if hour <= 6 else 0
    if words.endswith("to"):
        return time(hour - 1, 45)
    return time(hour, 30 if words.startswith("half") else 15)


_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def _on_day(
    text: str, match: re.Match[str], days: tuple[date, date], times: list[tuple[re.Match[str], time]], moment: Moment
) -> Deadline:
    """A day, joined by the time that stands beside it ("tomorrow at 10:30", "by 15:00 on Friday")."""
    for near in times:
        other, clock = near
        between = text[min(match.end(), other.end()) : max(match.start(), other.start())]
        if len(between) <= 8 and not re.search(r"[.;!?]|\band\b", between):
            times.remove(near)
            clock = _in_part(clock, _part(match), other)
            return _at(min(match.start(), other.start()), max(match.end(), other.end()), days[1], clock, moment)
    first, last = days
    part = _part(match)
    if not part:
        begin = max(moment.clock, moment.seconds(datetime.combine(first, time())))
        return Deadline(match.start(), match.end(), begin, moment.seconds(moment.close(last)))
    opens, closes = (datetime.combine(last, time()) + timedelta(hours=hour) for hour in _PARTS[part])
    return Deadline(match.start(), match.end(), max(moment.clock, moment.seconds(opens)), moment.seconds(closes))


def _part(match: re.Match[str]) -> str:
    """The part of the day that the words name, or an empty string."""
    part = (match.group("part") or "").lower()
    return part or next((word for word in match.group().lower().split() if word in _PARTS), "")


def _in_part(clock: time, part: str, said: re.Match[str]) -> time:
    """A time without "am" or "pm" beside a part of the day: "8.30 tonight" is half past eight in the evening."""
    late = part in {"afternoon", "evening", "night", "tonight"} and not said.group("half")
    return clock.replace(hour=clock.hour + 12) if late and 1 <= clock.hour <= 11 else clock


def _at(start: int, end: int, day: date, clock: time, moment: Moment) -> Deadline:
    at = datetime.combine(day, clock)
    if clock == time(0):
        at += timedelta(days=1)
    return Deadline(start, end, moment.clock, moment.seconds(at), exact=True)


def out_of_hours(deadline: Deadline, moment: Moment) -> bool:
    """Whether nobody is at the shop then: an exact time outside the hours, or a window without an open minute."""
    if not moment.hours:
        return False
    exact = deadline.exact and deadline.due - moment.clock < 7 * 86400
    return not moment.is_open(deadline.due if exact else deadline.earliest, deadline.due)
