"""Days that a reply names: tomorrow, by Friday, next week, 12 November, the 12th; 12/11 is read day first."""

from __future__ import annotations

import re
from datetime import date, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
DAY_NAME = r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
_LEAVES_WORK = r"(?:end|close)\s+of\s+(?:the\s+|this\s+)?(?:business|play|(?:business\s+|working\s+)?day)"
DAY = re.compile(
    rf"""\b(?:(?:the\s+)?{_LEAVES_WORK}\s+(?:on\s+)?)?
        (?:(?:{DAY_NAME}\s*[,(]?\s*(?:the\s+)?|the\s+)?
          (?:(?P<iso>\d{{4}}-\d\d-\d\d)
          | (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b(?:,?\s+(?P<year>\d{{4}}))?
          | (?P<month2>{_MONTH})\.?\s+(?:the\s+)?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)
          | (?P<d>\d{{1,2}})(?P<mark>[/.])(?P<m>\d{{1,2}})(?:(?P=mark)(?P<y>\d{{4}}|\d\d)?)?(?![\d/%€$]))
          (?:,?\s+an?\s+{DAY_NAME}\b)?
        | (?:{DAY_NAME}\s*,?\s+(?:the\s+)?|the\s+)(?P<only>\d{{1,2}})(?:st|nd|rd|th)\b
        | (?P<near>the\s+day\s+after\s+tomorrow|today|tonight|tomorrow|tmrw|eod|(?:the\s+)?{_LEAVES_WORK}|
          (?:the\s+)?(?:end|close)\s+of\s+(?:the\s+|this\s+|next\s+)?(?:week|month)|month['’]?s?[\s-]end|
          (?:the\s+)?end\s+of\s+(?P<last>{_MONTH})\b|(?:the\s+)?(?:start|beginning)\s+of\s+next\s+week|
          this\s+(?:morning|afternoon|evening|week(?:end)?)|the\s+weekend|next\s+week(?!\s+(?:on\s+)?{DAY_NAME})|
          same\s+day)
        | (?:(?P<which>next|this|coming|next\s+week(?:\s+on)?|a\s+week\s+on)\s+)?(?P<name>{DAY_NAME})\b(?!\s*[’'])
          (?P<then>\s+(?:of\s+)?next\s+week|\s+week\b)?)
        (?:\s+(?:in\s+the\s+|at\s+|before\s+|by\s+)?(?P<part>morning|afternoon|evening|night|noon|lunchtime)\b)?""",
    re.IGNORECASE | re.VERBOSE,
)
"""A day, and perhaps the part of it, as written; a date beside a weekday is the day that is meant."""
PAST = re.compile(
    r"(?:\b(?:since|last|past|previous|for|after|ago|of|every|each|from|on\s+average|yesterday|than|over|another|that)"
    r"(?:\s+(?:the|these|last|past))*)\s*$",
    re.IGNORECASE,
)
"""What stands before a time gone by, or before no time at all: since, last, ago, for."""


_SET_FOR = re.compile(
    r"\b(?:i|we)\b[^.!?;\n]*\b(?:order|book|deliver|put|place|schedule|reserve|arrange|plan|set|fix|send)\b"
    r"(?:(?!\b(?:need|needs|want|ordered|and|but|because|since)\b)[^.!?;\n,])*\bfor\s+$",
    re.IGNORECASE,
)
"""What makes "for Friday" a day to come: "I'll order it for you here for Friday", "we book the fitter for Monday"."""
_AHEAD = re.compile(r"\b(?:by|before)\s*$", re.IGNORECASE)


