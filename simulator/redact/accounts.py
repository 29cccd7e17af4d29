"""Finders for what opens an account or pays: e-mail, cards, IBANs, bank details, passwords, ids of the state."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from stdnum import iban, luhn

from simulator.redact.spans import Span

EMAIL = re.compile(r"(?<![\w.+-])(?P<id>[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24})(?![\w-])")
SPOKEN_EMAIL = re.compile(
    r"\b(?P<id>[\w-]{1,40}(?: ?(?:\.| dot | underscore | dash ) ?[\w-]{1,40}){0,3}(?: at | ?[(\[]at[)\]] ?)[\w-]{1,40}"
    r"(?: dot | ?[(\[]dot[)\]] ?)"
    r"(?:com|net|org|de|fr|es|it|nl|in|co(?: dot | ?[(\[]dot[)\]] ?)uk))\b",
    re.IGNORECASE,
)

CARD = re.compile(r"(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-])")
CARD_WORDS = re.compile(
    r"(?<![\[\w])(?:card|visa|mastercard|master card|amex|american express|maestro|debit|credit)\b", re.IGNORECASE
)
CARD_LENGTHS: tuple[tuple[re.Pattern[str], frozenset[int]], ...] = tuple(
    (re.compile(prefix), frozenset(lengths))
    for prefix, lengths in (
        (r"4", {13, 16, 19}),
        (r"5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720", {16}),
        (r"3[47]", {15}),
        (r"6011|64[4-9]|65", {16, 19}),
        (r"35(?:2[89]|[3-8])", {16, 17, 18, 19}),
        (r"30[0-5]|3[689]", {14, 15, 16, 17, 18, 19}),
        (r"5018|5020|5038|5893|6304|6759|676[1-3]", set(range(13, 20))),
        (r"62", {16, 17, 18, 19}),
        (r"60|65|81|82|508", {16}),
    )
)
"""Issuers' prefixes and lengths (ISO/IEC 7812), from Visa to RuPay."""

IBAN = re.compile(r"(?<![\w-])[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]){11,30}(?![A-Za-z0-9])")
BANK = re.compile(
    r"\b(?:sort code|bank account|account number|routing(?: number)?|bsb|ifsc|swift|bic)"
    r"(?:[\s:#,.]|is|number|no|code|and|my|the|of){1,6}(?P<id>[A-Z]{4}0?[A-Z0-9]{4,7}\b|\d[\d -]{3,20}\d)",
    re.IGNORECASE,
)
SECRET = re.compile(
    r"\b(?:password|passcode|passwd|pass word|pin(?: code| number)?|cvv2?|cvc2?|security code|card code|otp|"
    r"one[- ]time (?:code|password)|verification code|security answer|mother's maiden name)"
    r"(?:\s{0,3}(?:is|was|:|=|-)\s{0,3}|\s{1,3})[\"'\u201c]?(?P<id>(?=\S*(?-i:[\dA-Z!@#$%^&*]))[^\s\"'\u201d,;]{3,64})",
    re.IGNORECASE,
)
BORN = re.compile(
    r"\b(?:date of birth|birth ?date|dob|d\.o\.b\.?|born(?: on)?|birthday)(?:[\s:,]|is|was|my|the|on){1,5}"
    r"(?P<id>\d{1,4}[./ -]\d{1,2}[./ -]\d{2,4}|\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]{2,8},? \d{4}|"
    r"[A-Z][a-z]{2,8} \d{1,2}(?:st|nd|rd|th)?,? \d{4})",
    re.IGNORECASE,
)
STATE_ID: tuple[re.Pattern[str], ...] = (
    re.compile(r"(?<![\w-])(?P<id>\d{3}-\d{2}-\d{4})(?![\w-])"),
    re.compile(r"\b(?P<id>[A-CEGHJ-PR-TW-Z]{2} \d{2} \d{2} \d{2} [A-D])\b"),
    re.compile(
        r"\b(?:ssn|social security(?: number)?|national insurance(?: number)?|ni number|passport(?: number)?|aadhaar"
        r"(?: number)?|pan(?: card)? number|driving licen[cs]e(?: number)?|driver'?s licen[cs]e(?: number)?|tax id)"
        r"(?:[\s:#,.]|is|number|no|my|the){1,5}(?P<id>[A-Z]{0,5}\d[\dA-Z -]{4,20}[\dA-Z])",
        re.IGNORECASE,
    ),
)
ADDRESS_OF_COMPUTER = re.compile(r"(?<![\w.])(?P<id>(?:\d{1,3}\.){3}\d{1,3})(?![\w.]|\.\d)")
VERSION = re.compile(r"(?:version|firmware|release|build|update|\bv|ver\.?)\s*$", re.IGNORECASE)
BEFORE = 40


def secrets(text: str, *, numbers: bool) -> Iterator[Span]:
    """What is personal whatever stands around it, or by the words right before it; found before what is kept.

    ``numbers``: whether the text holds a digit at all; most texts don't, and most finders need one.
    """
    patterns = [("SECRET", SECRET)]
    if "@" in text:
        patterns.append(("EMAIL", EMAIL))
    if "dot" in text:
        patterns.append(("EMAIL", SPOKEN_EMAIL))
    if numbers:
        patterns += (("BANK", BANK), ("BIRTH DATE", BORN), *(("ID", pattern) for pattern in STATE_ID))
        for span in _checked(IBAN, text, 15, iban.is_valid):
            yield span._replace(kind="IBAN")
        for span in cards(text):
            if CARD_WORDS.search(text, max(0, span.start - BEFORE), span.start):
                yield span
    for kind, pattern in patterns:
        for match in pattern.finditer(text):
            yield Span(*match.span("id"), kind)


def cards(text: str) -> Iterator[Span]:
    """Card numbers by themselves; found after what is kept."""
    for span in _checked(CARD, text, 13, is_card):
        yield span._replace(kind="CARD")


def computers(text: str) -> Iterator[Span]:
    """Internet addresses, told from versions of software by the word before."""
    for match in ADDRESS_OF_COMPUTER.finditer(text):
        small = all(int(part) < 256 for part in match["id"].split("."))
        if small and not VERSION.search(text[max(0, match.start() - BEFORE) : match.start()]):
            yield Span(*match.span("id"), "IP")


def is_card(written: str) -> bool:
    """Whether digits have a card issuer's prefix, its length, and a right check digit."""
    digits = "".join(letter for letter in written if letter.isdigit())
    issued = any(prefix.match(digits) and len(digits) in lengths for prefix, lengths in CARD_LENGTHS)
    return issued and bool(luhn.is_valid(digits))


def _checked(pattern: re.Pattern[str], text: str, shortest: int, is_right: Callable[[str], bool]) -> Iterator[Span]:
    """Numbers with a right check digit; a match may run on into what stands behind one, and hide the next."""
    at = 0
    while match := pattern.search(text, at):
        written, start = match[0], match.start()
        ends = (end for end in range(len(written), shortest - 1, -1) if not written[end : end + 1].isalnum())
        end = next((end for end in ends if is_right(written[:end])), 0)
        if end:
            yield Span(start, start + end)
        at = start + (end or 1)
