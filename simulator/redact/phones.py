"""Telephone numbers: told from other numbers by a plus, by how they are grouped, or by the words before.

Ten digits in a row are an order number about as often as a telephone number, so bare digits need a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from simulator.redact.hints import Met
from simulator.redact.spans import Span

CANDIDATE = re.compile(
    r"(?<![\w.,/#-])(?P<number>(?:\+ ?|00 ?)?\(?\d(?:[ .\-/()\u00a0]{0,3}\d){5,16})(?![\w-]|[.,]\d)"
    r"(?P<more>\s{0,2},?\s?(?:x|ext\.?|extension|durchwahl|poste)\s{0,2}\d{1,6}\b)?",
    re.IGNORECASE,
)
CALLED = re.compile(
    r"\b(?:phone|telephone|tel|mobile|mob|cell|cellphone|landline|handy|fax|whats ?app|call(?:ed|ing)?|"
    r"ring|reach|text(?:ed)?|sms|dial|contact(?: (?:me|us|him|her|them))?|"
    r"number (?:is|to (?:call|reach|ring))|(?:my|his|her|our|new|old|best|your) number|"
    r"tel[e\u00e9]fono|m[o\u00f3]vil|cellulare|telefon|telefoon|t[e\u00e9]l[e\u00e9]phone|portable|"
    r"mein[e]? nummer|erreichen|anrufen|appel\w*|ll[a\u00e1]ma\w*)\b",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\bnumber\b|\bnummer\b|\bnum[e\u00e9]ro\b|\bn[u\u00fa]mero\b", re.IGNORECASE)
OF_A_THING = re.compile(
    r"\b(?:phone|telephone|mobile|cell|handy|fax)s?\s+(?:\w+\s+){0,2}"
    r"(?:case|cover|charger|holder|stand|mount|series|model|plan|contract|bundle|cable|battery|screen)\b"
    r"|\b(?:at|code|version|paid|cost|costs|price)\W{0,3}$",
    re.IGNORECASE,
)
SERIES = re.compile(r"\s{1,2}(?:series|models?|edition|range|cases?)\b", re.IGNORECASE)
AMOUNT = re.compile(r"\d{1,3}(?:[., ]\d{3})*[.,]\d{1,2}|\d+[.,]\d{2}")
BEFORE = 34
GROUPED = re.compile(
    r"\(\d{2,5}\)[ -]?\d|1?[-. ]?\d{3}[-. ]\d{3}[-. ]\d{4}$|0\d{1,4}[ /.-]\d{2,8}(?:[ .-]\d{2,6}){0,4}$|"
    r"0(?:\(0\))?(?: \d){9,10}$|[6-9]\d{4}[ -]\d{5}$|[679]\d{2}[ -]\d{3}[ -]\d{3}$|[679]\d{2}(?: \d{2}){3}$|"
    r"[28]\d{3}-\d{4}$"
)
"""An area code in brackets, the North American 3-3-4, a leading nought and a group, Indian fives, Spanish threes."""
TRUNK = re.compile(r"(?:0044|0)[1-37]\d{8,9}$|00\d{9,13}$")
"""Bare digits that begin as numbers dialled do; enough when "number" stands before them."""
UNIT = r"(?:oh|o|zero|nought|one|two|three|four|five|six|seven|eight|nine|double|triple)"
TENS = (
    r"(?:ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)"
)
SPOKEN = re.compile(
    rf"\b(?P<id>(?:plus )?(?:{UNIT}[ ,-]+)(?:(?:{UNIT}|{TENS}|and)[ ,-]+){{4,20}}(?:{UNIT}|{TENS}))\b", re.IGNORECASE
)
SPOKEN_HINTS = "two|three|four|five|six|seven|eight|nine|zero|double"
SPOKEN_DIGITS = tuple(SPOKEN_HINTS.split("|"))
HINTS = (SPOKEN_HINTS,)
SPOKEN_WORDS = 3
"""Different words of digits at least, before a text is searched for a number spoken."""
SHORTEST, LONGEST = 7, 15
"""Digits of a telephone number, from a local one to the longest of ITU-T E.164."""


def phones(text: str) -> Iterator[Span]:
    """Telephone numbers written in digits."""
    for match in CANDIDATE.finditer(text):
        before = text[max(0, match.start() - BEFORE) : match.start()]
        if is_phone(match["number"], before, text[match.end() : match.end() + 12]):
            yield Span(*match.span(), "PHONE")


def spoken_phones(text: str, low: str, met: Met) -> Iterator[Span]:
    """Telephone numbers written digit by digit in words, unless they follow a word for an order."""
    if SPOKEN_HINTS not in met or sum(word in low for word in SPOKEN_DIGITS) < SPOKEN_WORDS:
        return
    for match in SPOKEN.finditer(text):
        if not THING_BEFORE.search(text, max(0, match.start() - BEFORE), match.start()):
            yield Span(*match.span("id"), "PHONE")


THING_BEFORE = re.compile(r"\b(?:order|ticket|tracking|invoice|reference)\b", re.IGNORECASE)


def is_phone(written: str, before: str, behind: str = "") -> bool:
    """Whether digits are a telephone number; ``before`` and ``behind``: the words around it."""
    digits = sum(letter.isdecimal() for letter in written)
    if not SHORTEST <= digits <= LONGEST or AMOUNT.fullmatch(written):
        return False
    if written.startswith("+"):
        return _possible(written)
    if OF_A_THING.search(before) and not GROUPED.match(written):
        return False
    if CALLED.search(before):
        return SERIES.match(behind) is None
    if written.isdecimal():
        return NUMBER.search(before) is not None and TRUNK.match(written) is not None
    return GROUPED.match(written) is not None


@lru_cache(maxsize=256)
def _possible(written: str) -> bool:
    import phonenumbers

    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(written.replace("(0)", ""), None))
    except phonenumbers.NumberParseException:
        return False