def named_days(text: str, match: re.Match[str], today: date) -> tuple[date, date] | None:
    """The first and the last day that the words can mean, or None for days gone by and for no day at all."""
    before = text[max(0, match.start() - 60) : match.start()]
    if PAST.search(before[-20:]) and not _SET_FOR.search(before):
        return None
    if match.group("last"):
        first = _upcoming(today.year, _MONTHS.index(match.group("last")[:3].lower()) + 1, 1, today, fixed=False)
        return (max(first, today), _month_end(first)) if first is not None and _month_end(first) >= today else None
    if match.group("near"):
        if "weekend" in match.group("near").lower() and _AHEAD.search(text[max(0, match.start() - 8) : match.start()]):
            return today, max(today, today - timedelta(days=today.weekday()) + timedelta(days=4))
        return _near(" ".join(match.group("near").lower().split()), today)
    if match.group("name"):
        return _weekday(match, today)
    day = _date(match, today)
    return (day, day) if day is not None and day >= today else None


def working_day(day: date, count: int) -> date:
    """The day that many working days (Monday to Friday) later."""
    for _ in range(min(count, 400)):
        day += timedelta(days=1)
        while day.weekday() > 4:
            day += timedelta(days=1)
    return day


def _near(words: str, today: date) -> tuple[date, date]:
    if "day after" in words:
        return today + timedelta(days=2), today + timedelta(days=2)
    if words in {"tomorrow", "tmrw"}:
        return today + timedelta(days=1), today + timedelta(days=1)
    monday = today - timedelta(days=today.weekday())
    if "month" in words:
        end = _month_end(today)
        return today, (_month_end(end + timedelta(days=1)) if "next" in words else end)
    if "next" in words:
        early = words.startswith(("start", "the start", "beginning", "the beginning"))
        return monday + timedelta(days=7), monday + timedelta(days=8 if early else 11)
    return _this_week(words, today, monday)


def _this_week(words: str, today: date, monday: date) -> tuple[date, date]:
    if "weekend" in words:
        return max(today, monday + timedelta(days=5)), monday + timedelta(days=6)
    if "week" in words:
        return today, max(today, monday + timedelta(days=4))
    return today, today


def _weekday(match: re.Match[str], today: date) -> tuple[date, date] | None:
    name = match.group("name").lower()
    # three letters alone are a weekday only with a capital: "sat", "sun", "mon" and "wed" are words, too
    if len(name) == 3 and not match.group("name")[0].isupper():
        return None
    wanted = next(i for i, day in enumerate(_WEEKDAYS) if day.startswith(name[:3]))
    ahead = (wanted - today.weekday()) % 7
    which, then = (" ".join((match.group(part) or "").lower().split()) for part in ("which", "then"))
    if which == "next" or which.startswith("next week") or then.endswith("next week"):
        # "next Friday" said before Friday is the one of next week
        ahead += 7 if ahead + today.weekday() < 7 else 0
    elif which == "a week on" or then == "week":
        ahead += 7
    day = today + timedelta(days=ahead)
    return day, day


def _date(match: re.Match[str], today: date) -> date | None:
    if match.group("iso"):
        return _made(*(int(part) for part in match.group("iso").split("-")))
    if match.group("only"):
        day = _made(today.year, today.month, int(match.group("only")))
        later = today.replace(day=1) + timedelta(days=32)
        return day if day and day >= today else _made(later.year, later.month, int(match.group("only")))
    if match.group("d"):
        first, second = int(match.group("d")), int(match.group("m"))
        if (first, second) == (24, 7) or (
            match.group("mark") == "." and not match.group().endswith(".") and not match.group("y")
        ):
            return None
        if second > 12 >= first:
            first, second = second, first
        year = int(match.group("y") or today.year)
        return _upcoming(year + 2000 * (year < 100), second, first, today, fixed=bool(match.group("y")))
    name = (match.group("month") or match.group("month2"))[:3].lower()
    number = int(match.group("day") or match.group("day2"))
    year = int(match.group("year") or today.year)
    return _upcoming(year, _MONTHS.index(name) + 1, number, today, fixed=bool(match.group("year")))


def _month_end(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _upcoming(year: int, month: int, day: int, today: date, *, fixed: bool) -> date | None:
    """A date without a year is this year's, or next year's when it lies more than half a year back."""
    made = _made(year, month, day)
    if made and not fixed and (today - made).days > 180:
        return _made(year + 1, month, day)
    return made


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
