"""Telephone numbers: told from other numbers by a plus, by how they are grouped, or by the words before.

Ten digits in a row are an order number about as often as a telephone number, so bare digits need a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from simulator.redact.spans import Span

CANDIDATE = re.compile(r"(?<![\w.,/#-])(?:\+ ?|00 ?)?\(?\d(?:[ .\-/()\u00a0]{0,3}\d){5,16}(?![\w-]|[.,]\d)")
WORDS = re.compile(
    r"\b(?:phone|telephone|tel|mobile|mob|cell|landline|handy|fax|whats ?app|call(?:ed|ing)?|"
    r"ring|reach|text(?:ed)?|sms|dial|contact (?:me|us|him|her|them)|"
    r"number (?:is|to (?:call|reach|ring))|(?:my|his|her|our|new|best) number|"
    r"tel[e\u00e9]fono|m[o\u00f3]vil|telefon|t[e\u00e9]l[e\u00e9]phone)\b",
    re.IGNORECASE,
)
BEFORE = 32
REGIONS = ("US", "GB", "DE", "FR", "ES", "IT", "NL", "IN", "AU", "IE", "BR", "PL", "SE", "NG", "ZA")
GROUPED = re.compile(r"\(\d{2,5}\)[ -]?\d|\d{3}[-. ]\d{3}[-. ]\d{4}$|0\d{1,4}[ /-]\d{2,8}(?:[ -]\d{2,6}){0,4}$")
"""An area code in brackets, the North American 3-3-4, or a leading nought and a group."""
DIGIT_WORDS = "oh|zero|nought|one|two|three|four|five|six|seven|eight|nine|double|triple"
SPOKEN = re.compile(rf"\b(?:plus )?(?:(?:{DIGIT_WORDS})[ ,-]+){{6,20}}(?:{DIGIT_WORDS})\b", re.IGNORECASE)
SHORTEST, LONGEST = 7, 15
"""Digits of a telephone number, from a local one to the longest of ITU-T E.164."""


def phones(text: str) -> Iterator[Span]:
    """Telephone numbers written in digits, or spoken digit by digit."""
    for match in CANDIDATE.finditer(text):
        called = WORDS.search(text, max(0, match.start() - BEFORE), match.start()) is not None
        if is_phone(match[0], called):
            yield Span(*match.span(), "PHONE")
    for match in SPOKEN.finditer(text):
        yield Span(*match.span(), "PHONE")


def is_phone(written: str, called: bool) -> bool:
    """Whether digits are a telephone number; ``called``: a word before them says that they may be one."""
    digits = sum(letter.isdigit() for letter in written)
    if not SHORTEST <= digits <= LONGEST:
        return False
    if called:
        return True
    if written.startswith("+"):
        return _possible(written)
    if written.isdigit():
        return False
    if GROUPED.match(written):
        return True
    return any(_valid(written, region) for region in REGIONS)


def _possible(written: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(written, None))
    except phonenumbers.NumberParseException:
        return False


def _valid(written: str, region: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(written, region))
    except phonenumbers.NumberParseException:
        return False
