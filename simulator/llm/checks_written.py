"""Numbers and dates in one way of writing, so that a customer may write them as people do."""

from __future__ import annotations

import re

from simulator.llm.checks_words import MONTHS, NUMERALS

_UNITS = {
    word: int(value) for word, value in NUMERALS.items() if len(value) == 1 and word not in {"once", "twice", "couple"}
}
_TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_BELOW_100 = rf"(?:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_UNITS)}))?|{'|'.join(NUMERALS)})"
_HUNDREDS = re.compile(rf"\b({'|'.join(_UNITS)})[ -]hundred(?:(?: and)? ({_BELOW_100}))?\b", re.IGNORECASE)
_COMPOUND = re.compile(rf"\b({'|'.join(_TENS)})-({'|'.join(_UNITS)})\b(?![ /]seven\b)", re.IGNORECASE)
_CENTS = re.compile(rf"(?<![.,\d])\b(\d{{1,4}}) ({'|'.join(_TENS)})\b(?!-)", re.IGNORECASE)
_PARTED = re.compile(
    rf"\b(\d{{1,4}}|{'|'.join(_UNITS)}) (metres?|meters?|euros?|pounds?|dollars?) (?:and )?"
    rf"(\d\d|(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_UNITS)}))?)\b"
    r"(?! (?:minute|hour|day|week|month|year|time|cent|call|mail|message)s?\b)",
    re.IGNORECASE,
)
"""A measure or a price whose unit stands in the middle."""
_SPELLED = re.compile(rf"\b(?:{'|'.join(_UNITS)})(?:[ ,-]{{1,2}}(?:{'|'.join(_UNITS)})\b){{2,}}", re.IGNORECASE)
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)")
_DAY_FIRST = re.compile(
    r"\b(from|on|since|by|of|the|until|till|for|before|after|dated)\s+(\d{1,2})(?:/(\d{1,2})(?:/(?:20)?\d\d)?"
    r"|\.(\d{1,2})\.(?:20)?\d\d)(?![\d/])",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"\b20\d\d-(\d\d)-(\d\d)\b")
_SHORT = {month[:3]: month.capitalize() for month in MONTHS if month != "may"} | {"sept": "September"}
_SHORT_MONTH = re.compile(
    rf"\b({'|'.join(_SHORT)})\b\.?(?= \d)|(?<=\d )({'|'.join(_SHORT)})\b|(?<=(?:st|nd|rd|th) )({'|'.join(_SHORT)})\b",
    re.IGNORECASE,
)
_HALF_PAST = re.compile(r"\b(\d{1,2})[.:]30(?= ?[ap]m\b)", re.IGNORECASE)
MONTHS_OF_A_YEAR = 12


def written(text: str) -> str:
    """The text with numbers in digits and months by name.

    48 213 becomes 48213, "two metres thirty" 2.30 metres, "eight seven seven" 877, "sixty-four ninety" 64.90,
    "on 26/10" "on 26 October", and "Nov 4th" "November 4th". Small numbers in words stay as they are: idioms are full
    of them.
    """
    text = _SPELLED.sub(lambda found: "".join(str(_UNITS[word]) for word in _words(found.group())), text)
    text = _HUNDREDS.sub(lambda found: str(100 * _UNITS[found[1].casefold()] + _below_100(found[2] or "")), text)
    text = _COMPOUND.sub(lambda found: str(_below_100(found.group())), text)
    text = _CENTS.sub(lambda found: f"{found[1]}.{_TENS[found[2].casefold()]}", text)
    text = _PARTED.sub(lambda found: f"{_digits(found[1])}.{_digits(found[3]):0>2} {found[2]}", text)
    text = _GROUPED.sub(lambda found: re.sub(r"\D", "", found.group()), text)
    text = _DAY_FIRST.sub(lambda found: _dated(found.group(), found[1], int(found[2]), int(found[3] or found[4])), text)
    text = _YEAR_FIRST.sub(lambda found: _dated(found.group(), "", int(found[2]), int(found[1])), text)
    text = _HALF_PAST.sub(r"half past \1", text)
    return _SHORT_MONTH.sub(lambda found: _SHORT[(found[1] or found[2] or found[3]).casefold()], text)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.casefold())


def _digits(text: str) -> str:
    return text if text.isdigit() else str(_below_100(text))


def _below_100(text: str) -> int:
    return sum(_TENS.get(word) or int(NUMERALS[word]) for word in _words(text))


def _dated(as_it_was: str, before: str, day: int, month: int) -> str:
    """A date with its month by name; the other way round where there is no such month."""
    if month > MONTHS_OF_A_YEAR:
        day, month = month, day
    if not 1 <= month <= MONTHS_OF_A_YEAR:
        return as_it_was
    return f"{before} {day} {MONTHS[month - 1].capitalize()}".strip()
