"""Finders for what pays and what reaches a mailbox: e-mail, cards and their dates, IBANs, bank details."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from stdnum import iban, luhn

from simulator.redact.hints import Met
from simulator.redact.spans import Span, holds

EMAIL = re.compile(
    r"(?<![\w.+-])(?P<id>(?=[^\w@]{0,8}\w)[\w!#$%&'*+/=?^`{|}~-][\w.!#$%&'*+/=?^`{|}~-]{0,63}@"
    r"(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24})(?![\w-])"
)
CUT_EMAIL = re.compile(r"(?<![\w.+-])(?P<id>\w[\w.+-]{0,40}@[A-Za-z][\w-]{2,40})(?![\w.-]|\.\w)")
"""Without its end; only beside a word for mail, as many write a place so ("dinner@joes")."""
AT = r"(?: at | ?[(\[]\s?at\s?[)\]] ?)"
DOT = r"(?: dot | ?[(\[]\s?dot\s?[)\]] ?)"
SPOKEN_EMAIL = re.compile(
    rf"(?<![\w-])(?P<id>[\w-]{{1,40}}(?: ?(?:\.| dot | underscore | dash | hyphen ) ?[\w-]{{1,40}}){{0,3}}{AT}"
    rf"(?!(?:the|this|that|a|an|my|your|its|each|every)\b)[\w-]{{1,40}}(?:{DOT}[\w-]{{2,30}})??"
    rf"{DOT}(?:com|net|org|info|edu|co{DOT}?(?:uk|in|za|nz)|com{DOT}?au|[bcdfghj-np-z][a-hj-z]|e[su]|i[eno]|i[lt]|a[eu]))"
    r"(?![\w-])",
    re.IGNORECASE,
)

CARD = re.compile(r"(?<![\w.-])\d(?:[ .\n\u00a0-]?\d){12,18}(?![\w-])")
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
EXPIRY = re.compile(
    r"\b(?:exp\w*|valid (?:until|thru|to))[\s:.]{1,4}(?P<id>\d{1,2}\s?/\s?\d{2}(?:\d\d)?)(?!\d)", re.IGNORECASE
)

IBAN = re.compile(r"(?<![\w-])[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]){11,30}(?![A-Za-z0-9])")
LINK = r"(?:[\s:#,.]|is|was|numbers?|no|num|nr|code|and|my|the|of){1,8}?"
BANK = re.compile(
    rf"\b(?:sort code|s/c|bank account|account number|bank acc|routing(?: number)?|bsb|ifsc|blz){LINK}"
    r"(?P<id>(?-i:[A-Z]{4}0?[A-Z0-9]{4,7})\b|(?<![-\w])\d[\d -]{3,20}\d)",
    re.IGNORECASE,
)
BANK_HINTS = "sort code|bank|routing|bsb|ifsc|swift|bic|iban"
BANK_WORDS = ("s/c", *BANK_HINTS.split("|"))
HINTS = (BANK_HINTS,)
BANK_ACCOUNT = re.compile(
    rf"\b(?:account|acc|acct|a/c|konto(?:nummer)?|cuenta){LINK}(?P<id>\d[\d -]{{4,20}}\d)", re.IGNORECASE
)
"""An account beside a word of banks; by itself it may be an account with the shop."""
SORT_AND_ACCOUNT = re.compile(r"(?<![\w-])(?P<id>\d\d([- ])\d\d\2\d\d[,;]?\s{1,3}\d{8})(?![\w-])")
BEFORE = 40


def mailboxes(text: str, low: str) -> Iterator[Span]:
    """E-mail addresses, written or spoken."""
    if "@" in text:
        for match in EMAIL.finditer(text):
            yield Span(*match.span("id"), "EMAIL")
        for match in CUT_EMAIL.finditer(text) if "mail" in low or " use " in low else ():
            yield Span(*match.span("id"), "EMAIL")
    if "dot" in low:
        for match in SPOKEN_EMAIL.finditer(text):
            yield Span(*match.span("id"), "EMAIL")


def payments(text: str, low: str, digits: int, met: Met) -> Iterator[Span]:
    """Cards beside a word for them, their dates, IBANs and bank details; before what is kept."""
    if digits >= 10:
        for span in _checked(IBAN, text, 15, iban.is_valid):
            yield span._replace(kind="IBAN")
    found = list(cards(text)) if digits >= 13 else []
    yield from (span for span in found if CARD_WORDS.search(text, max(0, span.start - BEFORE), span.start))
    if found:
        for match in EXPIRY.finditer(text, found[0].start):
            yield Span(*match.span("id"), "SECRET")
    banks = (BANK_HINTS in met or "s/c" in low) and holds(low, BANK_WORDS)
    if banks or "account n" in low:
        patterns = [BANK, SORT_AND_ACCOUNT]
        if banks:
            patterns.append(BANK_ACCOUNT)
        for pattern in patterns:
            for match in pattern.finditer(text):
                yield Span(*match.span("id"), "BANK")


def cards(text: str) -> Iterator[Span]:
    """Card numbers by themselves; found after what is kept."""
    at = 0
    while match := CARD.search(text, at):
        end = _card_end(match[0])
        if end:
            yield Span(match.start(), match.start() + end, "CARD")
        at = match.start() + (end or 1)


def _card_end(written: str) -> int:
    """Where a card number that begins here ends: issuer's prefix, its length, a right check digit; 0: none does."""
    places = [place for place, letter in enumerate(written) if letter.isdecimal()]
    digits = "".join(written[place] for place in places)
    lengths = {length for prefix, fitting in CARD_LENGTHS if prefix.match(digits) for length in fitting}
    for length in sorted(lengths, reverse=True):
        end = places[length - 1] + 1 if length <= len(places) else 0
        if end and not written[end : end + 1].isalnum() and luhn.is_valid(digits[:length]):
            return end
    return 0


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
