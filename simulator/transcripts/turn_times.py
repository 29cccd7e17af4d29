"""When a message of an unknown system was said: a time, a date beside a clock, or seconds since the beginning."""

from __future__ import annotations

import re
from typing import Any

TIME = tuple(
    "time timestamp createdat datetime date sentat ts created when at sent postedat messagetime timestampms "
    "datetimeutc createdtime senttime eventtime starttime messagedate createddate "
    "zeit zeitpunkt datum uhrzeit fecha hora data heure tijd "
    "zaman tarih время дата 日時 時刻 時間 时间 日期 시간".split()
)
CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d(?:[.,]\d{1,6})?))?(?:\s?([AaPp])\.?[Mm]\.?)?")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_COUNT = re.compile(r"\d{1,6}(?:\.\d{1,9})?")
_DATES = ("date", "messagedate", "datum", "fecha", "data", "day", "chatdate", "calldate")
_CLOCKS = ("time", "messagetime", "uhrzeit", "hora", "heure", "ora", "tijd", "clock")
_HALF_A_DAY, _DAY = 43_200.0, 86_400.0
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


class Midnights:
    """Counts the nights in times of one conversation that are only clocks: 23:59 goes before the 00:02 behind it."""

    def __init__(self) -> None:
        self._days, self._last = 0, 0.0

    def passed(self, time: Any) -> float:
        """Seconds that the nights so far add to a clock; nothing to anything else."""
        if not isinstance(time, str) or not CLOCK.fullmatch(time.strip()):
            return 0.0
        clock = elapsed(time, 1.0) or 0.0
        self._days += self._last - clock > _HALF_A_DAY
        self._last = clock
        return self._days * _DAY
