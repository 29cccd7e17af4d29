"""When a message of an unknown system was said: a time, a date beside a clock, or seconds since the beginning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

TIME = tuple(
    "time timestamp createdat datetime date sentat ts created when at sent postedat messagetime timestampms "
    "datetimeutc createdtime senttime eventtime starttime messagedate createddate createddatetime sentdatetime "
    "receiveddatetime timestamputc humantime datecreated dateadded datesent sentdate receivedat "
    "zeit zeitpunkt datum uhrzeit fecha hora data heure tijd "
    "zaman tarih время дата 日時 時刻 時間 时间 日期 시간".split()
)
CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d(?:[.,]\d{1,6})?))?(?:\s?([AaPp])\.?[Mm]\.?)?")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_COUNT = re.compile(r"\d{1,6}(?:\.\d{1,9})?")
_DATES = ("date", "messagedate", "datum", "fecha", "data", "day", "chatdate", "calldate")
_CLOCKS = ("time", "messagetime", "uhrzeit", "hora", "heure", "ora", "tijd", "clock")
_LAST_HOUR, _NOON = 23, 12
_FASTEST, _SLOWEST = 4.0, 0.8
"""Words a second that nobody outdoes, and that a call seldom falls below, silences in it counted [design choices]."""
_BRISK = 3.0
"""Words a second past which half of all turns lie in no call: fewer fast ones are two at once [design choice]."""
_BY_CHANCE = 0.2
"""The share of turns that may seem too fast: two people speak at once, and a recogniser misses a mark."""
_SAID, _ENOUGH = 4, 4
"""Words from which on a turn shows how fast it was spoken, and turns from which on that is sure."""
_AN_HOUR, _HALF_A_DAY, _DAY = 3600.0, 43_200.0, 86_400.0
_MILLIS = ("startms", "starttimems", "offsetms", "beginoffsetmillis", "startoffsetms")


def whole_time(turn: dict[str, Any], value: Any) -> Any:
    """A time with its date, where the two stand in columns of their own; any other as it is."""
    if not isinstance(value, str):
        return value
    if CLOCK.fullmatch(value.strip()):
        date = next((turn[name] for name in _DATES if isinstance(turn.get(name), str)), "")
        return f"{date} {value}".strip()
    if _DATE.fullmatch(value.strip()):
        clock = next((turn[name] for name in _CLOCKS if CLOCK.fullmatch(str(turn.get(name) or "").strip())), "")
        return f"{value} {clock}".strip()
    return value


def offset_of(turn: dict[str, Any], time: Any) -> float | None:
    """Seconds since the beginning, where a clock or a number of them is all that is told."""
    for name, scale in (("start", 1.0), ("starttime", 1.0), ("offset", 1.0), *((name, 1000.0) for name in _MILLIS)):
        value = turn.get(name)
        if value is not None and (found := elapsed(value, scale)) is not None:
            return found
    return elapsed(time, 1.0)


def elapsed(value: Any, scale: float) -> float | None:
    """Seconds that a number, or a clock such as ``00:01:02.5``, tells; None: it tells none."""
    text = str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    if _COUNT.fullmatch(text):
        return float(text) / scale
    if found := CLOCK.fullmatch(text):
        hours, rest = int(found[1]), found[3]
        if found[4] and hours <= 12:
            hours = hours % 12 + (12 if found[4] in "Pp" else 0)
        return hours * 3600.0 + int(found[2]) * 60 + float(rest.replace(",", ".") if rest else 0)
    return None


class Counted(NamedTuple):
    """Whether clocks of two numbers are minutes and seconds of a recording, and whether that is sure."""

    minutes: bool
    sure: bool = True


def counts_minutes(said: Sequence[tuple[Any, str]]) -> Counted:
    """Whether clocks of two numbers, each with the words said then, are minutes and seconds of a recording.

    No hour is past 23. Else they are if the first is within a recording's first minute ("00:07"), unless AM or PM
    stands there, or most words would be spoken faster than anybody speaks: that is a chat after midnight. It is sure
    where an hour has one figure ("0:07"), which clocks rarely have, where some go past the hour, or at a pace at
    which people speak.
    """
    read = [(CLOCK.fullmatch(time.strip()), text) for time, text in said if isinstance(time, str)]
    clocks = [(found, text) for found, text in read if found is not None]
    if not clocks or any(clock[4] for clock, _ in clocks):
        return Counted(False)
    short = [(clock, text) for clock, text in clocks if not clock[3]]
    first, hours = clocks[0][0], {int(clock[1]) for clock, _ in short}
    latest = max(hours, default=0)
    if latest == _LAST_HOUR + 1 and _LAST_HOUR in hours and int(first[1]) >= _NOON:
        return Counted(False)  # some write midnight as "24:05"
    if latest > _LAST_HOUR:
        return Counted(True)
    if int(first[1]) or first[3]:
        return Counted(False)
    paces = list(_paces(short))
    fast = sum(pace > _FASTEST for pace in paces) > len(paces) * _BY_CHANCE
    if fast and median(paces) > _BRISK:
        return Counted(False)
    spoken = bool(paces) and not fast and median(paces) >= _SLOWEST and len(paces) >= _ENOUGH
    return Counted(True, len(first[1]) == 1 or len(short) < len(clocks) or spoken)


def _paces(clocks: Sequence[tuple[re.Match[str], str]]) -> Iterator[float]:
    """Words a second that were said before the next clock, if clocks are minutes and seconds; short turns tell none."""
    for (one, text), (two, _) in pairwise(clocks):
        words, seconds = len(text.split()), (int(two[1]) - int(one[1])) * 60 + int(two[2]) - int(one[2])
        if words >= _SAID and seconds >= 0:
            yield words / (seconds + 1)


def nights(times: Sequence[Any]) -> list[float]:
    """Seconds that the nights before each time of a conversation add to it, where times are only clocks; else nothing.

    A clock behind the one before it is of the next day: where time mostly goes forward, if it is an hour back or more,
    since messages may change places by minutes; where it can't be told, if it is more than half a day back. Where it
    mostly goes back, the newest is first.
    """
    clocks = [_seconds_of_day(time) for time in times]
    known = [clock for clock in clocks if clock is not None]
    back = sum(later < before for before, later in pairwise(known))
    ahead = sum(later > before for before, later in pairwise(known))
    if back > ahead and back > 1:
        return _nights(clocks[::-1], _AN_HOUR)[::-1]
    return _nights(clocks, _AN_HOUR if ahead > back else _HALF_A_DAY)


def _nights(clocks: Sequence[float | None], least: float) -> list[float]:
    days, last, found = 0, 0.0, list[float]()
    for clock in clocks:
        if clock is not None:
            days += last - clock >= least
            last = clock
        found.append(days * _DAY if clock is not None else 0.0)
    return found


def _seconds_of_day(time: Any) -> float | None:
    return elapsed(time, 1.0) if isinstance(time, str) and CLOCK.fullmatch(time.strip()) else None
