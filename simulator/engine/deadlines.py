"""Times a reply names: "within 2 hours", "by 10:30", "tomorrow morning", "by Friday", "12 November", "3-5 working days".

Each becomes the latest moment it can mean, in seconds of scenario time. Nothing here reads a clock: the moment the
scenario begins at, and how far it has run, are given. Dates with slashes and dots are day first.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from msgspec import Struct

from simulator.engine.words import READ_AT_MOST

Hours = dict[int, tuple[int, int]]
"""Weekday (Monday 0) -> opening and closing in minutes after midnight, as in a shop."""


class Deadline(Struct, frozen=True):
    """A named time: its span, and the window it leaves, in seconds since the start of the scenario.

    ``exact``: a clock time or a number of hours; without it the whole day (``due`` is its end) is meant.
    """

    start: int
    end: int
    earliest: float
    due: float
    exact: bool = False


class Moment(Struct, frozen=True):
    """Now, as the reply is written: the scenario's beginning, the seconds since, and the shop's hours."""

    begin: datetime
    clock: float = 0.0
    hours: Hours = {}

    @property
    def now(self) -> datetime:
        """The scenario's date and time."""
        return self.begin + timedelta(seconds=self.clock)

    def seconds(self, moment: datetime) -> float:
        """Seconds since the start of the scenario."""
        return (moment - self.begin).total_seconds()

    def close(self, day: date) -> datetime:
        """When a day ends for a promise: at closing time if that is still to come, else at midnight."""
        closes = self.hours.get(day.weekday(), (0, 0))[1]
        end = datetime.combine(day, time()) + timedelta(minutes=closes)
        return end if closes and end > self.now else datetime.combine(day, time()) + timedelta(days=1)


_LONG = 12 * 3600.0
"""Seconds; "in 24 hours" leaves a window, "in 2 hours" names a moment."""
_UNITS = {"m": 60.0, "h": 3600.0}
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "half an": 0.5, "half a": 0.5, "a couple of": 2, "twenty-four": 24, "forty-eight": 48, "sixty": 60,
}  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PARTS = {"morning": (8, 12), "noon": (11, 12), "lunchtime": (11, 13), "afternoon": (12, 18), "evening": (17, 22), "night": (18, 24), "tonight": (18, 24)}  # fmt: skip

