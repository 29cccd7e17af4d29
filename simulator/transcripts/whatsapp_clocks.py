"""Dates and clocks in front of WhatsApp messages, as phones write them in their own languages and calendars."""

from __future__ import annotations

import re
from typing import NamedTuple

_DIGITS = {ord(char): str(digit % 10) for start in (0x660, 0x6F0, 0x966) for digit, char in
           enumerate(chr(start + each) for each in range(10))}  # fmt: skip
_SPACES = re.compile("[\u202f\u00a0\u2009]")
_TURNS = re.compile("[\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_EARLY = (
    r"a\.? ?m\.?|a\.?|上午|凌晨|清晨|早上|午前|오전|ص|π\.?μ\.?|SA|öö|de\.?|in the morning|PG|पूर्वाह्न|e paradites|"
    r"пр\.? ?об\.?|ДП|dop\.|vm\.?|fm|f\.m\.|ap\.|priešpiet|da manhã|de la mañana|ก่อนเที่ยง|ق\.ظ\.?|לפנה״צ"
)
"""What stands beside a clock of twelve hours before noon."""
_LATE = (
    r"p\.? ?m\.?|p\.?|下午|中午|晚上|午後|오후|م|μ\.?μ\.?|CH|ös|du\.?|in the (?:afternoon|evening)|noon|PTG|अपराह्न|"
    r"e pasdites|сл\.? ?об\.?|ПП|odp\.|nm\.?|em|e\.m\.|ip\.|popiet|da (?:tarde|noite)|de la (?:tarde|noche)|หลังเที่ยง|"
    r"ب\.ظ\.?|אחה״צ"
)
"""And behind it."""
_HALF = rf"(?:{_EARLY}|{_LATE})"
_DAY = (
    r"((?:R|令和)?\d{1,4})(?:[-/.]|\. ?|년 ?|年)(\d{1,2})(?:[-/.]|\. ?|월 ?|月)(R?\d{1,4})"
    r"(?:\.|일|日| ?(?:BE|г\.?|р\.))?"
)
_CLOCK = r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?"
_BEFORE = r"(?:à|a las|as|às|at|um|kl\.?|klo|o|alle|om|la|v|u|в|о|pukul)?"
_UNIT = r"(?:Uhr|ч\.?|น\.?)?"
_LINE = re.compile(
    rf"(?P<bracket>\[)?\s{{0,3}}{_DAY}\s{{0,3}}(?:[,،]|-(?=\s\d))?\s{{0,3}}{_BEFORE}\s{{0,3}}"
    rf"(?:(?P<before>{_HALF})\s{{0,3}})?{_CLOCK}\s{{0,3}}(?P<after>{_HALF})?\s{{0,3}}{_UNIT}\s{{0,3}}"
    r"(?(bracket)\]\s{0,3}-?|(?:[-–—]|,(?=[^:\n]{1,60} : )|[:;](?=\s[^:\n]{1,60}: )))\s?(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_COPIED = re.compile(
    rf"\[{_CLOCK}\s{{0,3}}(?P<after>{_HALF})?\s{{0,3}}{_UNIT},\s{{0,3}}{_DAY}\]\s{{0,3}}(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
"""Messages copied out of the program on a computer: the clock stands in front of the date."""
_IS_LATE = re.compile(_LATE, re.IGNORECASE)
_IS_EARLY = re.compile(_EARLY, re.IGNORECASE)
REIWA = 2018
"""The year before the first one of the Japanese era that is counted now."""


class Clocked(NamedTuple):
    """What stands in front of a message, and the rest of its line; the date's three numbers as written."""

    date: tuple[str, str, str]
    separator: str
    hour: int
    minute: int
    second: int | None
    bracket: bool
    rest: str


def clocked(line: str) -> Clocked | None:
    """The date and the clock at the beginning of a line, or None."""
    clean = line.translate(_DIGITS) if not line.isascii() else line
    clean = _TURNS.sub("", _SPACES.sub(" ", clean)).lstrip("\u200e ")
    plain = clean.replace("\u200e", "")
    found = _LINE.match(clean) or _LINE.match(plain)
    if found:
        one, two, three, hour, minute, second = (found[place] for place in (2, 3, 4, 6, 7, 8))
        half, bracket, dated = found["before"] or found["after"] or "", bool(found["bracket"]), found[0][:16]
    elif found := _COPIED.match(plain):
        hour, minute, second, one, two, three = (found[place] for place in (1, 2, 3, 5, 6, 7))
        half, bracket, dated = found["after"] or "", True, found[0][found.start(5) :][:16]
    else:
        return None
    if len(one) == 3 or len(three) == 3 or int(hour) > 24 or int(minute) > 59:
        return None
    separator = next((char for char in dated if char in "./-"), "")
    seconds = int(second) if second else None
    date = (_year(one), two, _year(three))
    return Clocked(date, separator, _hours(int(hour), half), int(minute), seconds, bracket, found["rest"])


def _year(number: str) -> str:
    """A year of the Japanese era as one of ours; any other number as it is."""
    counted = number.lstrip("Rr令和")
    return number if counted == number else str(REIWA + int(counted))


def _hours(hour: int, half: str) -> int:
    if not half:
        return hour % 24
    return hour % 12 + 12 * bool(_IS_LATE.fullmatch(half) and not _IS_EARLY.fullmatch(half))