_NUM = r"(?:\d{1,3}(?:[.,]5)?|half\s+an?|a\s+couple\s+of|" + "|".join(
    sorted((n for n in _NUMBERS if " " not in n), key=len, reverse=True)
) + ")"  # fmt: skip
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_DAY_NAME = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_TRIGGER = re.compile(
    r"\d|\b(?:today|tonight|tomorrow|tmrw|noon|midday|midnight|week(?:end)?|weeks|hours?|minutes?|days?|morning|"
    rf"afternoon|evening|eod|business|{_DAY_NAME})\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"""\b(?P<low>{_NUM})(?:\s?(?:-|–|to|or)\s?(?P<high>{_NUM}))?[\s-]?
         (?P<working>(?:working|business|week)[\s-]?)?
         (?P<unit>min(?:ute)?s?|hours?|hrs?|h|days?|weeks?|months?)\b
         (?!\s+(?:ago|late|old|earlier|before|already|overdue|now|warranty|guarantee))""",
    re.IGNORECASE | re.VERBOSE,
)
_DAY = re.compile(
    rf"""\b(?:(?P<near>the\s+day\s+after\s+tomorrow|today|tonight|tomorrow|tmrw|eod|
          (?:the\s+)?(?:end|close)\s+of\s+(?:the\s+|this\s+|next\s+)?(?:business\s+|working\s+)?(?:day|week|business)|
          this\s+(?:morning|afternoon|evening|week(?:end)?)|the\s+weekend|next\s+week|same\s+day)
        | (?:(?P<which>next|this|coming)\s+)?(?P<name>{_DAY_NAME})\b(?!\s*[’'])
        | (?P<iso>\d{{4}}-\d\d-\d\d)
        | (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b(?:,?\s+(?P<year>\d{{4}}))?
        | (?P<month2>{_MONTH})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)
        | (?P<d>\d{{1,2}})(?P<mark>[/.])(?P<m>\d{{1,2}})(?:(?P=mark)(?P<y>\d{{4}}|\d\d)?)?(?![\d/%€$])
        | the\s+(?P<only>\d{{1,2}})(?:st|nd|rd|th)\b)
        (?:\s+(?:in\s+the\s+|at\s+|before\s+|by\s+)?(?P<part>morning|afternoon|evening|night|noon|lunchtime)\b)?""",
    re.IGNORECASE | re.VERBOSE,
)
_TIME = re.compile(
    r"""(?P<lead>\b(?:by|at|before|until|till|around|about|from|than|between\s+\S+\s+and|-|–)\s*)?
        (?:(?P<hour>\b\d{1,2})(?:(?:[:]|(?P<dot>\.))(?P<minute>[0-5]\d))?\s?
           (?P<half>a\.?m\b\.?|p\.?m\b\.?|o['’]?clock\b|h\b)?
         | (?P<word>\bnoon|\bmidday|\bmidnight)\b)(?![\d:%€$])""",
    re.IGNORECASE | re.VERBOSE,
)
_PAST = re.compile(
    r"(?:\b(?:since|last|past|previous|for|after|ago|of|every|each|from|on\s+average|yesterday|than|over|another|that)"
    r"(?:\s+(?:the|these|last|past))*)\s*$",
    re.IGNORECASE,
)


def deadlines(text: str, moment: Moment) -> tuple[Deadline, ...]:
    """Every time to come that a text names, in order; times that lie behind ("since Thursday") are left out."""
    text = text[:READ_AT_MOST]
    if _TRIGGER.search(text) is None:
        return ()
    spans = [item for match in _SPAN.finditer(text) if (item := _duration(text, match, moment))]
    days = [(match, day) for match in _DAY.finditer(text) if (day := _day(text, match, moment))]
    times = [(match, clock) for match in _TIME.finditer(text) if (clock := _clock(text, match)) is not None]
    taken = [(item.start, item.end) for item in spans]
    times = [item for item in times if not _inside(item[0], taken + [match.span() for match, _ in days])]
    out = list(spans)
    for match, day in days:
        if not _inside(match, taken):
            out.append(_on_day(text, match, day, times, moment))
    out += [_at(match.start(), match.end(), moment.now.date(), clock, moment) for match, clock in times]
    return tuple(sorted((item for item in out if item.due > moment.clock), key=lambda item: item.start))


def _inside(match: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    at = match.start("hour") if match.re is _TIME and match.group("hour") else match.start()
    return any(start <= at < end for start, end in spans)


def _number(text: str) -> float:
    form = " ".join(text.lower().split())
    return _NUMBERS[form] if form in _NUMBERS else float(form.replace(",", "."))


def _duration(text: str, match: re.Match[str], moment: Moment) -> Deadline | None:
    before = text[max(0, match.start() - 24) : match.start()]
    if _PAST.search(before) and not re.search(r"\b(?:other|more)\s+than\s*$", before, re.IGNORECASE):
        return None
    low = match.group("low").lower()
    unit = match.group("unit").lower()
    if low in {"a", "an", "one"} and not re.search(
        r"\b(?:in|within|takes?|about|around|under)\s*$", before, re.IGNORECASE
    ):
        return None
    count = _number(match.group("high") or low)
    if unit[0] in _UNITS and not unit.startswith("mo"):
        due = moment.clock + count * _UNITS[unit[0]]
        within = (
            re.search(r"\bwithin(?:\s+the(?:\s+next)?)?\s*$", before, re.IGNORECASE) or count * _UNITS[unit[0]] > _LONG
        )
        return Deadline(match.start(), match.end(), moment.clock, due, exact=not within)
    day = moment.now.date()
    if match.group("working"):
        day = _working(day, int(count))
    else:
        day += timedelta(days=round(count * (1 if unit[0] == "d" else 7 if unit[0] == "w" else 30)))
    return Deadline(match.start(), match.end(), moment.clock, moment.seconds(moment.close(day)))


def _working(day: date, count: int) -> date:
    """The day that many working days (Monday to Friday) later."""
    for _ in range(min(count, 400)):
        day += timedelta(days=1)
        while day.weekday() > 4:
            day += timedelta(days=1)
    return day


def _day(text: str, match: re.Match[str], moment: Moment) -> tuple[date, date] | None:
    """The first and the last day that the words can mean, or None for days gone by and for no day at all."""
    if _PAST.search(text[max(0, match.start() - 20) : match.start()]):
        return None
    today = moment.now.date()
    if match.group("near"):
        return _near(" ".join(match.group("near").lower().split()), today)
    if match.group("name"):
        return _weekday(match, today)
    day = _date(match, today)
    return (day, day) if day is not None and day >= today else None


def _near(words: str, today: date) -> tuple[date, date]:
    if "day after" in words:
        return today + timedelta(days=2), today + timedelta(days=2)
    if words in {"tomorrow", "tmrw"}:
        return today + timedelta(days=1), today + timedelta(days=1)
    monday = today - timedelta(days=today.weekday())
    if "next" in words:
        return monday + timedelta(days=7), monday + timedelta(days=11)
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
    if (match.group("which") or "").lower() == "next":
        # "next Friday" said before Friday is the one of next week
        ahead += 7 if ahead + today.weekday() < 7 else 0
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


def _clock(text: str, match: re.Match[str]) -> time | None:
    """A time of day, or None for a number that is no time: without a mark of its own it needs "at", "by" or the like."""
    if match.group("word"):
        return time(0) if match.group("word").lower() == "midnight" else time(12)
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


def _on_day(
    text: str, match: re.Match[str], days: tuple[date, date], times: list[tuple[re.Match[str], time]], moment: Moment
) -> Deadline:
    """A day, joined by the time that stands beside it ("tomorrow at 10:30", "by 15:00 on Friday")."""
    for near in times:
        other, clock = near
        between = text[min(match.end(), other.end()) : max(match.start(), other.start())]
        if len(between) <= 8 and not re.search(r"[.;!?]|\band\b", between):
            times.remove(near)
            return _at(min(match.start(), other.start()), max(match.end(), other.end()), days[1], clock, moment)
    first, last = days
    part = (match.group("part") or "").lower()
    part = part or next((word for word in match.group().lower().split() if word in _PARTS), "")
    if not part:
        begin = max(moment.clock, moment.seconds(datetime.combine(first, time())))
        return Deadline(match.start(), match.end(), begin, moment.seconds(moment.close(last)))
    opens, closes = (datetime.combine(last, time()) + timedelta(hours=hour) for hour in _PARTS[part])
    return Deadline(match.start(), match.end(), max(moment.clock, moment.seconds(opens)), moment.seconds(closes))


def _at(start: int, end: int, day: date, clock: time, moment: Moment) -> Deadline:
    at = datetime.combine(day, clock)
    if clock == time(0):
        at += timedelta(days=1)
    return Deadline(start, end, moment.clock, moment.seconds(at), exact=True)


def out_of_hours(deadline: Deadline, moment: Moment) -> bool:
    """Whether nobody is at the shop then: an exact time outside the hours, or a window without an open minute."""
    if not moment.hours:
        return False
    due = moment.begin + timedelta(seconds=deadline.due)
    if deadline.exact and deadline.due - moment.clock < 7 * 86400:
        return not _open(due, due, moment.hours)
    return not _open(moment.begin + timedelta(seconds=deadline.earliest), due, moment.hours)


def _open(first: datetime, last: datetime, hours: Hours) -> bool:
    day = first.date()
    while day <= last.date() and (day - first.date()).days < 8:
        if day.weekday() in hours:
            opens, closes = (datetime.combine(day, time()) + timedelta(minutes=at) for at in hours[day.weekday()])
            if opens <= last and (closes > first or closes == last):
                return True
        day += timedelta(days=1)
    return False
